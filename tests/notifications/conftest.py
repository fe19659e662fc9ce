import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from time import monotonic, sleep

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

SERVER = Path(__file__).with_name("smtp_server.py")


@dataclass
class MailServer:
    """A real SMTP server in a process of its own; what it accepts it puts into `folder`."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def received(self) -> list[bytes]:
        return [path.read_bytes() for path in self._letters()]

    def asked(self) -> list[str]:
        """The recipients that it was asked for, whatever it said."""
        asked = self.folder / "asked"
        return asked.read_text().split() if asked.exists() else []

    def connections(self) -> list[int]:
        """How many letters came over each connection, one after another."""
        ports = [path.name.split(".")[1] for path in self._letters()]
        return [ports.count(port) for port in dict.fromkeys(ports)]

    def _letters(self) -> list[Path]:
        return sorted(self.folder.glob("*.eml"))


Start = Callable[..., MailServer]


@pytest.fixture
def start_mail_server(tmp_path: Path) -> Iterator[Start]:
    """Starts a server that is told as `smtp_server` says."""
    running = []

    def start(**told: str | int) -> MailServer:
        port = free_port()
        folder = tmp_path / f"received-{port}"
        folder.mkdir()
        how = json.dumps(told | {"port": port, "folder": str(folder)})
        running.append(subprocess.Popen([sys.executable, str(SERVER), how]))
        _wait_for(port)
        return MailServer(port, folder)

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def mail_server(start_mail_server: Start) -> MailServer:
    return start_mail_server()


@dataclass(frozen=True)
class Certificate:
    certificate: str
    key: str


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate of our own making for 127.0.0.1."""
    folder, key = tmp_path_factory.mktemp("tls"), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    begins = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=36500))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return Certificate(str(folder / "certificate.pem"), str(folder / "key.pem"))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    patience = monotonic() + 30
    while monotonic() < patience:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.05)
    raise TimeoutError("the SMTP server did not start")
