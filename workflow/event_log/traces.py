"""A log by case: one trace for each initiative."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from models import District, HistoryEntry, Initiative
from workflow.event_log.logged import LoggedEvent, Telling, Trace, Value
from workflow.event_log.scope import Scope, entries, of_initiatives
from workflow.event_log.told import BATCH, Teller, streamed

AT_ONCE = 100
"""Initiatives whose entries are asked for together."""


def traces(session: Session, scope: Scope, telling: Telling) -> Iterator[Trace]:
    """Every initiative to which something happened in the period, with its entries and those of
    what belongs to it, in order of time; what happened in the same moment, as it was written. A
    trace's events are read while the next trace is not asked for: the memory that it takes depends
    neither on how many there are nor on how long they are."""
    teller, owners = Teller(session, scope, telling), of_initiatives(scope)
    # Made once: making it anew for every batch would leave more to clear up than it reads.
    ordered = entries(owners, scope).order_by(
        owners.c.initiative_id, HistoryEntry.at, HistoryEntry.id
    )
    for some in streamed(session, _initiatives(scope), AT_ONCE).partitions():
        by_id = {row.id: row for row in some}
        batches = streamed(session, ordered, BATCH, initiatives=list(by_id)).partitions()
        for initiative_id, events in groupby(teller.events(batches), _initiative_id):
            yield _trace(by_id[initiative_id], events, telling, teller)


def _initiative_id(event: LoggedEvent) -> int:
    assert event.initiative_id is not None, "only what belongs to initiatives is asked for"
    return event.initiative_id


def _trace(row: Row[Any], events: Iterator[LoggedEvent], telling: Telling, teller: Teller) -> Trace:
    final = teller.lifecycle(row.lifecycle).states[row.state].final
    return Trace(
        code=row.code,
        district=row.district,
        state=row.state,
        outcome=row.state if final else None,
        further=dict(_further(row, telling)),
        events=events,
    )


def _initiatives(scope: Scope) -> Select[Any]:
    """Each with the state and the lifecycle that it had when the period ended."""
    last = (
        select(HistoryEntry.id)
        .where(
            HistoryEntry.subject_id == Initiative.id,
            scope.before_end(HistoryEntry.at),
        )
        .order_by(HistoryEntry.sequence.desc())
        .limit(1)
        .correlate(Initiative)
        .scalar_subquery()
    )
    return (
        select(
            Initiative.id,
            Initiative.code,
            Initiative.title,
            Initiative.requested,
            Initiative.currency,
            District.code.label("district"),
            HistoryEntry.to_state.label("state"),
            HistoryEntry.lifecycle_hash.label("lifecycle"),
        )
        .join(HistoryEntry, HistoryEntry.id == last)
        .outerjoin(District, District.id == Initiative.district_id)
        .where(Initiative.programme_id == scope.programme.id, scope.here(Initiative.district_id))
        .order_by(Initiative.id)
    )


def _further(row: Row[Any], telling: Telling) -> Iterator[tuple[str, Value]]:
    if telling.comments:
        yield "initiative_title", row.title
    if telling.money:
        yield "requested", row.requested
        yield "currency", row.currency
