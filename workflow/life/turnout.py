"""Who was at an event: people by name, and how many others."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models import Audience, Feedback, Headcount, Participation, Person, ProgrammeEvent, Text
from workflow.actor import Actor
from workflow.errors import Blocker
from workflow.life.entries import refuse
from workflow.life.hosting import held_blockers, take_up

MOST_UNNAMED = 100_000
"""As many as live in the city: more is a slip of the keyboard."""


@dataclass(frozen=True)
class Turnout:
    """How many were at an event."""

    known: int
    unnamed: int

    @property
    def people(self) -> int:
        return self.known + self.unnamed


def record_turnout(
    session: Session,
    event: ProgrammeEvent,
    *,
    people: Collection[Person] = (),
    not_there: Collection[Person] = (),
    unnamed: Mapping[Audience, int] | None = None,
    actor: Actor,
    now: datetime,
) -> Turnout:
    """Record who was at an event that was held; what is not given stays.

    A person is there once, however often recorded; `not_there` takes back who was recorded by
    mistake. A number of `unnamed` people replaces the one before, 0 takes it back. Raises Refusal.
    """
    take_up(session, event, actor, now)
    counted = unnamed or {}
    refuse([*held_blockers(event), *_number_blockers(counted)])
    _name(session, event, {person.id for person in people})
    _unname(session, event, {person.id for person in not_there})
    for audience, number in counted.items():
        _count(session, event, audience, number)
    session.flush()
    session.expire(event, ["participants", "headcounts"])
    came = turnout(session, event)
    refuse(_fewer_than_forms(session, event, came))
    return came


def turnout(session: Session, event: ProgrammeEvent) -> Turnout:
    return turnouts(session, [event.id])[event.id]


def turnouts(session: Session, events: Collection[int]) -> Mapping[int, Turnout]:
    """Of several events, by their keys; two statements, however many there are."""
    named = (
        select(Participation.event_id, func.count())
        .where(Participation.event_id.in_(events))
        .group_by(Participation.event_id)
    )
    others = (
        select(Headcount.event_id, func.sum(Headcount.number))
        .where(Headcount.event_id.in_(events))
        .group_by(Headcount.event_id)
    )
    known = {event: number for event, number in session.execute(named)}
    unnamed = {event: int(number) for event, number in session.execute(others)}
    return {event: Turnout(known.get(event, 0), unnamed.get(event, 0)) for event in events}


def forms_of(session: Session, event: ProgrammeEvent) -> int:
    """How many feedback forms came from an event."""
    return session.scalars(select(func.count()).where(Feedback.event_id == event.id)).one()


def _name(session: Session, event: ProgrammeEvent, people: set[int]) -> None:
    named = select(Participation.person_id).where(Participation.event_id == event.id)
    for person_id in sorted(people - set(session.scalars(named))):
        session.add(Participation(event_id=event.id, person_id=person_id))
    session.flush()


def _unname(session: Session, event: ProgrammeEvent, people: set[int]) -> None:
    session.execute(
        delete(Participation).where(
            Participation.event_id == event.id, Participation.person_id.in_(people)
        )
    )


def _count(session: Session, event: ProgrammeEvent, audience: Audience, number: int) -> None:
    known = session.get(Headcount, (event.id, audience))
    if known is not None and number == 0:
        session.delete(known)
    elif known is not None:
        known.number = number
    elif number:
        session.add(Headcount(event_id=event.id, audience=audience, number=number))


def _number_blockers(unnamed: Mapping[Audience, int]) -> Iterator[Blocker]:
    if any(not 0 <= number <= MOST_UNNAMED for number in unnamed.values()):
        yield Blocker(
            "number_unfit",
            Text(
                en=f"Give numbers of people from 0 to {MOST_UNNAMED:,}.",
                ru=f"Укажите число людей от 0 до {MOST_UNNAMED}.",
            ),
        )


def _fewer_than_forms(session: Session, event: ProgrammeEvent, came: Turnout) -> Iterator[Blocker]:
    forms = forms_of(session, event)
    if came.people < forms:
        yield Blocker(
            "fewer_than_forms",
            Text(
                en=f"{forms} feedback forms came from {event.code}: no fewer people were there.",
                ru=f"Отзывов о {event.code}: {forms}. Участников не может быть меньше.",
            ),
        )
