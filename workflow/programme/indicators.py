"""The programme's target indicators, each counted from the records and never typed in."""

from collections.abc import Callable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models import Consultation, Enrolment, Initiative, ProgrammeEvent
from models.initiative import initiative_group


def deputies_interested(programme_id: int) -> Select[tuple[int]]:
    """Deputies who applied to enrol their district, whatever came of it."""
    return select(func.count(Enrolment.deputy_id.distinct())).where(
        Enrolment.programme_id == programme_id
    )


def residents_taking_part(programme_id: int) -> Select[tuple[int]]:
    """Different people in the initiative groups."""
    return (
        select(func.count(initiative_group.c.person_id.distinct()))
        .join(Initiative, Initiative.id == initiative_group.c.initiative_id)
        .where(Initiative.programme_id == programme_id)
    )


def initiatives_supported(programme_id: int) -> Select[tuple[int]]:
    """Initiatives that were awarded money."""
    return select(func.count(Initiative.id)).where(
        Initiative.programme_id == programme_id, Initiative.awarded.is_not(None)
    )


def consultations_given(programme_id: int) -> Select[tuple[int]]:
    return select(func.count(Consultation.id)).where(Consultation.programme_id == programme_id)


def events_held(programme_id: int) -> Select[tuple[int]]:
    return select(func.count(ProgrammeEvent.id)).where(ProgrammeEvent.programme_id == programme_id)


INDICATORS: dict[str, Callable[[int], Select[tuple[int]]] | None] = {
    "positive_experience": None,  # asked of people in the questionnaires, in no record until then
    "deputies_interested": deputies_interested,
    "residents_taking_part": residents_taking_part,
    "initiatives_supported": initiatives_supported,
    "consultations_given": consultations_given,
    "events_held": events_held,
}
"""How each is counted, in the order of the programme's own list."""


def count(session: Session, programme_id: int, indicator: str) -> int | None:
    """The indicator's fact; None while there is nothing to count it from."""
    counted = INDICATORS[indicator]
    return None if counted is None else session.scalars(counted(programme_id)).one()
