"""Which histories a log is about, and in which period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Select,
    Subquery,
    and_,
    bindparam,
    cast,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from models import (
    AgendaItem,
    ChangeRequest,
    District,
    Enrolment,
    Expense,
    HistoryEntry,
    Initiative,
    Meeting,
    Programme,
    Review,
    Subject,
    Tranche,
)
from workflow.deadlines.timetable import Timetable

OF_INITIATIVES: tuple[type[Subject], ...] = (
    *(Initiative, Review, AgendaItem, Tranche, Expense, ChangeRequest),
)
"""What belongs to one initiative, itself among them."""
OF_PROGRAMMES: tuple[type[Subject], ...] = (Meeting, Enrolment)
"""What a log of many objects has besides."""

NONE = cast(null(), BigInteger)
"""PostgreSQL wants to know of what kind a key is that there is none of."""


@dataclass(frozen=True)
class Scope:
    programme: Programme
    timetable: Timetable
    since: date | None = None
    until: date | None = None
    """Days where the programme is, both included."""
    district: District | None = None
    only_initiatives: bool = False

    @property
    def ends(self) -> datetime | None:
        """The first moment after the period."""
        if self.until is None:
            return None
        return self.timetable.at(self.until + timedelta(days=1), time())

    def within(self, moment: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
        if self.since is None:
            return self.before_end(moment)
        return and_(moment >= self.timetable.at(self.since, time()), self.before_end(moment))

    def before_end(self, moment: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
        return true() if self.ends is None else moment < self.ends

    def here(self, district_id: Any) -> ColumnElement[bool]:
        return true() if self.district is None else district_id == self.district.id


def of_initiatives(scope: Scope) -> Subquery:
    """Subject → the initiative it belongs to, its meeting and its expert; of the initiatives that
    are given as `initiatives` when it is asked."""
    kinds = OF_INITIATIVES[:1] if scope.only_initiatives else OF_INITIATIVES
    found = [_row(kind).where(_initiative_id(kind).in_(_ASKED)) for kind in kinds]
    return union_all(*found).subquery()


_ASKED: BindParameter[int] = bindparam("initiatives", expanding=True)


def of_all(scope: Scope) -> Subquery:
    """The same of everything in the scope that a log of many objects is about."""
    return union_all(*_all(scope)).subquery()


def _all(scope: Scope) -> Iterator[Select[Any]]:
    initiative = Subject.__table__.alias()
    kinds = OF_INITIATIVES[:1] if scope.only_initiatives else OF_INITIATIVES
    for kind in kinds:
        yield (
            _row(kind)
            .join(initiative, initiative.c.id == _initiative_id(kind))
            .where(
                initiative.c.programme_id == scope.programme.id,
                scope.here(initiative.c.district_id),
            )
        )
    if scope.only_initiatives:
        return
    own = Subject.__table__.alias()
    for kind in OF_PROGRAMMES:
        table = kind.__table__
        yield (
            _row(kind)
            .join(own, own.c.id == table.c.id)
            .where(own.c.programme_id == scope.programme.id, _is_here(kind, own, scope))
        )


def _is_here(kind: type[Subject], own: Any, scope: Scope) -> ColumnElement[bool]:
    """A meeting is where one of its items' initiatives is."""
    if kind is not Meeting or scope.district is None:
        return scope.here(own.c.district_id)
    items = select(AgendaItem.meeting_id).where(AgendaItem.district_id == scope.district.id)
    return own.c.id.in_(items)  # type: ignore[no-any-return]


def _row(kind: type[Subject]) -> Select[Any]:
    table = kind.__table__
    return select(
        table.c.id.label("subject_id"),
        _initiative_id(kind).label("initiative_id"),
        (table.c.meeting_id if kind is AgendaItem else NONE).label("meeting_id"),
        (table.c.expert_id if kind is Review else NONE).label("expert_id"),
    )


def _initiative_id(kind: type[Subject]) -> Any:
    if kind in OF_PROGRAMMES:
        return NONE
    return kind.__table__.c.id if kind is Initiative else kind.__table__.c.initiative_id


def entries(owners: Subquery, scope: Scope) -> Select[Any]:
    """The entries of these subjects in the period, each with what is to be known of its place."""
    initiative, meeting = Subject.__table__.alias(), Subject.__table__.alias()
    return (
        select(
            HistoryEntry.subject_id,
            HistoryEntry.kind,
            HistoryEntry.sequence,
            HistoryEntry.action,
            HistoryEntry.from_state,
            HistoryEntry.to_state,
            HistoryEntry.actor_id,
            HistoryEntry.flow,
            HistoryEntry.on_behalf_of_id,
            HistoryEntry.at,
            HistoryEntry.facts,
            HistoryEntry.remark,
            HistoryEntry.lifecycle_hash,
            HistoryEntry.hash,
            Subject.code,
            Subject.district_id,
            owners.c.initiative_id,
            owners.c.expert_id,
            Initiative.__table__.c.leader_id,
            initiative.c.code.label("initiative"),
            meeting.c.code.label("meeting"),
            District.code.label("district"),
        )
        .select_from(HistoryEntry)
        .join(owners, owners.c.subject_id == HistoryEntry.subject_id)
        .join(Subject, Subject.id == HistoryEntry.subject_id)
        .outerjoin(initiative, initiative.c.id == owners.c.initiative_id)
        .outerjoin(Initiative.__table__, Initiative.__table__.c.id == owners.c.initiative_id)
        .outerjoin(meeting, meeting.c.id == owners.c.meeting_id)
        .outerjoin(District, District.id == Subject.district_id)
        .where(scope.within(HistoryEntry.at))
    )
