"""Consultations: each counts once, for the person who was advised."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Consultation, Person, Programme, Role, Text
from workflow.actor import Actor
from workflow.errors import Blocker, Refusal
from workflow.life.entries import (
    line_blockers,
    lock_programme,
    one_line,
    past_blockers,
    refuse,
    today_in,
    within_blockers,
)
from workflow.life.standing import standing_in

ADVISERS = (Role.COORDINATOR, Role.EXPERT)
LONGEST_MINUTES = 600


@dataclass(frozen=True)
class Advice:
    """Who was advised when, about what, how long and by whom."""

    person: Person
    held_on: date
    topic: str
    minutes: int
    consultant: Person | None = None
    """None where somebody advised who is not known here."""


def record_consultation(
    session: Session,
    programme: Programme,
    advice: Advice,
    *,
    actor: Actor,
    now: datetime,
    is_sample: bool = False,
) -> Consultation:
    """Record a consultation that was given; the same again is answered with the one there is.

    One person's consultations on one day are told apart by their topics. Raises Refusal.
    """
    today = today_in(session, programme.id, now)
    refuse(standing_in(session, programme.id, None, actor, today).blockers(ADVISERS))
    lock_programme(session, programme.id)
    topic = one_line(advice.topic)
    consultant_id = advice.consultant.id if advice.consultant else None
    if known := _known(session, programme, advice, topic):
        if (known.minutes, known.consultant_id) != (advice.minutes, consultant_id):
            raise Refusal([_RECORDED])
        return known
    refuse(_blockers(programme, advice, topic, today))
    given = Consultation(
        programme_id=programme.id,
        person_id=advice.person.id,
        held_on=advice.held_on,
        topic=topic,
        minutes=advice.minutes,
        consultant_id=consultant_id,
        recorded_by_id=actor.person_id,
        is_sample=is_sample,
    )
    session.add(given)
    session.flush()
    return given


def _known(
    session: Session, programme: Programme, advice: Advice, topic: str
) -> Consultation | None:
    return session.scalar(
        select(Consultation).where(
            Consultation.programme_id == programme.id,
            Consultation.person_id == advice.person.id,
            Consultation.held_on == advice.held_on,
            Consultation.topic == topic,
        )
    )


def _blockers(programme: Programme, advice: Advice, topic: str, today: date) -> Iterator[Blocker]:
    yield from line_blockers(topic, 300, Text(en="The topic", ru="Тема"))
    yield from within_blockers(programme, advice.held_on)
    yield from past_blockers(advice.held_on, today)
    if not 1 <= advice.minutes <= LONGEST_MINUTES:
        yield _MINUTES_UNFIT
    if advice.consultant is advice.person:
        yield _BETWEEN_TWO


_RECORDED = Blocker(
    "recorded_otherwise",
    Text(
        en="This consultation is recorded already, with another length or adviser; it counts once. "
        "If it was another one, say its topic more exactly.",
        ru="Эта консультация уже записана с другой длительностью или другим консультантом; она "
        "считается один раз. Если это была другая, уточните тему.",
    ),
)
_MINUTES_UNFIT = Blocker(
    "minutes_unfit",
    Text(
        en=f"A consultation takes from 1 to {LONGEST_MINUTES} minutes.",
        ru=f"Консультация длится от 1 до {LONGEST_MINUTES} минут.",
    ),
)
_BETWEEN_TWO = Blocker(
    "between_two",
    Text(
        en="Nobody advises themselves: name somebody else as the adviser.",
        ru="Никто не консультирует сам себя: укажите другого консультанта.",
    ),
)
