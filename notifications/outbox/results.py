from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models import OutboxMessage
from notifications.attempts import next_attempt
from notifications.outbox.ends import LONGEST_ERROR, Fate, arrived, dies
from notifications.outbox.refusals import refuse_address
from workflow.deadlines.timetable import timetable_of


@dataclass(frozen=True)
class Result:
    """What became of an attempt to send a letter."""

    error: str | None = None
    """Why it did not go; None where it did."""
    final: bool = False
    """It never will."""
    refused: str | None = None
    """The address that the recipient's server does not know."""


def note(session: Session, message_id: int, now: datetime, result: Result) -> Fate:
    """Write down what became of an attempt; nothing, where the claim had run out and the letter has
    come to its end by another worker."""
    message = session.get_one(
        OutboxMessage, message_id, with_for_update=True, populate_existing=True
    )
    if message.delivered_at or message.dead_at or message.unwanted_at:
        return Fate.TAKEN
    if result.error is None:
        arrived(session, message, now)
        return Fate.SENT
    if result.refused is not None:
        refuse_address(session, result.refused, result.error, now)
    again = None if result.final else next_attempt(message.attempts, now)
    if again is None:
        dies(session, message, now, result.error)
        return Fate.DEAD
    message.next_attempt_at = timetable_of(session, message.programme_id).waking(again)
    message.last_error = result.error[:LONGEST_ERROR]
    return Fate.AGAIN
