"""What the clock will do if nobody acts. Nothing is changed and nothing is locked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models import Person, Programme, Text
from workflow.deadlines.awaited import about
from workflow.deadlines.projection import Coming, Projection
from workflow.deadlines.register import district_titles, in_order, load_open, people_named
from workflow.deadlines.timetable import timetable_of
from workflow.lifecycles.machine import runner


@dataclass(frozen=True)
class Foreseen:
    """A reminder or a step of the clock, in words."""

    coming: Coming
    about: Text
    title: Text | None
    """What the clock does; None for a reminder."""
    from_state: Text
    to_state: Text
    people: tuple[Person, ...]
    """Who is written to."""


def preview(
    session: Session, programme: Programme, *, now: datetime, until: datetime
) -> list[Foreseen]:
    """Everything that the clock will do about deadlines up to `until` if nobody acts, in order of
    time, as if every sweep came in the moment that something is due."""
    found = load_open(session, [programme.id])
    timetable = timetable_of(session, programme.id)
    coming = Projection(session, timetable, now, until).run(found)
    titles = district_titles(session, [programme.id])
    people = people_named(session, set().union(*(each.people for each in coming)))
    return [_foreseen(each, titles, people) for each in coming]


def _foreseen(
    coming: Coming, titles: Mapping[int | None, Text], people: Mapping[int, Person]
) -> Foreseen:
    subject = coming.subject
    states = runner(subject.lifecycle_version).lifecycle.states
    return Foreseen(
        coming,
        about(subject, titles.get(subject.district_id)),
        coming.transition.title if coming.transition else None,
        states[coming.from_state].title,
        states[coming.to_state].title,
        in_order(people, coming.people),
    )
