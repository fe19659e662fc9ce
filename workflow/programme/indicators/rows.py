"""Indicators that count rows. Each is a statement that gives the keys of the records it counts,
each once: the figure is their number, and the records behind it are those rows, so that the two
cannot differ.

As of a day: what has a history is taken as its history tells that it stood. What has none, that is
events with who came and consultations, is taken as it is on record now and dated by the day it
happened: what was recorded by mistake and taken back counts on no day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, or_, select, union
from sqlalchemy.orm import Session

from models import (
    Base,
    Consultation,
    Enrolment,
    EventState,
    HistoryEntry,
    Initiative,
    Participation,
    Person,
    ProgrammeEvent,
    Role,
    RoleAssignment,
)
from models.initiative import initiative_group
from workflow.history.as_of import AsOf, begun, moved, proposals

Keys = Select[tuple[int]] | CompoundSelect[tuple[int]]
Counted = Person | Initiative | Consultation | ProgrammeEvent
AWARDED = "funding"
"""The state that an initiative comes to with its award."""
DECLINED = "withdrawn"
"""The state that it comes to from there when the award is declined."""


@dataclass(frozen=True)
class Rows:
    """What is counted, and which of it."""

    of: type[Counted]
    keys: Callable[[Session, int, AsOf], Keys]

    def count(self, session: Session, programme_id: int, as_of: AsOf) -> int:
        keys = self.keys(session, programme_id, as_of).subquery()
        return session.scalars(select(func.count()).select_from(keys)).one()

    def records(self, session: Session, programme_id: int, as_of: AsOf) -> Sequence[Base]:
        keys = self.keys(session, programme_id, as_of).subquery()
        key = self.of.id
        return session.scalars(select(self.of).where(key.in_(select(keys))).order_by(key)).all()


def deputies_interested(session: Session, programme_id: int, as_of: AsOf) -> Keys:
    """Deputies who applied to enrol their district, whatever came of it, and those who were at an
    event that was held."""
    applied = select(Enrolment.deputy_id).where(
        Enrolment.id.in_(begun(Enrolment, programme_id, as_of))
    )
    return union(applied, _at_events(programme_id, Role.DEPUTY, as_of))


def residents_taking_part(session: Session, programme_id: int, as_of: AsOf) -> Keys:
    """Different people: the initiative groups with their leaders, whatever came of the initiative,
    and the residents who were by name at an event that was held."""
    leaders = select(Initiative.leader_id).where(
        Initiative.id.in_(begun(Initiative, programme_id, as_of))
    )
    groups = _groups(session, programme_id, as_of)
    return union(groups, leaders, _at_events(programme_id, Role.RESIDENT, as_of))


def initiatives_supported(session: Session, programme_id: int, as_of: AsOf) -> Select[tuple[int]]:
    """Initiatives that were awarded money and did not decline it. One whose funding was stopped
    was supported all the same."""
    awarded = moved(Initiative, programme_id, as_of, HistoryEntry.to_state == AWARDED)
    declined = moved(
        Initiative,
        programme_id,
        as_of,
        HistoryEntry.from_state == AWARDED,
        HistoryEntry.to_state == DECLINED,
    )
    return awarded.where(HistoryEntry.subject_id.not_in(declined))


def consultations_given(session: Session, programme_id: int, as_of: AsOf) -> Keys:
    """Consultations on record; one person's on one day are told apart by their topics."""
    return select(Consultation.id).where(
        Consultation.programme_id == programme_id, as_of.by_day(Consultation.held_on)
    )


def events_held(session: Session, programme_id: int, as_of: AsOf) -> Keys:
    """Events that were held, of any kind; one of several days is one, on its last. What is only
    planned, or was cancelled, is no event."""
    return select(ProgrammeEvent.id).where(*held(programme_id, as_of))


def held(programme_id: int, as_of: AsOf) -> tuple[ColumnElement[bool], ...]:
    """An event that is over, and was held."""
    return (
        ProgrammeEvent.programme_id == programme_id,
        ProgrammeEvent.state == EventState.HELD,
        as_of.by_day(ProgrammeEvent.ends_on),
    )


def _groups(session: Session, programme_id: int, as_of: AsOf) -> Select[tuple[int]]:
    """Members, as the proposals named them at that time."""
    if as_of.day is None:
        return (
            select(initiative_group.c.person_id)
            .join(Initiative, Initiative.id == initiative_group.c.initiative_id)
            .where(Initiative.programme_id == programme_id)
        )
    then = proposals(session, programme_id, as_of).values()
    members = {person_id for proposal in then for person_id in proposal["group"]}
    return select(Person.id).where(Person.id.in_(sorted(members)))


def _at_events(programme_id: int, role: Role, as_of: AsOf) -> Select[tuple[int]]:
    """People who were at an event that was held, and had the role in its days."""
    return (
        select(Participation.person_id)
        .join(ProgrammeEvent, ProgrammeEvent.id == Participation.event_id)
        .join(RoleAssignment, RoleAssignment.person_id == Participation.person_id)
        .where(
            *held(programme_id, as_of),
            RoleAssignment.programme_id == programme_id,
            RoleAssignment.role == role,
            RoleAssignment.since <= ProgrammeEvent.ends_on,
            or_(RoleAssignment.until.is_(None), RoleAssignment.until >= ProgrammeEvent.starts_on),
        )
    )
