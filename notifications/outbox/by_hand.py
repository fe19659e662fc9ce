"""What coordinators see of the outbox, and the letters that they send again."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum, auto

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models import OutboxMessage, Person, Programme, Text
from notifications.outbox.ends import waits_again
from notifications.outbox.waiting import IS_WAITING
from workflow.errors import Blocker, NotFound, Refusal


class Standing(StrEnum):
    """Where a letter is."""

    WAITING = auto()
    IN_DIGEST = auto()
    DELIVERED = auto()
    DEAD = auto()
    UNWANTED = auto()


def standing(message: OutboxMessage) -> Standing:
    if message.dead_at:
        return Standing.DEAD
    if message.delivered_at:
        return Standing.DELIVERED
    if message.unwanted_at:
        return Standing.UNWANTED
    return Standing.IN_DIGEST if message.digest_id else Standing.WAITING


def letters(
    session: Session,
    programme: Programme,
    *,
    dead: bool = False,
    waiting: bool = False,
    to: Person | None = None,
) -> Sequence[OutboxMessage]:
    """The programme's letters, the latest first."""
    only: list[ColumnElement[bool]] = [OutboxMessage.programme_id == programme.id]
    if dead:
        only.append(OutboxMessage.dead_at.is_not(None))
    if waiting:
        only.append(IS_WAITING)
    if to is not None:
        only.append(OutboxMessage.recipient_id == to.id)
    latest = OutboxMessage.queued_at.desc(), OutboxMessage.id.desc()
    return session.scalars(select(OutboxMessage).where(*only).order_by(*latest)).all()


def find_letter(session: Session, letter_id: int) -> OutboxMessage:
    """Raises NotFound."""
    found = session.get(OutboxMessage, letter_id)
    if found is None:
        words = Text(
            en=f"There is no letter {letter_id}: “vmeste letters list” shows those there are.",
            ru=f"Письма {letter_id} нет: какие есть, показывает «vmeste letters list».",
        )
        raise NotFound([Blocker("not_found", words)])
    return found


def retry(session: Session, message: OutboxMessage, now: datetime) -> OutboxMessage:
    """Have a dead letter sent again, as if it had just been queued; one that a digest carried goes
    with its digest, which is given back. Raises Refusal for a letter that is not dead."""
    session.refresh(message, with_for_update=True)
    if message.dead_at is None:
        raise Refusal([_not_dead(message)])
    goes = session.get_one(OutboxMessage, message.digest_id) if message.digest_id else message
    waits_again(session, goes, now)
    return goes


def _not_dead(message: OutboxMessage) -> Blocker:
    return Blocker(
        "not_dead",
        Text(
            en=f"Letter {message.id} is not dead: there is nothing to send again.",
            ru=f"Письмо {message.id} не признано недоставленным: отправлять повторно нечего.",
        ),
    )
