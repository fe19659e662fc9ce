import re
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from notifications.channels.channel import Refused, Undeliverable

TIMEOUT_SECONDS = 20
PORTS = {"smtps": 465, "smtp+starttls": 587}
DONE = 250
CLOSING = 421
NOT_SIGNED_IN = 530
POLICY = re.compile(rb"5\.7\.\d")
"""What a server says of us, not of the recipient: no relaying, taken for spam."""


class Smtp:
    """Hands letters to a mail server, all of a batch over one connection."""

    paced = True

    def __init__(self, url: str, ca_file: str = "") -> None:
        parts = urlsplit(url)
        self.scheme = parts.scheme
        self.host = parts.hostname or "localhost"
        self.port = parts.port or PORTS.get(parts.scheme, 25)
        self.user = unquote(parts.username or "")
        self.password = unquote(parts.password or "")
        self.ca_file = ca_file or None
        self._server: smtplib.SMTP | None = None
        self._unreachable: str | None = None

    def send(self, message: EmailMessage) -> None:
        if self._is_open():
            try:
                return self._hand_over(message)
            except smtplib.SMTPSenderRefused as refused:
                if refused.smtp_code != CLOSING:
                    raise
        # Either the first letter, or the server has had enough of one connection.
        self._connect()
        self._hand_over(message)

    def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _is_open(self) -> bool:
        """RSET begins the next letter, and shows whether the server is still there."""
        if self._server is None:
            return False
        with suppress(smtplib.SMTPException, OSError):
            return self._server.rset()[0] == DONE
        return False

    def _hand_over(self, message: EmailMessage) -> None:
        assert self._server is not None, "connected before"
        try:
            self._server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            code, said = next(iter(refused.recipients.values()))
            reply = smtplib.SMTPResponseException(code, said)
            if code < 500 or code == NOT_SIGNED_IN:
                raise reply from None
            raise (Undeliverable if POLICY.match(said) else Refused)(words_of(reply)) from None
        except smtplib.SMTPDataError as refused:
            if refused.smtp_code < 500:
                raise
            raise Undeliverable(words_of(refused)) from None

    def _connect(self) -> None:
        """Raises OSError or SMTPException; after the first failure at once, so that a server which
        does not answer holds up a batch once and not at every letter."""
        self.close()
        if self._unreachable is not None:
            raise ConnectionError(self._unreachable)
        try:
            self._server = self._open()
        except (OSError, smtplib.SMTPException) as error:
            self._unreachable = words_of(error)
            raise

    def _open(self) -> smtplib.SMTP:
        context = self._context()
        where = (self.host, self.port)
        server = (
            smtplib.SMTP_SSL(*where, timeout=TIMEOUT_SECONDS, context=context)
            if self.scheme == "smtps"
            else smtplib.SMTP(*where, timeout=TIMEOUT_SECONDS)
        )
        try:
            if self.scheme == "smtp+starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _context(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self.ca_file)
        except OSError as error:
            raise OSError(f"VMESTE_MAIL_CA: {self.ca_file} cannot be used: {error}") from None


def words_of(error: OSError | smtplib.SMTPException) -> str:
    """What the server said, or what went wrong."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        words = said.decode(errors="replace") if isinstance(said, bytes) else said
        return f"{error.smtp_code} {words}"
    return str(error) or type(error).__name__
