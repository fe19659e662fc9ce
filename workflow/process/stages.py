"""Time in each state, and the waiting before anybody does something there."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache

from sqlalchemy.orm import Session

from models import Programme, Text
from workflow.deadlines.timetable import Timetable, timetable_of
from workflow.process.names import names_of
from workflow.process.spread import Spread, spread
from workflow.process.until import Until
from workflow.process.visits import KIND, Visit, visits


@dataclass(frozen=True)
class StageTime:
    state: str
    title: Text
    time: Spread
    """Of a visit, in seconds of the calendar; who comes back makes another visit."""
    working_days: Spread
    """The same in working days: those after the day of entering up to that of leaving."""
    waiting: Spread
    """In seconds, until somebody did something, or the state was left."""
    untouched: int
    """Visits that ended without anybody having done anything."""

    @property
    def visits(self) -> int:
        return self.time.ended + self.time.going_on


@dataclass
class _Times:
    ended: list[int] = field(default_factory=list)
    going_on: list[int] = field(default_factory=list)

    def add(self, time: int, is_over: bool) -> None:
        (self.ended if is_over else self.going_on).append(max(0, time))

    def spread(self) -> Spread:
        return spread(self.ended, self.going_on)


@dataclass
class _Stage:
    time: _Times = field(default_factory=_Times)
    working_days: _Times = field(default_factory=_Times)
    waiting: _Times = field(default_factory=_Times)
    untouched: int = 0

    def add(self, visit: Visit, now: datetime, days: "_WorkingDays") -> None:
        is_over = visit.left is not None
        ended = visit.left or now
        self.time.add(_seconds(visit.entered, ended), is_over)
        self.working_days.add(days.between(visit.entered, ended), is_over)
        is_touched = visit.worked is not None
        self.waiting.add(_seconds(visit.entered, visit.worked or ended), is_touched or is_over)
        self.untouched += is_over and not is_touched


def _seconds(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds())


def stage_times(session: Session, programme: Programme, until: Until) -> tuple[StageTime, ...]:
    """Of the states that any initiative came to and that are no end, in the lifecycle's order."""
    names = names_of(session, programme, KIND)
    stages = defaultdict[str, _Stage](_Stage)
    days = _WorkingDays(timetable_of(session, programme.id))
    for visit in visits(session, programme.id, until.as_of):
        if visit.state not in names.final:
            stages[visit.state].add(visit, until.moment, days)
    return tuple(
        StageTime(
            state,
            names.state(state),
            stages[state].time.spread(),
            stages[state].working_days.spread(),
            stages[state].waiting.spread(),
            stages[state].untouched,
        )
        for state in sorted(stages, key=names.place)
    )


class _WorkingDays:
    """Counts them between moments, each pair of days once."""

    def __init__(self, timetable: Timetable) -> None:
        self._timetable = timetable
        self._day = cache(self._local_day)
        self._is_working = cache(lambda day: timetable.is_working(date.fromordinal(day)))
        self._counted = cache(self._count)

    def between(self, entered: datetime, left: datetime) -> int:
        """After the day of one moment up to that of the other."""
        first, last = (self._day(int(each.timestamp()) // 900) for each in (entered, left))
        return self._counted(first, last)

    def _local_day(self, quarter: int) -> int:
        """Zones differ from each other by whole quarters of an hour."""
        moment = datetime.fromtimestamp(quarter * 900, UTC)
        return self._timetable.local_day(moment).toordinal()

    def _count(self, first: int, last: int) -> int:
        return sum(self._is_working(day) for day in range(first + 1, last + 1))
