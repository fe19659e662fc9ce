"""Ways through the histories, newest first: each an index that one part of a query selects."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union, union_all
from sqlalchemy.orm import Session

from models import HistoryEntry as Entry
from models import Remark
from workflow.history.search.query import ANY, Cursor, Query
from workflow.history.search.span import Span

Way = Sequence[ColumnElement[bool]]
"""Each selects a stretch of an index; an entry is on the way if it is in one of them."""
_NOBODY = -1
_NEWEST = (Entry.at.desc(), Entry.id.desc())


def ways(query: Query) -> Sequence[Way]:
    """All that a query has; on each are all entries that it can find."""
    return [[Entry.subject_id == query.subject_id]] if query.subject_id else list(_ways(query))


def _ways(query: Query) -> Iterator[Way]:
    ours = Entry.programme_id == query.programme_id
    if query.remarks:
        yield [ours & (Entry.remark == remark) for remark in sorted(query.remarks)]
    if query.on_behalf_of_id is not None:
        yield [Entry.on_behalf_of_id == query.on_behalf_of_id]
    if query.person_id is not None:
        yield [Entry.actor_id == query.person_id, Entry.on_behalf_of_id == query.person_id]
    if query.flow is not None and query.flow != ANY:
        yield [ours & (Entry.flow == query.flow)]
    if query.action is not None:
        yield [ours & (Entry.action == query.action)]
    if query.state is not None:
        yield [ours & (Entry.to_state == query.state)]
    if query.district_id is not None:
        yield [Entry.district_id == query.district_id]
    if query.kind is not None:
        yield [ours & (Entry.kind == query.kind)]
    yield [ours]


def is_found(query: Query) -> ColumnElement[bool]:
    """All but the words. The columns are wrapped, so that no database takes another way than the
    one chosen for it: statistics that are old or missing have misled both."""
    wanted: list[ColumnElement[bool]] = [
        func.coalesce(Entry.programme_id, _NOBODY) == query.programme_id
    ]
    for column, given in (
        (Entry.kind, query.kind),
        (Entry.action, query.action),
        (Entry.to_state, query.state),
        (Entry.flow, None if query.flow == ANY else query.flow),
    ):
        if given is not None:
            wanted.append(func.coalesce(column, "") == given)
    for key, id_ in (
        (Entry.district_id, query.district_id),
        (Entry.subject_id, query.subject_id),
        (Entry.on_behalf_of_id, query.on_behalf_of_id),
    ):
        if id_ is not None:
            wanted.append(func.coalesce(key, _NOBODY) == id_)
    if query.flow == ANY:
        wanted.append(func.coalesce(Entry.flow, "") != "")
    if query.remarks:
        wanted.append(_remarked(query.remarks))
    if query.person_id is not None:
        people = (Entry.actor_id, Entry.on_behalf_of_id)
        wanted.append(or_(*(func.coalesce(one, _NOBODY) == query.person_id for one in people)))
    return and_(*wanted)


def _remarked(remarks: frozenset[Remark]) -> ColumnElement[bool]:
    return func.coalesce(Entry.remark, "").in_(sorted(remarks))


def floors(
    session: Session, found: Sequence[Way], span: Span, most: int
) -> Sequence[Cursor | None]:
    """For each way the place down to which it has `most` entries; None where it has fewer left. Of
    two ways the one that so reaches further back is the sparser."""
    rows = session.execute(union_all(*(_floor(n, way, span, most) for n, way in enumerate(found))))
    known = {row.way: Cursor(row.at, row.id) for row in rows}
    return [known.get(number) for number in range(len(found))]


def _floor(number: int, way: Way, span: Span, most: int) -> Select[tuple[int, object, int]]:
    parts = [
        select(Entry.at, Entry.id).where(part, span.has_entry).order_by(*_NEWEST) for part in way
    ]
    last = parts[0].offset(most - 1).limit(1).subquery()
    if len(parts) > 1:
        together = union(*(select(part.limit(most).subquery()) for part in parts)).subquery()
        newest = (together.c.at.desc(), together.c.id.desc())
        last = select(together).order_by(*newest).offset(most - 1).limit(1).subquery()
    return select(literal(number).label("way"), last.c.at, last.c.id)


def along(session: Session, way: Way, query: Query, span: Span, most: int | None) -> list[Cursor]:
    """The newest `most` that are found on a way, or all; but for the words."""
    parts = [
        select(Entry.at, Entry.id)
        .where(part, span.has_entry, is_found(query))
        .order_by(*_NEWEST)
        .limit(most)
        for part in way
    ]
    if len(parts) == 1:
        return [Cursor(at, id_) for at, id_ in session.execute(parts[0])]
    rows = session.execute(union(*(select(part.subquery()) for part in parts)))
    return sorted((Cursor(at, id_) for at, id_ in rows), reverse=True)[:most]
