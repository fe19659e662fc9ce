"""The daily digest: one letter a day and programme, for those who want it so."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from models import Category, OutboxMessage, Preference, Programme
from notifications.letter import write
from notifications.outbox.claiming import is_pointless, is_wanted
from notifications.outbox.ends import dies, unwanted
from notifications.outbox.waiting import IS_WAITING
from notifications.told import DIGEST
from workflow.deadlines.timetable import timetable_of
from workflow.gate.letters.messages import queue


class Due(NamedTuple):
    """A digest that is to be made: of which programme, for whom, of what was queued until when."""

    programme_id: int
    person_id: int
    until: datetime
    key: str


def due_digests(session: Session, now: datetime) -> Sequence[Due]:
    """Digests whose moment has come, for whom anything waits. Of each day there is one: what comes
    too late for it waits for the next."""
    found: list[Due] = []
    for programme_id in session.scalars(select(Programme.id).order_by(Programme.id)).all():
        timetable = timetable_of(session, programme_id)
        until = timetable.latest_digest(now)
        day = timetable.local_day(until)
        people = (
            select(Preference.person_id)
            .join(OutboxMessage, OutboxMessage.recipient_id == Preference.person_id)
            .where(Preference.digest.is_(True), _gathered(programme_id, until, now))
        )
        for person_id in sorted(set(session.scalars(people))):
            key = f"{DIGEST}.{programme_id}.{person_id}.{day:%Y%m%d}"
            found.append(Due(programme_id, person_id, until, key))
    keys = [due.key for due in found]
    made = set(session.scalars(select(OutboxMessage.key).where(OutboxMessage.key.in_(keys))))
    return [due for due in found if due.key not in made]


def gather(session: Session, due: Due, now: datetime) -> int:
    """Put what waits for somebody into one letter; how many it carries."""
    preference = session.scalar(
        select(Preference)
        .where(Preference.person_id == due.person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if preference is None or not preference.digest or _of(session, due.key):
        return 0
    waits = session.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.recipient_id == due.person_id,
            _gathered(due.programme_id, due.until, now),
        )
        .order_by(OutboxMessage.queued_at, OutboxMessage.id)
        .with_for_update()
    ).all()
    carried = list(_fit(session, waits, preference, now))
    if carried:
        digest = _queued(session, due, now)
        for message in carried:
            message.digest_id = digest.id
        session.flush()
    return len(carried)


def _gathered(programme_id: int, until: datetime, now: datetime) -> ColumnElement[bool]:
    """What waits and is in no worker's hands."""
    return and_(
        IS_WAITING,
        OutboxMessage.template != DIGEST,
        OutboxMessage.programme_id == programme_id,
        OutboxMessage.queued_at <= until,
        OutboxMessage.next_attempt_at <= now,
    )


def _fit(
    session: Session, messages: Sequence[OutboxMessage], preference: Preference, now: datetime
) -> Iterator[OutboxMessage]:
    """Those that belong into it; one that cannot be written must not take the others with it."""
    for message in messages:
        if not is_wanted(message, preference) or is_pointless(session, message):
            unwanted(session, message, now)
            continue
        try:
            write(session, message)
        except Exception as fault:  # whatever it is, the others go
            name = type(fault).__name__
            dies(session, message, now, f"{message.template} cannot be written: {name}: {fault}")
            continue
        yield message


def _queued(session: Session, due: Due, now: datetime) -> OutboxMessage:
    letter = {
        "key": due.key,
        "programme_id": due.programme_id,
        "recipient_id": due.person_id,
        "template": DIGEST,
        "category": Category.OBLIGATION,
        "queued_at": now,
        "next_attempt_at": timetable_of(session, due.programme_id).waking(now),
    }
    queue(session, [letter])
    made = _of(session, due.key)
    assert made is not None, "just queued"
    return made


def _of(session: Session, key: str) -> OutboxMessage | None:
    return session.scalar(select(OutboxMessage).where(OutboxMessage.key == key))
