"""What happens in the play beside the competition, each of it safe to do again."""

from datetime import datetime

from sqlalchemy.orm import Session

from cli.play.acts import Cast
from cli.play.council import in_office
from models import Initiative, Programme, ProgrammeEvent, Role
from workflow.life.consultations import Advice, record_consultation
from workflow.life.events import EventPlan, cancel_event, find_event, hold_event, plan_event
from workflow.life.feedback import keep_feedback
from workflow.life.media import Publication, record_mention
from workflow.life.turnout import record_turnout
from workflow.programme.lookup import find_district, find_subject
from workflow.programme.play.life import ConsultationAct, EventAct, MentionAct


def plan(act: EventAct, session: Session, programme: Programme, now: datetime) -> None:
    district = find_district(session, programme, act.district) if act.district else None
    planned = EventPlan(act.code, act.kind, act.title, act.on, act.last_day, act.place, district)
    coordinator = in_office(session, programme, now, Role.COORDINATOR)
    plan_event(session, programme, planned, actor=coordinator, now=now, is_sample=True)


def cancel(act: EventAct, session: Session, programme: Programme, now: datetime) -> None:
    assert act.cancelled is not None, "only such events are given here"
    event = find_event(session, programme, act.code)
    coordinator = in_office(session, programme, now, Role.COORDINATOR)
    cancel_event(session, event, reason=act.cancelled.reason, actor=coordinator, now=now)


def hold(act: EventAct, cast: Cast, session: Session, programme: Programme, now: datetime) -> None:
    """The event is over: who was there, and what they thought of it."""
    event = find_event(session, programme, act.code)
    coordinator = in_office(session, programme, now, Role.COORDINATOR)
    hold_event(session, event, actor=coordinator, now=now)
    record_turnout(
        session,
        event,
        people=[cast.find(session, code) for code in act.participants],
        unnamed=act.unnamed,
        actor=coordinator,
        now=now,
    )
    if act.feedback:
        keep_feedback(
            session,
            event,
            [entry.form for entry in act.feedback],
            actor=coordinator,
            now=now,
            sheet=f"play.{programme.code}.{act.code}",
            is_sample=True,
        )


def consult(
    leader: str,
    act: ConsultationAct,
    cast: Cast,
    session: Session,
    programme: Programme,
    now: datetime,
) -> None:
    person, consultant = cast.find(session, leader), cast.find(session, act.by)
    advice = Advice(person, act.on, act.topic, act.minutes, consultant)
    coordinator = in_office(session, programme, now, Role.COORDINATOR)
    record_consultation(session, programme, advice, actor=coordinator, now=now, is_sample=True)


def mention(act: MentionAct, session: Session, programme: Programme, now: datetime) -> None:
    about: Initiative | ProgrammeEvent | None = None
    if act.initiative is not None:
        about = find_subject(session, programme, Initiative, act.initiative)
    elif act.event is not None:
        about = find_event(session, programme, act.event)
    publication = Publication(act.kind, act.outlet, act.title, act.url, act.on, about)
    coordinator = in_office(session, programme, now, Role.COORDINATOR)
    record_mention(session, programme, publication, actor=coordinator, now=now, is_sample=True)
