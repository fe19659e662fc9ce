"""What a person's calendar and a programme's are made of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import CalendarStage, Meeting, Person, Programme, ProgrammeEvent, Role
from workflow.deadlines.register import OpenDeadline, open_deadlines
from workflow.gate.letters.messages import Addressees

ATTENDING = frozenset({Role.EXPERT, Role.CHAIR, Role.SECRETARY, Role.COORDINATOR})
"""Who comes to the council's meetings."""


@dataclass(frozen=True)
class Agenda:
    """What has its day or its moment."""

    programmes: Mapping[int, Programme]
    deadlines: Sequence[OpenDeadline]
    """Those that run. One that is the moment of a meeting is not among them."""
    meetings: Sequence[Meeting]
    events: Sequence[ProgrammeEvent] = ()
    stages: Sequence[CalendarStage] = ()


def agenda_of_programme(session: Session, programme: Programme, *, now: datetime) -> Agenda:
    """All deadlines, meetings, events and stages."""
    events = select(ProgrammeEvent).where(ProgrammeEvent.programme_id == programme.id)
    return Agenda(
        {programme.id: programme},
        _running(open_deadlines(session, [programme.id], now=now)),
        _meetings(session, [programme.id]),
        session.scalars(events.order_by(ProgrammeEvent.starts_on, ProgrammeEvent.code)).all(),
        programme.calendar,
    )


def agenda_of_person(session: Session, person: Person, *, now: datetime) -> Agenda:
    """What they are responsible for and the meetings they come to, in all programmes."""
    programmes = {each.id: each for each in session.scalars(select(Programme))}
    theirs = open_deadlines(session, programmes.keys(), now=now, person_id=person.id)
    addressees = Addressees(session)
    zones = {id_: ZoneInfo(programme.time_zone) for id_, programme in programmes.items()}
    meetings = [
        each
        for each in _meetings(session, programmes.keys())
        if person.id
        in addressees.of(each, ATTENDING, each.held_at.astimezone(zones[each.programme_id]).date())
    ]
    concerned = {each.deadline.subject.programme_id for each in theirs}
    concerned |= {meeting.programme_id for meeting in meetings}
    return Agenda({id_: programmes[id_] for id_ in concerned}, _running(theirs), meetings)


def _running(deadlines: Sequence[OpenDeadline]) -> list[OpenDeadline]:
    return [
        each
        for each in deadlines
        if not each.is_paused
        and not (isinstance(each.deadline.subject, Meeting) and each.rule.due.is_moment)
    ]


def _meetings(session: Session, programme_ids: Collection[int]) -> Sequence[Meeting]:
    ours = select(Meeting).where(Meeting.programme_id.in_(programme_ids))
    return session.scalars(ours.order_by(Meeting.held_at, Meeting.id)).all()
