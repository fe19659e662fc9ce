"""Entries that stand out: the clock was late, a rule was overridden, or somebody did by hand what
the clock does."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models import HistoryEntry, LifecycleVersion, Programme, Remark, RoleAssignment, Subject, Text
from workflow.deadlines.timetable import timetable_of
from workflow.gate.permissions import ROLE_TITLES
from workflow.lifecycles.document import CLOCK, LEADER
from workflow.lifecycles.machine import runner
from workflow.process.until import Until


@dataclass(frozen=True)
class Bypass:
    month: date
    """Its first day."""
    remark: Remark
    kind: Text
    """Of what, as an initiative or a review."""
    action: Text
    role: Text
    """As what it was done."""
    references: tuple[str, ...]
    """Each entry's subject, in order of time."""

    @property
    def number(self) -> int:
        return len(self.references)


@dataclass(frozen=True)
class _Held:
    role: str
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def bypassed(session: Session, programme: Programme, until: Until) -> tuple[Bypass, ...]:
    """By month, then the most numerous first; of everything that has a history, not of initiatives
    only."""
    timetable = timetable_of(session, programme.id)
    held = _held(session, programme.id)
    versions = {v.content_hash: v for v in session.scalars(select(LifecycleVersion))}
    found = defaultdict[tuple[date, Remark, Text, Text, Text], list[str]](list)
    for row in session.execute(_remarked(programme.id, until)):
        lifecycle = runner(versions[row.lifecycle_hash]).lifecycle
        move = lifecycle.moves[row.from_state, row.action]
        day = timetable.local_day(row.at)
        role = _role(held.get(row.actor_id, ()), move.by, day) if row.actor_id else CLOCK
        key = (
            day.replace(day=1),
            Remark(row.remark),
            lifecycle.title,
            move.title,
            ROLE_TITLES[role],
        )
        found[key].append(f"{row.kind}/{row.code}")
    told = [Bypass(*key, tuple(references)) for key, references in found.items()]
    return tuple(sorted(told, key=lambda b: (b.month, -b.number, b.kind.ru, b.action.ru)))


def _remarked(
    programme_id: int, until: Until
) -> Select[tuple[str | None, str, str, str, str, int | None, datetime, str]]:
    return (
        select(
            HistoryEntry.remark,
            HistoryEntry.kind,
            Subject.code,
            HistoryEntry.from_state,
            HistoryEntry.action,
            HistoryEntry.actor_id,
            HistoryEntry.at,
            HistoryEntry.lifecycle_hash,
        )
        .join(Subject, Subject.id == HistoryEntry.subject_id)
        .where(
            HistoryEntry.programme_id == programme_id,
            HistoryEntry.remark.is_not(None),
            until.as_of.by_moment(HistoryEntry.at),
        )
        .order_by(HistoryEntry.at, HistoryEntry.id)
    )


def _held(session: Session, programme_id: int) -> Mapping[int, Sequence[_Held]]:
    found = defaultdict[int, list[_Held]](list)
    ours = select(RoleAssignment).where(RoleAssignment.programme_id == programme_id)
    for each in session.scalars(ours.order_by(RoleAssignment.id)):
        found[each.person_id].append(_Held(each.role, each.since, each.until))
    return found


def _role(held: Sequence[_Held], allowed: Sequence[str], day: date) -> str:
    """The first of the roles that may do it which the person had; without any, they led."""
    had = {each.role for each in held if each.on(day)}
    return next((role for role in allowed if role in had), LEADER)
