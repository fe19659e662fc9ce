import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Self

from workflow.replay.reading.moments import EPOCH

COMPLETE = "complete"
"""The `lifecycle:transition` of an event that has happened; what was only planned or begun has
others."""


@dataclass(frozen=True)
class LogEvent:
    line: int
    """Of the file, where it begins."""
    activity: str
    at: datetime
    """With the offset that the log gave it."""
    role: str | None = None
    step: str = COMPLETE
    """Its `lifecycle:transition`."""
    reason: str | None = None


class Log:
    """The events of a log, kept on disk while they are sorted by case: memory does not grow with
    the log. Closed, it is gone."""

    def __init__(self, digest: str = "") -> None:
        self.digest = digest
        """SHA-256 of the file."""
        self.first: datetime | None = None
        self.last: datetime | None = None
        self._kept = sqlite3.connect("", isolation_level=None)  # a file that nobody else sees
        self._kept.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._kept.close()

    def add(self, case: str, event: LogEvent) -> None:
        at = event.at
        self.first = at if self.first is None else min(self.first, at)
        self.last = at if self.last is None else max(self.last, at)
        row = (
            *(case, event.line, event.activity, at.isoformat(), _instant(at)),
            *(event.role, event.step, event.reason),
        )
        self._kept.execute(_ADD, row)

    def add_case(self, case: str, line: int, events: Iterable[LogEvent]) -> int:
        """Add a whole case, which comes once. Returns the line of an earlier case of that name, and
        then adds nothing; otherwise 0."""
        known = self._kept.execute("select line from trace where name = ?", (case,)).fetchone()
        if known is not None:
            return int(known[0])
        self._kept.execute("insert into trace values (?, ?)", (case, line))
        for event in events:
            self.add(case, event)
        return 0

    def activities(self) -> Mapping[str, int]:
        """What the log calls what happened, and how often it does."""
        return dict(self._kept.execute(_ACTIVITIES, (COMPLETE,)))

    def other_steps(self) -> Mapping[str, int]:
        """How many events only tell that something was planned, begun and the like."""
        return dict(self._kept.execute(_OTHER_STEPS, (COMPLETE,)))

    def without_events(self) -> int:
        """How many cases have no event at all."""
        return int(self._kept.execute(_WITHOUT_EVENTS).fetchone()[0])

    def cases(self, *, by_time: bool = False) -> Iterator[tuple[str, list[LogEvent]]]:
        """Each case with its events, in the order in which the log comes to them; those of a case
        in the log's order, or by time."""
        rows = self._kept.execute(_BY_TIME if by_time else _AS_WRITTEN)
        for case, events in groupby(rows, key=lambda row: str(row[0])):
            yield case, [_event(row) for row in events]


def _instant(at: datetime) -> int:
    """Microseconds, so that times with different offsets compare."""
    return (at - EPOCH) // timedelta(microseconds=1)


def _event(row: tuple[str, int, str, str, str | None, str, str | None]) -> LogEvent:
    _, line, activity, at, role, step, reason = row
    return LogEvent(line, activity, datetime.fromisoformat(at), role, step, reason)


_TABLES = """
pragma journal_mode = off;
create table trace (name text primary key, line integer);
create table event (
    position integer primary key, name text, line integer, activity text, at text, instant integer,
    role text, step text, reason text
);
create index event_of_case on event (name);
"""
_ADD = "insert into event values (null, ?, ?, ?, ?, ?, ?, ?, ?)"
_CASES = """
select event.name, line, activity, at, role, step, reason from event
join (select name, min(position) as began from event group by name) as came using (name)
"""
_AS_WRITTEN = f"{_CASES} order by began, position"
_BY_TIME = f"{_CASES} order by began, instant, position"
_ACTIVITIES = "select activity, count(*) from event where step = ? group by 1 order by 2 desc, 1"
_OTHER_STEPS = "select step, count(*) from event where step <> ? group by 1 order by 2 desc, 1"
_WITHOUT_EVENTS = "select count(*) from trace where name not in (select name from event)"
