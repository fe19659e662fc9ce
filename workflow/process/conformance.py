"""Histories replayed against lifecycles: the one that each initiative is pinned to, which a sound
database always conforms to, and the programme's newest, which shows what has changed since.

Replayed is what a lifecycle says of states and actions, not its guards: what they looked at is not
all in the history.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from models import HistoryEntry, LifecycleVersion, Programme, Subject, Text
from workflow.history.as_of import AsOf
from workflow.lifecycles.document import Lifecycle
from workflow.lifecycles.machine import runner
from workflow.process.names import Names, names_of, versions_of
from workflow.process.until import Until
from workflow.process.visits import KIND, told

Step = tuple[str | None, str, str, str]
"""The state that the history had come to before, if any; the state, action and next state that the
entry tells of."""


@dataclass(frozen=True)
class Departure:
    """A step that the lifecycle does not have, where histories first depart from it."""

    from_state: Text
    action: Text
    to_state: Text
    initiatives: int
    example: str


@dataclass(frozen=True)
class Replayed:
    initiatives: int
    departures: tuple[Departure, ...]
    """The most numerous first."""

    @property
    def departed(self) -> int:
        return sum(departure.initiatives for departure in self.departures)

    @property
    def conform(self) -> int:
        return self.initiatives - self.departed


@dataclass(frozen=True)
class VersionConformance:
    """Of the initiatives that are pinned to a version of the lifecycle."""

    content_hash: str
    stored_at: datetime
    is_newest: bool
    pinned: Replayed
    newest: Replayed


def conformance(
    session: Session, programme: Programme, until: Until
) -> tuple[VersionConformance, ...]:
    """Of every version that initiatives are pinned to, the newest first."""
    names = names_of(session, programme, KIND)
    versions = versions_of(session, programme, KIND)
    newest = versions[0]
    steps = _steps(programme.id, until.as_of)
    taken = defaultdict[int, list[Step]](list)
    for version_id, *step in session.execute(_distinct(steps)):
        taken[version_id].append((step[0], step[1], step[2], step[3]))
    initiatives = {id_: n for id_, n in session.execute(_initiatives(steps))}
    found = []
    for version in versions:
        if version.id in initiatives:
            against = [
                _replayed(session, steps, version, lifecycle, taken, initiatives, names)
                for lifecycle in (runner(version).lifecycle, runner(newest).lifecycle)
            ]
            is_newest = version.id == newest.id
            told_of = (version.content_hash, version.stored_at, is_newest)
            found.append(VersionConformance(*told_of, *against))
    return tuple(found)


def _steps(programme_id: int, as_of: AsOf) -> Subquery:
    """Every entry with where the history had come to before it."""
    before = func.lag(HistoryEntry.to_state).over(
        partition_by=HistoryEntry.subject_id, order_by=HistoryEntry.sequence
    )
    return (
        select(
            Subject.lifecycle_version_id.label("version"),
            HistoryEntry.subject_id.label("subject"),
            HistoryEntry.sequence.label("sequence"),
            before.label("before"),
            HistoryEntry.from_state.label("source"),
            HistoryEntry.action.label("action"),
            HistoryEntry.to_state.label("target"),
        )
        .join(Subject, Subject.id == HistoryEntry.subject_id)
        .where(*told(programme_id, as_of))
        .subquery()
    )


def _distinct(steps: Subquery) -> Select[tuple[int, str | None, str, str, str]]:
    c = steps.c
    return select(c.version, c.before, c.source, c.action, c.target).distinct()


def _initiatives(steps: Subquery) -> Select[tuple[int, int]]:
    c = steps.c
    return select(c.version, func.count(c.subject.distinct())).group_by(c.version)


def allows(lifecycle: Lifecycle, step: Step) -> bool:
    """Whether the lifecycle has the step, and it is taken from where the history had come to."""
    before, source, action, target = step
    if source != (lifecycle.initial if before is None else before):
        return False
    transition = lifecycle.moves.get((source, action))
    return transition is not None and lifecycle.target(source, transition) == target


def _replayed(
    session: Session,
    steps: Subquery,
    version: LifecycleVersion,
    lifecycle: Lifecycle,
    taken: Mapping[int, Sequence[Step]],
    initiatives: Mapping[int, int],
    names: Names,
) -> Replayed:
    """Against the lifecycle, those that are pinned to the version."""
    refused = [step for step in taken[version.id] if not allows(lifecycle, step)]
    if not refused:
        return Replayed(initiatives[version.id], ())
    rows = session.execute(_first_departures(steps, version.id, refused))
    departures = [
        Departure(
            names.state(source),
            names.action(source, action),
            names.state(target),
            number,
            session.get_one(Subject, example).reference,
        )
        for source, action, target, number, example in rows
    ]
    order = sorted(departures, key=lambda d: (-d.initiatives, d.from_state.ru, d.action.ru))
    return Replayed(initiatives[version.id], tuple(order))


def _first_departures(
    steps: Subquery, version_id: int, refused: Collection[Step]
) -> Select[tuple[str, str, str, int, int]]:
    """State, action and next state → how many histories first depart there, and the key of one."""
    departing = and_(steps.c.version == version_id, or_(*(_is(steps, step) for step in refused)))
    first = (
        select(steps.c.subject, func.min(steps.c.sequence).label("sequence"))
        .where(departing)
        .group_by(steps.c.subject)
        .subquery()
    )
    entry = aliased(HistoryEntry)
    columns = (entry.from_state, entry.action, entry.to_state)
    there = and_(entry.subject_id == first.c.subject, entry.sequence == first.c.sequence)
    return (
        select(*columns, func.count(), func.min(entry.subject_id))
        .join_from(first, entry, there)
        .group_by(*columns)
    )


def _is(steps: Subquery, step: Step) -> ColumnElement[bool]:
    before, source, action, target = step
    c = steps.c
    came = c.before.is_(None) if before is None else c.before == before
    return and_(came, c.source == source, c.action == action, c.target == target)
