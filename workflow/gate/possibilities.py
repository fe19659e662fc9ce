from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models import Subject, Text
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker
from workflow.gate.attempt import Attempt
from workflow.gate.blockers import asked_blockers
from workflow.gate.permissions import standing
from workflow.lifecycles.document import FactKind
from workflow.lifecycles.machine import runner


@dataclass(frozen=True)
class Possibility:
    """An action of the subject's state: open to the actor, or blocked for these reasons."""

    trigger: str
    title: Text
    to_state: str
    reason_required: bool
    facts: Mapping[str, FactKind]
    blockers: tuple[Blocker, ...]


def possibilities(
    session: Session, subject: Subject, *, actor: Actor, now: datetime
) -> list[Possibility]:
    """What `actor` can do here, and why not the rest. Changes and locks nothing."""
    lifecycle = runner(subject.lifecycle_version).lifecycle
    times = timetable_of(session, subject.programme_id)
    theirs = standing(session, subject, actor, times.local_day(now))
    return [
        Possibility(
            transition.trigger,
            transition.title,
            lifecycle.target(subject.state, transition),
            transition.reason == "required",
            transition.facts,
            tuple(asked_blockers(Attempt(session, subject, transition, actor, now, times), theirs)),
        )
        for transition in lifecycle.leaving(subject.state)
        if not transition.by_clock_only
    ]
