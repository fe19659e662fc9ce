from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from cli.play import acts, consents, council, donors, life
from cli.play.monitoring.days import monitoring_days
from cli.play.work.days import days
from models import Enrolment, Initiative, Programme, Subject
from workflow.deadlines.timetable import Timetable
from workflow.programme.document import Act, ProgrammeDocument

HOUR = time(11)
"""When the people of the play act,"""
NOON = time(12)
"""the coordinator assigns what came in that day,"""
EVENING = time(17)
"""decisions are announced, and events end."""
NOTICE = timedelta(days=21)
"""How long before an event it is planned, where the programme has begun by then."""

Enact = Callable[[Session, Programme, datetime], None]
Played = tuple[date, time, str, Enact]


@dataclass(frozen=True)
class Scene:
    """One thing that somebody does; done again, it changes nothing."""

    at: datetime
    title: str
    enact: Enact


def scenes(document: ProgrammeDocument, timetable: Timetable) -> list[Scene]:
    """Everything that the play's people do, in order of time."""
    played = [
        *_money_days(document),
        *_days(document),
        *_council_days(document),
        *_life_days(document),
        *_work_days(document),
        *monitoring_days(document, _cast(document)),
    ]
    return sorted(
        (Scene(timetable.at(day, hour), title, enact) for day, hour, title, enact in played),
        key=lambda scene: scene.at,
    )


def _days(document: ProgrammeDocument) -> Iterator[Played]:
    assert document.play is not None, "the command asks for a document with a play"
    cast = _cast(document)
    for application in document.play.applications:
        code = application.district
        yield application.way[0].on, HOUR, code, partial(acts.apply, application, cast)
        yield from _way(Enrolment, code, application.way, cast)
    for script in document.play.initiatives:
        yield script.way[0].on, HOUR, script.code, partial(acts.propose, script, cast)
        signed = partial(consents.sign, script, cast)
        yield script.way[0].on, NOON, f"{script.code}: consents", signed
        yield from _way(Initiative, script.code, script.way, cast)


def _money_days(document: ProgrammeDocument) -> Iterator[Played]:
    assert document.play is not None, "the command asks for a document with a play"
    for donation in document.play.donations:
        yield donation.pledged, HOUR, donation.code, partial(donors.pledge, donation)
        yield donation.agreed, HOUR, donation.code, partial(donors.agree, donation)
        for n, (day, _) in enumerate(donation.received):
            yield day, HOUR, donation.code, partial(donors.receive, donation, n)


def _work_days(document: ProgrammeDocument) -> Iterator[Played]:
    assert document.play is not None, "the command asks for a document with a play"
    for script in document.play.initiatives:
        if script.work is not None:
            for day, hour, what, enact in days(script.code, script.milestones, script.work):
                yield day, hour, f"{script.code}: {what}", enact


def _council_days(document: ProgrammeDocument) -> Iterator[Played]:
    assert document.play is not None, "the command asks for a document with a play"
    play, cast = document.play, _cast(document)
    for relation in play.council.relations:
        yield relation.on, HOUR, relation.member, partial(council.relate, relation, cast)
    for conflict in play.council.conflicts:
        yield conflict.on, HOUR, conflict.member, partial(council.declare, conflict, cast)
    for day in play.council.assignments:
        yield day, NOON, "assignment", council.assign
    for script in play.initiatives:
        for review in script.reviews:
            title = f"{script.code}: review {review.expert}"
            yield review.on, HOUR, title, partial(council.review, script.code, review)
    for meeting in play.council.meetings:
        title = f"meeting of {meeting.on}"
        yield meeting.convened, HOUR, title, partial(council.call, meeting)
        yield meeting.on, HOUR, title, partial(council.hold, meeting, cast)
        yield meeting.announced, EVENING, title, partial(council.make_known, meeting)


def _life_days(document: ProgrammeDocument) -> Iterator[Played]:
    assert document.play is not None, "the command asks for a document with a play"
    play, cast = document.play, _cast(document)
    for event in play.events:
        planned = max(event.on - NOTICE, document.starts_on)
        yield planned, HOUR, event.code, partial(life.plan, event)
        if event.cancelled:
            yield event.cancelled.on, HOUR, event.code, partial(life.cancel, event)
        else:
            yield event.last_day, EVENING, event.code, partial(life.hold, event, cast)
    for script in play.initiatives:
        for consultation in script.consultations:
            advise = partial(life.consult, script.leader, consultation, cast)
            yield consultation.on, HOUR, f"{script.code}: consultation", advise
    for mention in play.media:
        yield mention.on, NOON, mention.url, partial(life.mention, mention)


def _cast(document: ProgrammeDocument) -> acts.Cast:
    return acts.Cast({person.code: person.email for person in document.people})


def _way(kind: type[Subject], code: str, way: tuple[Act, ...], cast: acts.Cast) -> Iterator[Played]:
    """What comes after the first act, which brought the subject about."""
    for n, act in enumerate(way[1:], start=2):
        yield act.on, HOUR, f"{code}: {act.do}", partial(acts.act, kind, code, n, act, cast)
