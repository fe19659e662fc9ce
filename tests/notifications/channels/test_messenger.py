"""Messages through Apprise, to a real HTTP server."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from notifications.channels import Undeliverable
from notifications.channels.messenger import Messenger, NotTaken, check_address
from tests.notifications.conftest import free_port
from workflow.errors import Refusal

KEY = "s3cr3t"


@dataclass
class HttpServer:
    """Keeps the messages posted to it, and answers with `status`."""

    port: int = 0
    status: int = 200
    posted: list[Any] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.port}/{KEY}"


@pytest.fixture
def http_server() -> Iterator[HttpServer]:
    state = HttpServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(state.status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.port = server.server_port
        Thread(target=server.serve_forever, daemon=True).start()
        yield state
        server.shutdown()


@pytest.fixture
def letter() -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = "Площадка (1-01): срок"
    mail.set_content("Здравствуйте!\n\nСрок — завтра.\n", cte="quoted-printable")
    mail.add_alternative("<p>Здравствуйте!</p>", subtype="html")
    return mail


def test_a_messenger_gets_subject_and_text(http_server: HttpServer, letter: EmailMessage) -> None:
    Messenger(http_server.address).send(letter)

    (message,) = http_server.posted
    assert message["title"] == "Площадка (1-01): срок"
    assert message["message"] == "Здравствуйте!\n\nСрок — завтра."


def test_a_messenger_that_does_not_take_it_now_is_to_be_asked_again(
    http_server: HttpServer, letter: EmailMessage
) -> None:
    http_server.status = 503

    with pytest.raises(NotTaken, match=r"^The messenger \(json\) did not take it$"):
        Messenger(http_server.address).send(letter)


@pytest.mark.parametrize("address", ["", "nonsense", "nonsense://x", "tgram://x", "https://"])
def test_an_address_that_cannot_be_understood_is_undeliverable(
    letter: EmailMessage, address: str
) -> None:
    with pytest.raises(Refusal) as no:
        check_address(address)
    assert no.value.codes == ["messenger_not_understood"]
    with pytest.raises(Undeliverable, match="vmeste letters prefer") as refused:
        Messenger(address).send(letter)

    assert not address or address not in str(refused.value)


def test_addresses_of_messengers_are_understood() -> None:
    check_address("tgram://123456789:abcdefg_hijklmnop/12315544/")
    check_address("ntfys://ntfy.example.org/vmeste")


@pytest.mark.parametrize("answers", [True, False])
def test_the_key_in_the_address_is_never_logged_nor_said(
    http_server: HttpServer, letter: EmailMessage, caplog: pytest.LogCaptureFixture, answers: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("apprise").setLevel(logging.DEBUG)
    http_server.status = 500
    port = http_server.port if answers else free_port()

    with pytest.raises(NotTaken) as refused:
        Messenger(f"json://127.0.0.1:{port}/{KEY}").send(letter)

    assert KEY not in caplog.text
    assert KEY not in f"{refused.value!r} {refused.value.__cause__!r}"
