"""Another system: a real HTTP server that writes down how it is called, and answers as it likes."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Event, Thread
from typing import Any

from standardwebhooks import Webhook


@dataclass
class Receiver:
    url: str = ""
    answers: list[int] = field(default_factory=list)
    """The next answers; 200 when there are no more."""
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    patience: Event = field(default_factory=Event)
    """Set from the beginning; cleared, an answer waits for it."""

    @property
    def ids(self) -> list[str]:
        return [headers["Webhook-Id"] for headers, _ in self.calls]

    def verified(self, secret: str) -> list[dict[str, Any]]:
        """What was told, each checked by the independent implementation of the specification."""
        return [Webhook(secret).verify(body, headers) for headers, body in self.calls]


@contextmanager
def receiving(*answers: int, tls: SSLContext | None = None) -> Iterator[Receiver]:
    receiver = Receiver(answers=list(answers))
    receiver.patience.set()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.calls.append((dict(self.headers), body))
            receiver.patience.wait(30)
            self.send_response(receiver.answers.pop(0) if receiver.answers else 200)
            self.send_header("Location", f"{receiver.url}elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    receiver.url = f"http://127.0.0.1:{server.server_port}/"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.patience.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


def states(told: Sequence[dict[str, Any]]) -> list[str]:
    return [each["data"]["to_state"] for each in told]


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
