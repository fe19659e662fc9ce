"""What the clock did and what was delivered: counted from the histories and from the letters that
a mail server accepted."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from itertools import pairwise
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from config.settings import settings
from models import Deadline, HistoryEntry, OutboxMessage, Person, Reminder, Subject
from workflow.history.verify import verify

Step = tuple[str, str, str]
"""Subject, deadline, action of the clock."""
Sent = tuple[str, str, str]
"""Subject, template, recipient's address."""


@dataclass(frozen=True)
class Figures:
    steps: Counter[Step]
    in_order: bool
    queued: Counter[Sent]
    waiting: int
    """Letters, reminders and steps that still wait."""
    sound: bool


def figures(engine: Engine) -> Figures:
    with Session(engine) as session:
        entries = _clock_entries(session)
        return Figures(
            Counter((subject, told["deadline"], action) for subject, action, told in entries),
            _in_order(entries),
            _queued(session),
            _waiting(session),
            verify(session).sound,
        )


def _clock_entries(session: Session) -> Sequence[tuple[str, str, dict[str, str]]]:
    """Subject, action and facts of every step that the clock took, in order of time."""
    rows = session.execute(
        select(Subject, HistoryEntry.action, HistoryEntry.facts)
        .join(HistoryEntry, HistoryEntry.subject_id == Subject.id)
        .where(HistoryEntry.flow.in_(("enforce_deadlines", "monitoring_round")))
        .order_by(HistoryEntry.subject_id, HistoryEntry.sequence)
    ).all()
    return [(subject.reference, action, json.loads(facts)) for subject, action, facts in rows]


def _in_order(entries: Sequence[tuple[str, str, dict[str, str]]]) -> bool:
    """No subject saw a later deadline before an earlier one."""
    return all(
        first[2]["due_at"] <= second[2]["due_at"]
        for first, second in pairwise(entries)
        if first[0] == second[0]
    )


def _queued(session: Session) -> Counter[Sent]:
    rows = session.execute(
        select(Subject, OutboxMessage.template, Person.email)
        .join(OutboxMessage, OutboxMessage.subject_id == Subject.id)
        .join(Person, Person.id == OutboxMessage.recipient_id)
    ).all()
    return Counter((subject.reference, template, email) for subject, template, email in rows)


def _waiting(session: Session) -> int:
    undelivered = select(OutboxMessage.id).where(OutboxMessage.delivered_at.is_(None))
    undone = select(Reminder.id).where(Reminder.done_at.is_(None))
    acting = select(Deadline.id).where(Deadline.acts_at.is_not(None))
    return sum(len(session.scalars(asked).all()) for asked in (undelivered, undone, acting))


def deliveries(engine: Engine, received: Sequence[bytes]) -> Counter[int]:
    """How many letters were delivered so many times."""
    times = Counter(message_from_bytes(raw)["Message-ID"] for raw in received)
    domain = settings().mail_from.rsplit("@", 1)[-1]
    with Session(engine) as session:
        keys = session.scalars(select(OutboxMessage.key)).all()
    ours = [f"<{uuid5(NAMESPACE_URL, key)}@{domain}>" for key in keys]
    assert times.keys() <= set(ours), "a letter came that nobody queued"
    return Counter(times[message_id] for message_id in ours)
