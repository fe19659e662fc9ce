from email.message import EmailMessage
from typing import Protocol


class Undeliverable(Exception):
    """It cannot be written, or nobody will ever take it; trying again is of no use."""


class Refused(Undeliverable):
    """The recipient's server knows no such address: nothing that goes there arrives."""


class Channel(Protocol):
    """One way out. What it needs for many letters it keeps until it is closed."""

    paced: bool
    """Whether recipients' servers would take many letters at once for spam."""

    def send(self, message: EmailMessage) -> None:
        """Raises Undeliverable for good, OSError or smtplib.SMTPException for now."""

    def close(self) -> None: ...
