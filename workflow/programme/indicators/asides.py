"""What may be said beside an indicator's figure and would be dishonest in it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Audience, Headcount, ProgrammeEvent, Text
from workflow.history.as_of import AsOf
from workflow.life.feedback import evidence
from workflow.programme.indicators.rows import held


@dataclass(frozen=True)
class Aside:
    """What is known besides an indicator's figure and is not added to it."""

    number: int
    text: Text


def aside(
    session: Session, programme_id: int, indicator: str, as_of: date | None = None
) -> Aside | None:
    """People counted without a name, who may be the same at every event, and what feedback forms
    say beside the questionnaires; at the end of a day if one is given."""
    then = AsOf.end_of(session, programme_id, as_of)
    if indicator == "residents_taking_part":
        return _unnamed(session, programme_id, Audience.RESIDENTS, then)
    if indicator == "deputies_interested":
        return _unnamed(session, programme_id, Audience.DEPUTIES, then)
    return _forms(session, programme_id, then) if indicator == "positive_experience" else None


def _unnamed(session: Session, programme_id: int, audience: Audience, as_of: AsOf) -> Aside | None:
    number = session.scalars(
        select(func.coalesce(func.sum(Headcount.number), 0))
        .join(ProgrammeEvent, ProgrammeEvent.id == Headcount.event_id)
        .where(*held(programme_id, as_of), Headcount.audience == audience)
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


def _forms(session: Session, programme_id: int, as_of: AsOf) -> Aside | None:
    found = evidence(session, programme_id, as_of.day)
    if not found.answered:
        return None
    return Aside(
        found.positive,
        Text(
            en=f"besides, {found.positive} of {found.answered} feedback forms from events say so",
            ru=f"кроме того, так ответили в {found.positive} из {found.answered} отзывов о "
            "мероприятиях",
        ),
    )
