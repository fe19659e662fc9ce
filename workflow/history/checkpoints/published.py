"""Checkpoints as they are published and mailed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Category, Checkpoint, Programme, Role, Text
from workflow.deadlines.timetable import timetable_of
from workflow.gate.letters.messages import Addressees, queue
from workflow.history.chain import moment

CHECKPOINT_TAKEN = "checkpoint_taken"
"""The template of what tells the outside evaluators of a checkpoint."""


@dataclass(frozen=True)
class Published:
    """All that is to be known of a checkpoint to hold the histories to it."""

    number: int
    taken_at: str
    """UTC, in ISO 8601 with microseconds."""
    size: int
    root: str


def published(checkpoint: Checkpoint) -> Published:
    taken_at = moment(checkpoint.taken_at)
    return Published(checkpoint.number, taken_at, checkpoint.size, checkpoint.root)


def all_published(session: Session) -> Sequence[Published]:
    """The first one first."""
    return [
        published(each) for each in session.scalars(select(Checkpoint).order_by(Checkpoint.number))
    ]


def plain(checkpoint: Published) -> dict[str, Any]:
    """As it stands in JSON."""
    return asdict(checkpoint)


def queue_letters(session: Session, checkpoint: Checkpoint, *, page: str, now: datetime) -> int:
    """Tell the outside evaluators of every programme; how many letters. `page` is where all
    checkpoints are published."""
    addressees, letters = Addressees(session), []
    for programme in session.scalars(select(Programme).order_by(Programme.id)).all():
        timetable = timetable_of(session, programme.id)
        today = timetable.local_day(now)
        people = addressees.assigned(programme.id, None, frozenset({Role.EVALUATOR}), today)
        for person_id in sorted(set(people)):
            letters.append(
                {
                    "key": f"{CHECKPOINT_TAKEN}.{checkpoint.number}.{programme.id}.{person_id}",
                    "programme_id": programme.id,
                    "recipient_id": person_id,
                    "template": CHECKPOINT_TAKEN,
                    "category": Category.OBLIGATION,
                    "told": _told(checkpoint, checkpoint.taken_at.astimezone(timetable.zone), page),
                    "queued_at": now,
                    "next_attempt_at": timetable.waking(now),
                }
            )
    queue(session, letters)
    return len(letters)


def _told(checkpoint: Checkpoint, local: datetime, page: str) -> dict[str, Any]:
    taken = Text(ru=f"{local:%d.%m.%Y %H:%M}", en=f"{local:%Y-%m-%d %H:%M}")
    return {
        "number": str(checkpoint.number),
        "taken": taken.model_dump(),
        "size": str(checkpoint.size),
        "root": checkpoint.root,
        "page": page,
    }
