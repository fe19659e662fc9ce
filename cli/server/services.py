"""The programs that run beside the command: Prefect's server, its worker, and the pages."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from config.settings import settings

ROOT = Path(__file__).resolve().parent.parent.parent
"""Where prefect.yaml is."""
POOL = "vmeste"
LEASES = "prefect.server.concurrency.lease_storage.filesystem"
"""Where Prefect's server keeps which runs are under way."""
PATIENCE_SECONDS = 180


class DidNotStart(Exception):
    """A service did not come up; the message says what to look at."""


def api_url() -> str:
    return f"http://127.0.0.1:{settings().prefect_port}/api"


def environment() -> dict[str, str]:
    """What Prefect's programs and ours must agree on, wherever they are started."""
    ours = settings()
    return {
        "PREFECT_HOME": str(ours.home / "prefect"),
        "PREFECT_API_URL": api_url(),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        # Kept in memory, a restart would forget them: Prefect would wait for runs that ended
        # meanwhile, and cancel all later ones of their kind.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": LEASES,
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "ERROR",
        "PREFECT_LOGGING_EXTRA_LOGGERS": "notifications",
        "DO_NOT_TRACK": "1",
        "VMESTE_HOME": str(ours.home),
        "VMESTE_DATABASE_URL": ours.database_url,
        "VMESTE_MAIL_URL": ours.mail_url,
        "VMESTE_MAIL_CA": ours.mail_ca,
        "VMESTE_FILES_URL": ours.files_url,
        "VMESTE_SECRET": ours.secret,
    }


@contextmanager
def prefect_server() -> Iterator[str]:
    """Run Prefect's server until leaving; gives the address of its pages.

    Raises DidNotStart.
    """
    port = settings().prefect_port
    _check_free(port, "VMESTE_PREFECT_PORT")
    command = ["prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with _running("prefect-server", command) as server:
        _wait_until_healthy("prefect-server", server, f"{api_url()}/health")
        yield f"http://127.0.0.1:{port}"


@contextmanager
def web() -> Iterator[None]:
    """Serve the pages until leaving. Raises DidNotStart."""
    port = settings().web_port
    _check_free(port, "VMESTE_WEB_PORT")
    command = ["uvicorn", "--factory", "web.app:make_app", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-access-log"]  # addresses are secrets
    with _running("web", command) as server:
        _wait_until_healthy("web", server, f"http://127.0.0.1:{port}/static/vmeste.css")
        yield


@contextmanager
def worker() -> Iterator[None]:
    """Register the deployments of prefect.yaml and run a worker for them until leaving."""
    _prefect("work-pool", "create", POOL, "--type", "process", "--overwrite")
    _prefect("--no-prompt", "deploy", "--all")
    with _running(
        "prefect-worker", ["prefect", "worker", "start", "--pool", POOL, "--type", "process"]
    ):
        yield


def _prefect(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "prefect", *arguments],
        cwd=ROOT,
        env=os.environ | environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DidNotStart(f"prefect {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def _running(name: str, arguments: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    log = settings().home / "log" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=os.environ | environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches us alone, and we stop it in order
            preexec_fn=_end_with_us,
        )
        try:
            yield process
        finally:
            _stop(process)


def _end_with_us() -> None:
    """Have Linux end the program when we die without having stopped it."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def _stop(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, sign)
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                continue


def _wait_until_healthy(name: str, server: subprocess.Popen[bytes], url: str) -> None:
    deadline = monotonic() + PATIENCE_SECONDS
    while monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            sleep(0.3)
    log = settings().home / "log" / f"{name}.log"
    raise DidNotStart(f"{name} did not start; {log} says why.")


def _check_free(port: int, variable: str) -> None:
    if _is_taken(port):
        raise DidNotStart(
            f"Port {port} is in use: stop what runs there, or set {variable} to another."
        )


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
