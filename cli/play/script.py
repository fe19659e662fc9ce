from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial

from sqlalchemy.orm import Session

from cli.play import acts
from models import Enrolment, Initiative, Programme, Subject
from workflow.deadlines.timetable import Timetable
from workflow.programme.document import Act, ProgrammeDocument

HOUR = time(11)
"""When the people of the play act."""

Enact = Callable[[Session, Programme, datetime], None]


@dataclass(frozen=True)
class Scene:
    """One thing that somebody does; done again, it changes nothing."""

    at: datetime
    title: str
    enact: Enact


def scenes(document: ProgrammeDocument, timetable: Timetable) -> list[Scene]:
    """Everything that the play's people do, in order of time."""
    return sorted(
        (Scene(timetable.at(day, HOUR), title, enact) for day, title, enact in _days(document)),
        key=lambda scene: scene.at,
    )


def _days(document: ProgrammeDocument) -> Iterator[tuple[date, str, Enact]]:
    assert document.play is not None, "the command asks for a document with a play"
    cast = acts.Cast({person.code: person.email for person in document.people})
    for donation in document.play.donations:
        yield donation.on, donation.agreement, partial(acts.donate, donation)
    for event in document.play.events:
        yield event.on, event.title, partial(acts.hold, event)
    for application in document.play.applications:
        code = application.district
        yield application.way[0].on, code, partial(acts.apply, application, cast)
        yield from _way(Enrolment, code, application.way, cast)
    for script in document.play.initiatives:
        for day in script.consultations:
            yield day, script.code, partial(acts.consult, script.leader, cast)
        yield script.way[0].on, script.code, partial(acts.propose, script, cast)
        yield from _way(Initiative, script.code, script.way, cast)


def _way(
    kind: type[Subject], code: str, way: tuple[Act, ...], cast: acts.Cast
) -> Iterator[tuple[date, str, Enact]]:
    """What comes after the first act, which brought the subject about."""
    for n, act in enumerate(way[1:], start=2):
        yield act.on, f"{code}: {act.do}", partial(acts.act, kind, code, n, act, cast)
