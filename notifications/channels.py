import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS = 20


class Undeliverable(Exception):
    """It cannot be written, or the recipient's server refused it for good; trying again is of no
    use."""


class Channel(Protocol):
    def send(self, message: EmailMessage) -> None:
        """Raises Undeliverable for good, OSError or smtplib.SMTPException for now."""


class EmlFolder:
    """Writes each letter as a file that any mail program opens; a repeat writes the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        name = str(message["Message-ID"]).strip("<>").split("@")[0]
        written = self.folder / f".{name}.part"
        written.write_bytes(message.as_bytes(policy=SMTP))
        written.replace(self.folder / f"{name}.eml")


class Smtp:
    """Hands letters to a mail server."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.scheme = parts.scheme
        self.host = parts.hostname or "localhost"
        self.port = parts.port or {"smtps": 465, "smtp+starttls": 587}.get(parts.scheme, 25)
        self.user = unquote(parts.username or "")
        self.password = unquote(parts.password or "")

    def send(self, message: EmailMessage) -> None:
        with self._connection() as server:
            try:
                server.send_message(message)
            except smtplib.SMTPRecipientsRefused as refused:
                code, text = next(iter(refused.recipients.values()))
                if code >= 500:
                    raise Undeliverable(f"{code} {text.decode(errors='replace')}") from None
                raise

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if self.scheme == "smtps":
            server = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        with server:
            if self.scheme == "smtp+starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
            yield server


def channel(url: str) -> Channel:
    """The channel that a `VMESTE_MAIL_URL` names. Raises ValueError for one it does not know."""
    scheme = urlsplit(url).scheme
    if scheme == "file":
        return EmlFolder(Path(url.removeprefix("file:").removeprefix("//")))
    if scheme in ("smtp", "smtps", "smtp+starttls"):
        return Smtp(url)
    raise ValueError(
        f"VMESTE_MAIL_URL begins with “{scheme}”; write smtp:, smtps:, smtp+starttls: or file:"
    )
