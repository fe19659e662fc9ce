"""Deadlines that had passed and still were open: in which stage, whose, for how long."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from json import loads

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from models import Deadline, HistoryEntry, LifecycleVersion, Programme, Subject, Text
from workflow.history.as_of import AsOf
from workflow.lifecycles.document import Lifecycle
from workflow.lifecycles.machine import runner
from workflow.process.until import Until

EXTEND = "extend"


@dataclass(frozen=True)
class Overdue:
    kind: Text
    """Of what, as an initiative or a review."""
    stage: Text
    deadline: str
    """The name that the lifecycle gives it."""
    responsible: tuple[str, ...]
    """The roles that are to see to it; none where only the calendar is waited for."""
    late: tuple[int, ...]
    """By how many seconds so far, the longest first."""
    references: tuple[str, ...]
    """Of what, in the same order."""

    @property
    def number(self) -> int:
        return len(self.references)


def overdue_then(session: Session, programme: Programme, until: Until) -> tuple[Overdue, ...]:
    """The most numerous first.

    Of a day in the past a deadline that was put off since is told by the date it had then; one that
    has waited for somebody else since is told by the date it was given after that.
    """
    versions = {version.id: version for version in session.scalars(_versions(programme.id))}
    found = defaultdict[tuple[int, str, str], list[tuple[int, str]]](list)
    was_due = _was_due(session, programme.id, until.as_of)
    for row in session.execute(_open(programme.id, until.as_of)):
        due_at = was_due.get((row.subject_id, row.name), row.due_at)
        if due_at <= until.moment:
            by = int((until.moment - due_at).total_seconds())
            one = (by, f"{row.kind}/{row.code}")
            found[row.lifecycle_version_id, row.state, row.name].append(one)
    groups = defaultdict[tuple[Text, Text, str, tuple[str, ...]], list[tuple[int, str]]](list)
    for (version, state, name), late in found.items():
        lifecycle = runner(versions[version]).lifecycle
        groups[_called(lifecycle, state, name)] += late
    told = [_told(called, late) for called, late in groups.items()]
    return tuple(sorted(told, key=lambda each: (-each.number, each.kind.ru, each.stage.ru)))


def _versions(programme_id: int) -> Select[tuple[LifecycleVersion]]:
    used = select(Subject.lifecycle_version_id).where(Subject.programme_id == programme_id)
    return select(LifecycleVersion).where(LifecycleVersion.id.in_(used))


def _open(programme_id: int, as_of: AsOf) -> Select[tuple[int, str, str, str, datetime, int, str]]:
    """Open then and not waiting for somebody else, each with the state that it is of."""
    opened = aliased(HistoryEntry)
    still: ColumnElement[bool] = Deadline.closed_at.is_(None)
    goes_on = or_(Deadline.paused_at.is_(None), Deadline.outcome == "missed")
    if as_of.moment is not None:
        still = or_(still, Deadline.closed_at >= as_of.moment)
        goes_on = or_(goes_on, Deadline.paused_at >= as_of.moment)
    return (
        select(
            Deadline.subject_id,
            Deadline.name,
            Subject.kind,
            Subject.code,
            Deadline.due_at,
            Subject.lifecycle_version_id,
            opened.to_state.label("state"),
        )
        .join(Subject, Subject.id == Deadline.subject_id)
        .join(
            opened,
            and_(opened.subject_id == Deadline.subject_id, opened.sequence == Deadline.opened_by),
        )
        .where(
            Subject.programme_id == programme_id,
            as_of.by_moment(Deadline.opened_at),
            still,
            goes_on,
        )
        .order_by(Deadline.due_at, Deadline.id)
    )


def _was_due(
    session: Session, programme_id: int, as_of: AsOf
) -> Mapping[tuple[int, str], datetime]:
    """(subject, deadline) → when it was due then, where it was put off since."""
    if as_of.moment is None:
        return {}
    since = select(HistoryEntry.subject_id, HistoryEntry.facts).where(
        HistoryEntry.programme_id == programme_id,
        HistoryEntry.action == EXTEND,
        HistoryEntry.at >= as_of.moment,
    )
    found: dict[tuple[int, str], datetime] = {}
    for subject_id, facts in session.execute(since.order_by(HistoryEntry.at, HistoryEntry.id)):
        told = loads(facts)
        if "was_due" in told:
            due = datetime.fromisoformat(told["was_due"])
            found.setdefault((subject_id, told["deadline"]), due)
    return found


def _called(lifecycle: Lifecycle, state: str, name: str) -> tuple[Text, Text, str, tuple[str, ...]]:
    stage = lifecycle.states[state]
    return lifecycle.title, stage.title, name, stage.deadlines[name].responsible


def _told(
    called: tuple[Text, Text, str, tuple[str, ...]], late: Sequence[tuple[int, str]]
) -> Overdue:
    longest_first = sorted(late, key=lambda each: (-each[0], each[1]))
    times = tuple(time for time, _ in longest_first)
    return Overdue(*called, times, tuple(reference for _, reference in longest_first))
