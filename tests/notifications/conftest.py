import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest

SERVER = Path(__file__).with_name("smtp_server.py")


@dataclass
class MailServer:
    """A real SMTP server in a process of its own; what it accepts it puts into `folder`."""

    url: str
    folder: Path

    def received(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.folder.glob("*.eml"))]


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[MailServer]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path / "received"
    folder.mkdir()
    process = subprocess.Popen([sys.executable, str(SERVER), str(port), str(folder)])
    try:
        _wait_for(port)
        yield MailServer(f"smtp://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(port: int) -> None:
    patience = monotonic() + 30
    while monotonic() < patience:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.05)
    raise TimeoutError("the SMTP server did not start")
