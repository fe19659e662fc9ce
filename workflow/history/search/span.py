from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Self

from sqlalchemy import ColumnElement, literal, tuple_
from sqlalchemy.orm import Session

from models import HistoryEntry
from workflow.deadlines.timetable import timetable_of
from workflow.history.search.query import Cursor, Query

EARLIEST = Cursor(datetime(1000, 1, 1, tzinfo=UTC), 0)
LATEST = Cursor(datetime(9000, 1, 1, tzinfo=UTC), 0)
_PLACE = tuple_(HistoryEntry.at, HistoryEntry.id)


@dataclass(frozen=True)
class Span:
    """A stretch of the order in which a search goes."""

    lower: Cursor
    """The oldest place that belongs to it."""
    upper: Cursor
    """The first that no longer does."""

    @classmethod
    def of(cls, session: Session, query: Query, after: Cursor | None) -> Self:
        """Where a page is looked for: days as they are where the programme is."""
        lower, upper = EARLIEST, after or LATEST
        if query.since is not None or query.until is not None:
            at = timetable_of(session, query.programme_id).at
            if query.since is not None:
                lower = Cursor(at(query.since, time()), 0)
            if query.until is not None:
                upper = min(upper, Cursor(at(query.until + timedelta(days=1), time()), 0))
        return cls(lower, upper)

    def __bool__(self) -> bool:
        return self.lower < self.upper

    def down_to(self, floor: Cursor | None) -> Self:
        """Only what is not older; all of it where there is no floor."""
        return self if floor is None else replace(self, lower=max(self.lower, floor))

    def below(self, floor: Cursor) -> Self:
        """What is left when all down to the floor is done."""
        return replace(self, upper=floor)

    @property
    def has_entry(self) -> ColumnElement[bool]:
        # Both databases go to the place in an index that ends in `at, id`.
        return (_place(self.lower) <= _PLACE) & (_place(self.upper) > _PLACE)


def _place(cursor: Cursor) -> ColumnElement[tuple[datetime, int]]:
    at, id_ = HistoryEntry.at.type, HistoryEntry.id.type
    return tuple_(literal(cursor.at, at), literal(cursor.id, id_))
