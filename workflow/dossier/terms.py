"""Deadlines as they stood on the day: opened, put off, paused, met or missed.

A row says how its deadline stands now. How it stood before is told by what moved it: the entries
that put it off say from when, and the rest is counted as the gate counts it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from models import Deadline, DeadlineOutcome, Text
from workflow.deadlines.awaited import awaited
from workflow.dossier.chronicle import Chronicle, Entry
from workflow.dossier.proposal import Version
from workflow.dossier.view import View
from workflow.lifecycles.document import DEADLINE, DeadlineRule, Lifecycle

PLAN_CHANGES = "change_plan"


@dataclass(frozen=True)
class Shift:
    """It fell at another time from then on."""

    entry: Entry
    due_at: datetime


@dataclass(frozen=True)
class Pause:
    since: datetime
    until: datetime | None
    """None: it still waits for somebody else."""


@dataclass(frozen=True)
class Term:
    subject_id: int
    kind: str
    code: str
    name: str
    awaited: Text
    """What meets it."""
    met_by: tuple[str, ...]
    responsible: tuple[str, ...]
    opened_at: datetime
    due_at: datetime
    shifts: tuple[Shift, ...]
    pauses: tuple[Pause, ...]
    outcome: DeadlineOutcome | None
    """None while it runs in time."""
    closed_at: datetime | None
    days_late: int | None
    """Working days from when it was due until it was closed, or till the day; None in time."""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_paused(self) -> bool:
        return self.is_open and bool(self.pauses) and self.pauses[-1].until is None

    @property
    def is_late(self) -> bool:
        return self.outcome == DeadlineOutcome.MISSED


def terms(view: View, told: Chronicle, kept: Sequence[Version]) -> tuple[Term, ...]:
    rows = view.session.scalars(
        select(Deadline)
        .where(Deadline.subject_id.in_(view.subjects), view.as_of.by_moment(Deadline.opened_at))
        .order_by(Deadline.opened_at, Deadline.id)
    )
    return tuple(_Course(view, told, kept, row).term() for row in rows)


class _Course:
    """How one deadline went, told entry by entry."""

    def __init__(self, view: View, told: Chronicle, kept: Sequence[Version], row: Deadline) -> None:
        self.view, self.kept, self.row = view, kept, row
        entries = told.of(row.subject_id)
        self.opened = next(entry for entry in entries if entry.sequence == row.opened_by)
        self.lifecycle = told.lifecycles[self.opened.reference]
        self.rule = _rule(self.lifecycle, self.opened.to_state, row.name)
        self.since = [entry for entry in entries if entry.sequence > row.opened_by]
        self.later = told.after(row.subject_id)
        self.shifts: list[Shift] = []
        self.pauses: list[Pause] = []
        self.missed = False
        self.due = self._counted(row.opened_at)

    def term(self) -> Term:
        view, row = self.view, self.row
        closed_at = row.closed_at if view.had_passed(row.closed_at) else None
        for entry in self.since:
            if closed_at is None or entry.at <= closed_at:
                self._follow(entry)
        if (known := self._known(closed_at)) is not None:
            self.due = known
        outcome = self._outcome(closed_at)
        late = outcome == DeadlineOutcome.MISSED
        return Term(
            row.subject_id,
            self.opened.kind,
            self.opened.code,
            row.name,
            awaited(self.lifecycle, self.opened.to_state, self.rule),
            self.rule.met_by,
            self.rule.responsible,
            row.opened_at,
            self.due,
            tuple(self.shifts),
            tuple(self.pauses),
            outcome,
            closed_at,
            self._days_late(closed_at or view.moment) if late else None,
        )

    def _outcome(self, closed_at: datetime | None) -> DeadlineOutcome | None:
        if closed_at is not None:
            return DeadlineOutcome(self.row.outcome or DeadlineOutcome.CANCELLED)
        waits = bool(self.pauses) and self.pauses[-1].until is None
        late = self.missed or (not waits and self.due <= self.view.moment)
        return DeadlineOutcome.MISSED if late else None

    def _days_late(self, until: datetime) -> int:
        times = self.view.timetable
        return times.working_days(times.local_day(self.due), times.local_day(until))

    def _follow(self, entry: Entry) -> None:
        name, states = self.row.name, self.lifecycle.states
        waits = bool(self.pauses) and self.pauses[-1].until is None
        if entry.facts.get(DEADLINE) == name:
            self._told(entry)
        elif entry.stays:
            if entry.action == PLAN_CHANGES and self.rule.due.field is not None:
                self._shift(entry, self._counted(entry.at))
        elif not waits and name in states[entry.to_state].pauses:
            self.pauses.append(Pause(entry.at, None))
        elif waits and name in states[entry.to_state].deadlines:
            self._resume(entry)

    def _told(self, entry: Entry) -> None:
        if "due" in entry.facts:
            self.missed = False
            self._shift(entry, datetime.fromisoformat(entry.facts["due"]))
        elif "due_at" in entry.facts:
            self.missed = True
            self.due = datetime.fromisoformat(entry.facts["due_at"])

    def _resume(self, entry: Entry) -> None:
        paused_at = self.pauses[-1].since
        self.pauses[-1] = Pause(paused_at, entry.at)
        if not self.missed:
            times = self.view.timetable
            self._shift(entry, times.resumed(self.rule.due, self.due, paused_at, entry.at))

    def _shift(self, entry: Entry, due: datetime) -> None:
        self.due = due
        self.shifts.append(Shift(entry, due))

    def _known(self, closed_at: datetime | None) -> datetime | None:
        """When it was due, where that is on record: the row still says it, unless something moved
        the deadline after the day."""
        if closed_at is not None:
            return self.row.due_at
        for entry in self.later:
            if self.row.closed_at is not None and entry.at > self.row.closed_at:
                break
            if entry.facts.get(DEADLINE) == self.row.name:
                said = entry.facts.get("was_due") or entry.facts.get("due_at")
                return datetime.fromisoformat(said) if said else None
            if entry.action == PLAN_CHANGES or self._resumes(entry):
                return None
        return self.row.due_at

    def _resumes(self, entry: Entry) -> bool:
        """The deadline may go on after a pause with it."""
        return not entry.stays and self.row.name in self.lifecycle.states[entry.to_state].deadlines

    def _counted(self, entered_at: datetime) -> datetime:
        due = self.rule.due
        return self.view.timetable.due_at(due, entered_at, self._given(entered_at))

    def _given(self, at: datetime) -> date | None:
        """The day that the subject itself carried then."""
        if self.rule.due.field is None:
            return None
        in_force = [version for version in self.kept if version.written_at <= at]
        days = [day for _, day in in_force[-1].content["milestones"]]
        return max(map(date.fromisoformat, days))


def _rule(lifecycle: Lifecycle, state: str, name: str) -> DeadlineRule:
    if name in lifecycle.states[state].deadlines:
        return lifecycle.states[state].deadlines[name]
    return next(rules for rules in _rules(lifecycle, name))


def _rules(lifecycle: Lifecycle, name: str) -> Iterator[DeadlineRule]:
    for state in lifecycle.states.values():
        if name in state.deadlines:
            yield state.deadlines[name]
