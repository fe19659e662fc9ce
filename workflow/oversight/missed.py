"""Deadlines that passed, by who was responsible for them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Deadline, DeadlineOutcome, LifecycleVersion, Programme, Subject, Text
from workflow.gate.permissions import ROLE_TITLES
from workflow.lifecycles.machine import runner
from workflow.oversight.deeds import Span

NOBODYS = Text(en="nobody in particular", ru="ни за кем не закреплено")


@dataclass(frozen=True)
class Missed:
    role: Text
    missed: int
    due: int
    """Of so many that fell in the month, kept ones among them."""


@dataclass(frozen=True)
class Deadlines:
    due: int
    missed: int
    by_role: Sequence[Missed]
    """Roles that missed some, most first; one deadline counts for each who is responsible."""


def deadlines(session: Session, programme: Programme, span: Span) -> Deadlines:
    """Those that fell in the month; cancelled ones are left out."""
    since, until = span
    rows = session.execute(
        select(Subject.lifecycle_version_id, Deadline.name, Deadline.outcome, func.count())
        .join(Subject, Subject.id == Deadline.subject_id)
        .where(
            Subject.programme_id == programme.id,
            Deadline.due_at >= since,
            Deadline.due_at < until,
            Deadline.outcome.in_((DeadlineOutcome.MET, DeadlineOutcome.MISSED)),
        )
        .group_by(Subject.lifecycle_version_id, Deadline.name, Deadline.outcome)
    ).all()
    versions = _versions(session, {row[0] for row in rows})
    due, missed = Counter[Text](), Counter[Text]()
    for version_id, name, outcome, number in rows:
        for role in _responsible(versions[version_id], name):
            due[role] += number
            missed[role] += number if outcome == DeadlineOutcome.MISSED else 0
    return Deadlines(
        sum(row[3] for row in rows),
        sum(row[3] for row in rows if row[2] == DeadlineOutcome.MISSED),
        [Missed(role, number, due[role]) for role, number in missed.most_common() if number],
    )


def _versions(session: Session, ids: set[int]) -> Mapping[int, LifecycleVersion]:
    found = select(LifecycleVersion).where(LifecycleVersion.id.in_(ids))
    return {version.id: version for version in session.scalars(found)}


def _responsible(version: LifecycleVersion, name: str) -> Sequence[Text]:
    """Titles of the roles that the lifecycle says are responsible for a deadline of that name."""
    roles = {
        role: None
        for state in runner(version).lifecycle.states.values()
        if name in state.deadlines
        for role in state.deadlines[name].responsible
    }
    return [ROLE_TITLES[role] for role in roles] or [NOBODYS]
