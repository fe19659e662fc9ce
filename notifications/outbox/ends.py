"""How letters end; what a digest carries ends with it."""

from datetime import datetime
from enum import StrEnum, auto

from sqlalchemy import update
from sqlalchemy.orm import Session

from models import OutboxMessage

LONGEST_ERROR = 500


class Fate(StrEnum):
    """What becomes of a letter whose turn has come."""

    TAKEN = auto()
    """Another worker has it, or it waits no longer."""
    CLAIMED = auto()
    """To be sent by whoever claimed it."""
    POSTPONED = auto()
    """Its recipient's server would get too many at once."""
    SENT = auto()
    AGAIN = auto()
    """It did not go, and will be tried again."""
    UNWANTED = auto()
    DEAD = auto()


def arrived(session: Session, message: OutboxMessage, now: datetime) -> None:
    """Also of what a digest carried and some other mail had given up."""
    _end(session, message, delivered_at=now, dead_at=None, last_error=None)


def dies(session: Session, message: OutboxMessage, now: datetime, error: str) -> None:
    """Also of one that was thought to have arrived, and came back."""
    _end(session, message, delivered_at=None, dead_at=now, last_error=error[:LONGEST_ERROR])


def unwanted(session: Session, message: OutboxMessage, now: datetime) -> None:
    _end(session, message, unwanted_at=now)


def waits_again(session: Session, message: OutboxMessage, now: datetime) -> None:
    """As if it had just been queued."""
    _end(session, message, delivered_at=None, dead_at=None, last_error=None)
    message.attempts, message.next_attempt_at = 0, now


def _end(session: Session, message: OutboxMessage, **end: datetime | str | None) -> None:
    for name, value in end.items():
        setattr(message, name, value)
    session.execute(
        update(OutboxMessage).where(OutboxMessage.digest_id == message.id).values(**end)
    )
