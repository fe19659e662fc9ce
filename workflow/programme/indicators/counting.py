from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from models import Base, Consultation, Initiative, Person, ProgrammeEvent, Text
from workflow.history.as_of import AsOf
from workflow.programme.indicators.experience import Answered, Asked
from workflow.programme.indicators.rows import (
    Rows,
    consultations_given,
    deputies_interested,
    events_held,
    initiatives_supported,
    residents_taking_part,
)

INDICATORS: dict[str, Rows | Asked] = {
    "positive_experience": Asked(),
    "deputies_interested": Rows(Person, deputies_interested),
    "residents_taking_part": Rows(Person, residents_taking_part),
    "initiatives_supported": Rows(Initiative, initiatives_supported),
    "consultations_given": Rows(Consultation, consultations_given),
    "events_held": Rows(ProgrammeEvent, events_held),
}
"""How each is counted, in the order of the programme's own list."""


def count(
    session: Session, programme_id: int, indicator: str, as_of: date | None = None
) -> int | None:
    """The indicator's fact, at the end of a day if one is given; None where there is none, and
    `missing` says why."""
    then = AsOf.end_of(session, programme_id, as_of)
    return INDICATORS[indicator].count(session, programme_id, then)


def records(
    session: Session, programme_id: int, indicator: str, as_of: date | None = None
) -> Sequence[Base | Answered]:
    """What is behind an indicator's figure: as many records as the figure says, or, of what people
    were asked, the questionnaires. People's names are for those only who may see them."""
    then = AsOf.end_of(session, programme_id, as_of)
    return INDICATORS[indicator].records(session, programme_id, then)


def missing(
    session: Session, programme_id: int, indicator: str, as_of: date | None = None
) -> Text | None:
    """Why an indicator has no figure, or what its figure leaves out; None where it is whole. Rows
    can always be counted."""
    counted = INDICATORS[indicator]
    if isinstance(counted, Rows):
        return None
    return counted.missing(session, programme_id, AsOf.end_of(session, programme_id, as_of))
