"""Letters about the initiative: to whom, what about, and whether they arrived."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from models import Deadline, OutboxMessage, Text
from workflow.dossier.chronicle import Chronicle
from workflow.dossier.view import View


class Fate(StrEnum):
    """How a letter stood. What was tried and did not succeed is not kept day by day."""

    QUEUED = "queued"
    SENT = "sent"
    DEAD = "dead"
    UNWANTED = "unwanted"


@dataclass(frozen=True)
class Letter:
    queued_at: datetime
    recipient_id: int
    kind: str
    code: str
    kind_title: Text
    template: str
    category: str
    about: Text | None
    """What was done that it tells of; of a reminder None."""
    deadline: str | None
    """Name of the deadline that it reminds of."""
    fate: Fate
    ended_at: datetime | None
    error: str | None
    """Why it did not arrive."""


def letters(view: View, told: Chronicle) -> tuple[Letter, ...]:
    rows = view.session.execute(
        select(OutboxMessage, Deadline.name)
        .outerjoin(Deadline, Deadline.id == OutboxMessage.deadline_id)
        .where(
            OutboxMessage.subject_id.in_(view.subjects),
            view.as_of.by_moment(OutboxMessage.queued_at),
        )
        .order_by(OutboxMessage.queued_at, OutboxMessage.id)
    ).tuples()
    done = {(entry.subject_id, entry.sequence): entry.title for entry in told.entries}
    return tuple(_letter(view, told, done, message, name) for message, name in rows)


def _letter(
    view: View,
    told: Chronicle,
    done: dict[tuple[int, int], Text],
    message: OutboxMessage,
    deadline: str | None,
) -> Letter:
    assert message.subject_id is not None, "it was asked for by its subject"
    subject = view.subjects[message.subject_id]
    fate, ended_at = _fate(view, message)
    return Letter(
        message.queued_at,
        message.recipient_id,
        subject.kind,
        subject.code,
        told.lifecycles[subject.reference].title,
        message.template,
        message.category,
        done.get((subject.id, message.sequence or 0)),
        deadline,
        fate,
        ended_at,
        message.last_error if fate == Fate.DEAD else None,
    )


def _fate(view: View, message: OutboxMessage) -> tuple[Fate, datetime | None]:
    for fate, at in (
        (Fate.SENT, message.delivered_at),
        (Fate.DEAD, message.dead_at),
        (Fate.UNWANTED, message.unwanted_at),
    ):
        if view.had_passed(at):
            return fate, at
    return Fate.QUEUED, None
