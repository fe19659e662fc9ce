"""A log of many objects: what events are about, and how that changed in time."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from json import loads
from typing import Any

from sqlalchemy import Row, Select, or_, select, union
from sqlalchemy.orm import Session

from models import (
    AgendaItem,
    ChangeRequest,
    Constituency,
    District,
    Enrolment,
    Expense,
    HistoryEntry,
    Initiative,
    Meeting,
    Review,
    RoleAssignment,
    Subject,
    Tranche,
)
from workflow.event_log.logged import Attribute, LoggedObject, Telling
from workflow.event_log.scope import Scope, of_all
from workflow.event_log.told import BATCH, Teller, streamed
from workflow.gate.permissions import COUNCIL

COMPETITION, DISTRICT, EXPERT = "competition", "district", "expert"
IN_COMPETITION, IN_DISTRICT = "in competition", "in district"
TO_INITIATIVE = {
    Review.__tablename__: "reviews",
    AgendaItem.__tablename__: "is about",
    Tranche.__tablename__: "pays",
    Expense.__tablename__: "is spent on",
    ChangeRequest.__tablename__: "would change",
}
"""Kind of subject → what it is to its initiative."""
STATE, CONSTITUENCY, REQUESTED, AWARDED = "state", "constituency", "requested", "awarded"
SUBJECTS = (
    Initiative.__tablename__,
    *TO_INITIATIVE,
    Meeting.__tablename__,
    Enrolment.__tablename__,
)


def object_types(telling: Telling) -> Mapping[str, Mapping[str, type]]:
    """Type of object → its attributes, with the types of their values."""
    types: dict[str, dict[str, type]] = {kind: {STATE: str} for kind in SUBJECTS}
    if telling.money:
        types[Initiative.__tablename__] |= {REQUESTED: int, AWARDED: int}
    return types | {
        COMPETITION: {"title": str, "starts_on": str, "ends_on": str},
        DISTRICT: {"title": str},
        EXPERT: {CONSTITUENCY: str},
    }


def objects(session: Session, scope: Scope, telling: Telling) -> Iterator[LoggedObject]:
    """All of them; each stands behind those that were there before it, but for what it is to."""
    yield _competition(scope, telling)
    yield from _districts(session, scope, telling)
    yield from _experts(session, scope, telling)
    yield from _subjects(session, scope, telling)


def key(kind: str, code: str) -> str:
    return f"{kind}/{code}"


def expert_ids(session: Session, scope: Scope) -> frozenset[int]:
    """Who reviewed, or had an office in the council: few, however long the log is."""
    reviewers = select(Review.expert_id).where(Review.programme_id == scope.programme.id)
    council = select(RoleAssignment.person_id).where(
        RoleAssignment.programme_id == scope.programme.id, RoleAssignment.role.in_(COUNCIL)
    )
    return frozenset(session.scalars(union(reviewers, council)))


def _competition(scope: Scope, telling: Telling) -> LoggedObject:
    programme = scope.programme
    return LoggedObject(
        key(COMPETITION, programme.code),
        COMPETITION,
        [
            Attribute("title", programme.title.in_(telling.language)),
            Attribute("starts_on", programme.starts_on.isoformat()),
            Attribute("ends_on", programme.ends_on.isoformat()),
        ],
        [],
    )


def _districts(session: Session, scope: Scope, telling: Telling) -> Iterator[LoggedObject]:
    found = select(District.code, District.title).where(
        District.programme_id == scope.programme.id, scope.here(District.id)
    )
    for code, title in session.execute(found.order_by(District.id)):
        yield LoggedObject(
            key(DISTRICT, code),
            DISTRICT,
            [Attribute("title", title.in_(telling.language))],
            [(key(COMPETITION, scope.programme.code), IN_COMPETITION)],
        )


def _experts(session: Session, scope: Scope, telling: Telling) -> Iterator[LoggedObject]:
    """In the order of their pseudonyms: that of their numbers would be something to know by."""
    seats = (
        select(RoleAssignment.person_id, Constituency.code)
        .join(Constituency, Constituency.id == RoleAssignment.constituency_id)
        .where(RoleAssignment.programme_id == scope.programme.id)
        .order_by(RoleAssignment.id)
    )
    constituencies = {person_id: code for person_id, code in session.execute(seats)}
    experts = {telling.pseudonyms.of(each): each for each in expert_ids(session, scope)}
    for pseudonym, person_id in sorted(experts.items()):
        theirs = constituencies.get(person_id)
        yield LoggedObject(
            key(EXPERT, pseudonym),
            EXPERT,
            [Attribute(CONSTITUENCY, theirs)] if theirs else [],
            [(key(COMPETITION, scope.programme.code), IN_COMPETITION)],
        )


def _subjects(session: Session, scope: Scope, telling: Telling) -> Iterator[LoggedObject]:
    teller = Teller(session, scope, telling)
    rows = streamed(session, _changes(scope, telling), BATCH)
    for _, (first, *later) in groupby(rows, lambda row: row.id):
        yield LoggedObject(
            key(first.kind, first.code),
            first.kind,
            list(_attributes([first, *later], scope, telling, teller)),
            list(_related(first, scope, telling)),
        )


def _changes(scope: Scope, telling: Telling) -> Select[Any]:
    """Every subject that had begun by then, with the entries that changed it, in order."""
    owners = of_all(scope)
    initiative, meeting = Subject.__table__.alias(), Subject.__table__.alias()
    own = Initiative.__table__
    matters = [HistoryEntry.sequence == 1, HistoryEntry.from_state != HistoryEntry.to_state]
    return (
        select(
            Subject.id,
            Subject.kind,
            Subject.code,
            District.code.label("district"),
            initiative.c.code.label("initiative"),
            meeting.c.code.label("meeting"),
            owners.c.expert_id,
            own.c.requested,
            HistoryEntry.at,
            HistoryEntry.action,
            HistoryEntry.from_state,
            HistoryEntry.to_state,
            HistoryEntry.facts,
            HistoryEntry.lifecycle_hash,
        )
        .select_from(Subject)
        .join(owners, owners.c.subject_id == Subject.id)
        .join(HistoryEntry, HistoryEntry.subject_id == Subject.id)
        .outerjoin(District, District.id == Subject.district_id)
        .outerjoin(initiative, initiative.c.id == owners.c.initiative_id)
        .outerjoin(meeting, meeting.c.id == owners.c.meeting_id)
        .outerjoin(own, own.c.id == Subject.id)
        .where(or_(*matters), scope.before_end(HistoryEntry.at))
        .order_by(Subject.id, HistoryEntry.sequence)
    )


def _attributes(
    changes: Sequence[Row[Any]], scope: Scope, telling: Telling, teller: Teller
) -> Iterator[Attribute]:
    if telling.money and changes[0].requested is not None:
        yield Attribute(REQUESTED, changes[0].requested)
    for row in changes:
        at = row.at.astimezone(scope.timetable.zone)
        yield Attribute(STATE, row.to_state, at)
        if telling.money and row.requested is not None:
            awarded = _awarded(row, teller)
            if awarded is not None:
                yield Attribute(AWARDED, awarded, at)


def _awarded(row: Row[Any], teller: Teller) -> int | None:
    """What it had from then on, if that changed."""
    transition = teller.transition(row.lifecycle_hash, row.from_state, row.action)
    effects = transition.effects if transition else ()
    if "release_award" in effects:
        return 0
    return loads(row.facts).get("awarded") if "award_request" in effects else None


def _related(row: Row[Any], scope: Scope, telling: Telling) -> Iterator[tuple[str, str]]:
    yield key(COMPETITION, scope.programme.code), IN_COMPETITION
    if row.district is not None:
        yield key(DISTRICT, row.district), IN_DISTRICT
    if row.kind in TO_INITIATIVE:
        yield key(Initiative.__tablename__, row.initiative), TO_INITIATIVE[row.kind]
    if row.meeting is not None:
        yield key(Meeting.__tablename__, row.meeting), "on the agenda of"
    if row.expert_id is not None:
        yield key(EXPERT, telling.pseudonyms.of(row.expert_id)), "written by"
