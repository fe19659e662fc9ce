"""The programme's target indicators, each counted from the records and never typed in.

An indicator is a statement that gives the keys of the records it counts, each once: the figure is
their number, and the records behind it are those rows, so that the two cannot differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import CompoundSelect, Select, func, or_, select, union
from sqlalchemy.orm import Session

from models import (
    Audience,
    Base,
    Consultation,
    Enrolment,
    EventState,
    Headcount,
    Initiative,
    Participation,
    Person,
    ProgrammeEvent,
    Role,
    RoleAssignment,
    Text,
)
from models.initiative import initiative_group
from workflow.life.feedback import evidence

Keys = Select[tuple[int]] | CompoundSelect[tuple[int]]
Counted = Person | Initiative | Consultation | ProgrammeEvent


@dataclass(frozen=True)
class Indicator:
    """What is counted, and which of it."""

    of: type[Counted]
    keys: Callable[[int], Keys]


@dataclass(frozen=True)
class Aside:
    """What is known besides an indicator's figure and is not added to it."""

    number: int
    text: Text


def deputies_interested(programme_id: int) -> Keys:
    """Deputies who applied to enrol their district, whatever came of it, and those who were at an
    event that was held."""
    applied = select(Enrolment.deputy_id).where(Enrolment.programme_id == programme_id)
    return union(applied, _at_events(programme_id, Role.DEPUTY))


def residents_taking_part(programme_id: int) -> Keys:
    """Different people: the initiative groups with their leaders, whatever came of the initiative,
    and the residents who were by name at an event that was held."""
    members = (
        select(initiative_group.c.person_id)
        .join(Initiative, Initiative.id == initiative_group.c.initiative_id)
        .where(Initiative.programme_id == programme_id)
    )
    leaders = select(Initiative.leader_id).where(Initiative.programme_id == programme_id)
    return union(members, leaders, _at_events(programme_id, Role.RESIDENT))


def initiatives_supported(programme_id: int) -> Keys:
    """Initiatives that were awarded money."""
    return select(Initiative.id).where(
        Initiative.programme_id == programme_id, Initiative.awarded.is_not(None)
    )


def consultations_given(programme_id: int) -> Keys:
    """Consultations on record; one person's on one day are told apart by their topics."""
    return select(Consultation.id).where(Consultation.programme_id == programme_id)


def events_held(programme_id: int) -> Keys:
    """Events that were held, of any kind; one of several days is one. What is only planned, or was
    cancelled, is no event."""
    return select(ProgrammeEvent.id).where(
        ProgrammeEvent.programme_id == programme_id, ProgrammeEvent.state == EventState.HELD
    )


INDICATORS: dict[str, Indicator | None] = {
    "positive_experience": None,  # asked of people in the questionnaires, in no record until then
    "deputies_interested": Indicator(Person, deputies_interested),
    "residents_taking_part": Indicator(Person, residents_taking_part),
    "initiatives_supported": Indicator(Initiative, initiatives_supported),
    "consultations_given": Indicator(Consultation, consultations_given),
    "events_held": Indicator(ProgrammeEvent, events_held),
}
"""How each is counted, in the order of the programme's own list."""


def count(session: Session, programme_id: int, indicator: str) -> int | None:
    """The indicator's fact; None while there is nothing to count it from."""
    counted = INDICATORS[indicator]
    if counted is None:
        return None
    keys = counted.keys(programme_id).subquery()
    return session.scalars(select(func.count()).select_from(keys)).one()


def records(session: Session, programme_id: int, indicator: str) -> Sequence[Base]:
    """The records behind an indicator's figure, as many as the figure says; people's names are for
    those only who may see them."""
    counted = INDICATORS[indicator]
    if counted is None:
        return []
    keys = counted.keys(programme_id).subquery()
    key = counted.of.id
    return session.scalars(select(counted.of).where(key.in_(select(keys))).order_by(key)).all()


def aside(session: Session, programme_id: int, indicator: str) -> Aside | None:
    """What may be said beside the figure and would be dishonest in it: people counted without a
    name, who may be the same at every event, and what forms say before the questionnaires do."""
    if indicator == "residents_taking_part":
        return _unnamed(session, programme_id, Audience.RESIDENTS)
    if indicator == "deputies_interested":
        return _unnamed(session, programme_id, Audience.DEPUTIES)
    return _interim(session, programme_id) if indicator == "positive_experience" else None


def _at_events(programme_id: int, role: Role) -> Select[tuple[int]]:
    """People who were at an event that was held, and had the role in its days."""
    return (
        select(Participation.person_id)
        .join(ProgrammeEvent, ProgrammeEvent.id == Participation.event_id)
        .join(RoleAssignment, RoleAssignment.person_id == Participation.person_id)
        .where(
            ProgrammeEvent.programme_id == programme_id,
            ProgrammeEvent.state == EventState.HELD,
            RoleAssignment.programme_id == programme_id,
            RoleAssignment.role == role,
            RoleAssignment.since <= ProgrammeEvent.ends_on,
            or_(RoleAssignment.until.is_(None), RoleAssignment.until >= ProgrammeEvent.starts_on),
        )
    )


def _unnamed(session: Session, programme_id: int, audience: Audience) -> Aside | None:
    number = session.scalars(
        select(func.coalesce(func.sum(Headcount.number), 0))
        .join(ProgrammeEvent, ProgrammeEvent.id == Headcount.event_id)
        .where(
            ProgrammeEvent.programme_id == programme_id,
            ProgrammeEvent.state == EventState.HELD,
            Headcount.audience == audience,
        )
    ).one()
    if not number:
        return None
    return Aside(
        int(number),
        Text(
            en="besides, visits to events by people not known by name (who came twice is in it "
            f"twice): {number}",
            ru="кроме того, посещений мероприятий людьми, не известными по имени (кто приходил "
            f"дважды, посчитан дважды): {number}",
        ),
    )


def _interim(session: Session, programme_id: int) -> Aside | None:
    found = evidence(session, programme_id)
    if not found.answered:
        return None
    return Aside(
        found.positive,
        Text(
            en=f"so far {found.positive} of {found.answered} feedback forms from events say so",
            ru=f"пока так ответили в {found.positive} из {found.answered} отзывов о мероприятиях",
        ),
    )
