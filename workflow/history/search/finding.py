from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models import EntryText, HistoryEntry
from workflow.history.search.full_text import Named, among, is_in_order, newest
from workflow.history.search.hits import Hit, told
from workflow.history.search.query import Cursor, Query
from workflow.history.search.span import EARLIEST, Span
from workflow.history.search.ways import along, floors, is_found, ways
from workflow.history.search.words import Words

GLANCE = 200
"""Entries looked at in one go, at first."""
WIDER, WIDEST = 5, 20_000
"""How many times as many the next time, and how many at most."""
LOOKS = 4_000
"""Entries looked at for one page, about."""
FEW = 8
"""A page's share that a glance has to bring, or else words are looked up in their index."""
LEAP = 32
"""How much longer the stretch of time is in which few words are looked up next."""
FOREVER = timedelta(days=365 * 900)


@dataclass(frozen=True)
class Page:
    hits: Sequence[Hit]
    after: Cursor | None
    """Where to go on; None where this was all."""
    looked_back_to: datetime | None
    """The page is not full, and what is older has not been looked at yet."""


@dataclass(frozen=True)
class _Stretch:
    found: Sequence[Cursor]
    floor: Cursor | None
    """Down to where that is all; None where nothing is left."""
    looks: int


def find(
    session: Session,
    query: Query,
    *,
    after: Cursor | None = None,
    limit: int = 50,
    looks: int = LOOKS,
) -> Page:
    """The newest entries that a query finds, or the newest after a place in its order."""
    words = Words.read(query.words)
    places, floor = _found(session, query, words, after, limit + 1, looks)
    hits = told(session, words, places[:limit])
    if len(places) > limit:
        return Page(hits, places[limit - 1], None)
    return Page(hits, floor, None if floor is None else floor.at)


def _found(
    session: Session, query: Query, words: Words, after: Cursor | None, most: int, looks: int
) -> tuple[list[Cursor], Cursor | None]:
    span = Span.of(session, query, after)
    if not span or (query.words.strip() and not words):
        return [], None
    search = _Search(session, query, words, most)
    found: list[Cursor] = []
    while True:
        stretch = search.next(span)
        found += stretch.found
        looks -= stretch.looks
        search.glance = max(search.glance, min(search.glance * WIDER, WIDEST, looks))
        if stretch.floor is None or len(found) >= most or looks <= 0:
            return found[:most], stretch.floor
        span = span.below(stretch.floor)


class _Search:
    """Goes through the order in stretches, each on the sparsest way that there is."""

    def __init__(self, session: Session, query: Query, words: Words, most: int) -> None:
        self.session = session
        self.query = query
        self.words = words
        self.most = most
        every = ways(query)
        self.ways = every[:1] if query.is_plain and not words else every
        self.glance = max(GLANCE, 2 * most)
        self.reach: timedelta | None = None
        """How far the index of words is asked next where it cannot begin with the newest."""

    def next(self, span: Span) -> _Stretch:
        if self.query.subject_id is not None:
            return self._along(0, span, None)
        if self.reach is not None:
            return self._reaching(span, self.reach)
        named = self._newest(span) if self.words and is_in_order(self.session) else None
        reached = floors(self.session, self.ways, span, self.glance)
        lowest = [floor or EARLIEST for floor in reached]
        sparsest = min(range(len(lowest)), key=lowest.__getitem__)
        if named is not None and (named.floor or EARLIEST) <= lowest[sparsest]:
            return self._named(named, span)
        stretch = self._along(sparsest, span, reached[sparsest])
        if self.words and named is None and len(stretch.found) * FEW < self.most and stretch.floor:
            taken = min(span.upper.at, self._latest()) - stretch.floor.at
            self.reach = max(taken, timedelta(seconds=1)) * LEAP
        return stretch

    def _along(self, way: int, span: Span, floor: Cursor | None) -> _Stretch:
        within = span.down_to(floor)
        most = None if self.words else self.most
        places = along(self.session, self.ways[way], self.query, within, most)
        if self.words and places:
            asked = among(self.session, HistoryEntry.id, [place.id for place in places])
            places = self._judged(asked)
        return _Stretch(places, floor, self.glance)

    def _reaching(self, span: Span, reach: timedelta) -> _Stretch:
        """By the words, as far back as it reaches; the next time it reaches further."""
        self.reach = reach * LEAP
        lower = span.upper.at - min(reach, FOREVER)
        if span.lower.at >= lower or lower <= self._earliest():
            return self._named(self._newest(span), span)
        floor = Cursor(lower, 0)
        named = self._newest(span.down_to(floor))
        return self._named(Named(named.texts, named.floor or floor), span)

    def _newest(self, span: Span) -> Named:
        return newest(self.session, self.words, span, self.glance)

    def _named(self, named: Named, span: Span) -> _Stretch:
        """Those of the named texts that the query finds."""
        asked = among(self.session, EntryText.id, named.texts)
        within = span.down_to(named.floor).has_entry
        places = self._judged(asked, within, is_found(self.query)) if named.texts else []
        return _Stretch(places, named.floor, max(len(named.texts), GLANCE))

    def _judged(self, *asked: ColumnElement[bool]) -> list[Cursor]:
        rows = self.session.execute(_WRITTEN.where(*asked))
        return sorted(
            {Cursor(at, id_) for at, id_, text in rows if self.words.are_in(text)}, reverse=True
        )

    def _latest(self) -> datetime:
        return self._end(func.max)

    def _earliest(self) -> datetime:
        return self._end(func.min)

    def _end(self, which: Callable[[Any], ColumnElement[Any]]) -> datetime:
        end = select(which(HistoryEntry.at))
        ours = end.where(HistoryEntry.programme_id == self.query.programme_id)
        return self.session.scalar(ours) or EARLIEST.at


_WRITTEN = select(HistoryEntry.at, HistoryEntry.id, EntryText.text).join(
    EntryText,
    (EntryText.subject_id == HistoryEntry.subject_id)
    & (EntryText.sequence == HistoryEntry.sequence),
)
