"""Stays of initiatives in a state, as their histories tell of them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import Session

from models import (
    AgendaItem,
    ChangeRequest,
    Expense,
    HistoryEntry,
    Initiative,
    Review,
    Subject,
    Tranche,
)
from workflow.history.as_of import AsOf

KIND = Initiative.__tablename__
PARTS = (Review, AgendaItem, Tranche, Expense, ChangeRequest)
"""What belongs to an initiative and has a history of its own."""


def enters() -> ColumnElement[bool]:
    """The entry leads into a state, and does not merely record something in it. The first of a
    history always does: what was before it has no beginning."""
    return or_(HistoryEntry.from_state != HistoryEntry.to_state, HistoryEntry.sequence == 1)


def told(programme_id: int, as_of: AsOf) -> tuple[ColumnElement[bool], ...]:
    """Which entries the initiatives' histories had.

    They are found by their subjects: by the programme and the kind of every entry it took SQLite
    six times as long to look up a million.
    """
    return HistoryEntry.subject_id.in_(_initiatives(programme_id)), as_of.by_moment(HistoryEntry.at)


def _initiatives(programme_id: int) -> Select[tuple[int]]:
    subject = Subject.__table__.c
    return select(subject.id).where(subject.programme_id == programme_id, subject.kind == KIND)


@dataclass(frozen=True, slots=True)
class Visit:
    state: str
    entered: datetime
    left: datetime | None
    worked: datetime | None
    """When somebody first did something in it."""


def visits(session: Session, programme_id: int, as_of: AsOf) -> Iterator[Visit]:
    """Every stay of an initiative in a state.

    Somebody works on an initiative by acting on it or on what belongs to it, as its reviews; what
    the clock does is no work, nor is what comes with the very move that led into the state.

    The database only puts the entries in order, which its index on them does by itself; what is
    looked at in each history goes through memory one history at a time.
    """
    others = _deeds_on_parts(session, programme_id, as_of)
    entries = (
        select(
            HistoryEntry.subject_id,
            HistoryEntry.to_state,
            HistoryEntry.at,
            HistoryEntry.actor_id,
            enters(),
        )
        .where(*told(programme_id, as_of))
        .order_by(HistoryEntry.subject_id, HistoryEntry.sequence)
    )
    rows = session.execute(entries.execution_options(yield_per=10_000))
    for initiative, history in groupby(rows, key=itemgetter(0)):
        yield from _visits(list(history), others.get(initiative, ()))


def _visits(
    history: Sequence[Row[tuple[int, str, datetime, int | None, bool]]],
    others: Collection[datetime],
) -> Iterator[Visit]:
    deeds = sorted([*others, *(at for _, _, at, actor_id, _ in history if actor_id)])
    entered = [(state, at) for _, state, at, _, enters in history if enters]
    for n, (state, at) in enumerate(entered, start=1):
        left = entered[n][1] if n < len(entered) else None
        later = bisect_right(deeds, at)
        worked = deeds[later] if later < len(deeds) else None
        in_it = worked is not None and (left is None or worked <= left)
        yield Visit(state, at, left, worked if in_it else None)


def _deeds_on_parts(
    session: Session, programme_id: int, as_of: AsOf
) -> Mapping[int, Collection[datetime]]:
    """Initiative → when people acted on what belongs to it."""
    found = defaultdict[int, list[datetime]](list)
    for table in (part.__table__ for part in PARTS):
        deeds = (
            select(table.c.initiative_id, HistoryEntry.at)
            .join_from(table, HistoryEntry, HistoryEntry.subject_id == table.c.id)
            .where(
                table.c.initiative_id.in_(_initiatives(programme_id)),
                HistoryEntry.actor_id.is_not(None),
                as_of.by_moment(HistoryEntry.at),
            )
        )
        for initiative, at in session.execute(deeds.execution_options(yield_per=10_000)):
            found[initiative].append(at)
    return found
