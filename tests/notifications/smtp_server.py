"""An SMTP server for tests: keeps what it accepts, refuses some recipients for good or for now.

Told by JSON: `port`, `folder`, and where wanted `certificate` and `key`, `tls` (“implicit” or
“starttls”), `user` and `password`, `letters_per_connection`, `then` (“close” or “refuse”).
"""

import asyncio
import json
import ssl
import sys
from collections import Counter
from pathlib import Path
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

REFUSED = {
    "nobody": "550 5.1.1 No such mailbox",
    "stranger": "550 5.7.1 Relaying denied",
    "busy": "451 4.3.0 Try again later",
}


class Keeper:
    def __init__(self, told: dict[str, Any]) -> None:
        self.folder = Path(told["folder"])
        self.most = told.get("letters_per_connection")
        self.then = told.get("then")
        self.number = 0
        self.taken = Counter[object]()

    async def handle_MAIL(  # noqa: N802 — aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        assert session.peer is not None
        if self.then == "refuse" and self.taken[session.peer[1]] == self.most:
            return "421 4.7.0 Enough for one connection"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        with (self.folder / "asked").open("a") as asked:
            asked.write(f"{address}\n")
        if reply := REFUSED.get(address.partition("@")[0]):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        assert session.peer is not None
        if b"\r\nSubject: spam" in envelope.content:
            return "554 5.6.0 Not such a text"
        connection = session.peer[1]
        self.number += 1
        self.taken[connection] += 1
        (self.folder / f"{self.number:04}.{connection}.eml").write_bytes(envelope.content)
        if self.then == "close" and self.taken[connection] == self.most:
            assert server.transport is not None
            asyncio.get_running_loop().call_soon(server.transport.close)
        return "250 Kept"


def settings_of(told: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if "tls" in told:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(told["certificate"], told["key"])
        implicit = told["tls"] == "implicit"
        made |= {"ssl_context" if implicit else "tls_context": context}
        made |= {} if implicit else {"require_starttls": True}
    if "user" in told:
        known = told["user"].encode(), told["password"].encode()

        def authenticate(*asked: Any) -> AuthResult:
            given = asked[-1]
            assert isinstance(given, LoginPassword)
            return AuthResult(success=(given.login, given.password) == known, handled=False)

        made |= {"authenticator": authenticate, "auth_required": True}
        made |= {"auth_require_tls": told.get("tls") == "starttls"}
    return made


if __name__ == "__main__":
    told = json.loads(sys.argv[1])
    where = {"hostname": "127.0.0.1", "port": told["port"], "ready_timeout": 30}
    controller = Controller(Keeper(told), **where, **settings_of(told))
    controller.start()
    Event().wait()
