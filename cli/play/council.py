"""What the council of the play does, each of it safe to do again."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cli.play.acts import Cast
from models import (
    AgendaItem,
    Choice,
    HistoryEntry,
    IdempotencyKey,
    Initiative,
    Meeting,
    Motion,
    Programme,
    Review,
    Role,
    Subject,
)
from papers.minutes.files import minutes_hashes
from workflow.actor import Actor
from workflow.council.ballot import ballot_on
from workflow.council.members import members, officer
from workflow.deadlines.timetable import timetable_of
from workflow.gate import perform
from workflow.meetings.agenda import convene
from workflow.meetings.decisions import announce
from workflow.meetings.minutes import minutes_of
from workflow.meetings.session import act_on_item, close_vote
from workflow.programme.document import (
    ConflictAct,
    ItemAct,
    MeetingAct,
    RelationAct,
    ReviewAct,
)
from workflow.programme.lookup import find_council, find_subject
from workflow.reviews.planning import assign_experts
from workflow.reviews.settling import act_on_council, act_on_review, declare_conflict
from workflow.reviews.writing import save_draft

AN_ITEM_TAKES = timedelta(minutes=17)


def assign(session: Session, programme: Programme, now: datetime) -> None:
    """Not again where the play has been further: what came in since waits for its own day."""
    reached = session.scalar(
        select(func.max(HistoryEntry.at))
        .join(Subject, Subject.id == HistoryEntry.subject_id)
        .where(Subject.programme_id == programme.id)
    )
    if reached is None or reached <= now:
        coordinator = in_office(session, programme, now, Role.COORDINATOR)
        assign_experts(session, programme, actor=coordinator, now=now)


def relate(
    act: RelationAct, cast: Cast, session: Session, programme: Programme, now: datetime
) -> None:
    council = find_council(session, programme)
    act_on_council(
        session,
        council,
        "declare_relation",
        actor=Actor.person(cast.find(session, act.member).id),
        now=now,
        reason=act.relation,
        facts={"other": cast.find(session, act.other).id},
        key=f"play.{programme.code}.relation.{act.member}.{act.other}",
    )


def declare(
    act: ConflictAct, cast: Cast, session: Session, programme: Programme, now: datetime
) -> None:
    key = f"play.{programme.code}.conflict.{act.member}.{act.initiative}"
    if session.get(IdempotencyKey, key) is None:
        declare_conflict(
            session,
            find_subject(session, programme, Initiative, act.initiative),
            "declare_conflict",
            actor=Actor.person(cast.find(session, act.member).id),
            now=now,
            reason=act.reason,
            key=key,
        )


def review(
    code: str, act: ReviewAct, session: Session, programme: Programme, now: datetime
) -> None:
    """The review of the n-th expert, whoever that came to be."""
    found = find_subject(session, programme, Review, f"{code}.{act.expert}")
    key = f"play.{programme.code}.review.{code}.{act.expert}.{act.on}"
    if session.get(IdempotencyKey, key) is not None:
        return
    actor = Actor.person(found.expert_id)
    save_draft(
        session,
        found,
        actor=actor,
        now=now,
        scores=act.scores,
        justifications=act.because,
        conclusion=act.conclusion,
    )
    act_on_review(session, found, "submit", actor=actor, now=now, key=key)


def call(act: MeetingAct, session: Session, programme: Programme, now: datetime) -> None:
    """The meeting is convened, for the hour at which the people of the play act."""
    if _meeting(session, programme, act) is None:
        convene(
            session,
            programme,
            held_at=now + timedelta(days=(act.on - act.convened).days),
            place=act.place,
            actor=in_office(session, programme, now, Role.SECRETARY),
            now=now,
        )


def hold(
    act: MeetingAct, cast: Cast, session: Session, programme: Programme, now: datetime
) -> None:
    """The whole meeting, up to its signed minutes."""
    meeting = _meeting(session, programme, act)
    assert meeting is not None, "it was convened"
    if meeting.state != "convened":
        return
    chair = in_office(session, programme, now, Role.CHAIR)
    secretary = in_office(session, programme, now, Role.SECRETARY)
    absent = {cast.find(session, code).id for code in act.absent}
    today = timetable_of(session, programme.id).local_day(now)
    for seat in members(session, programme.id, today):
        if seat.person_id not in absent:
            facts = {"member": seat.person_id}
            perform(session, meeting, "mark_present", actor=secretary, now=now, facts=facts)
    perform(session, meeting, "open", actor=chair, now=now)
    scripted = {item.initiative: item for item in act.items}
    for item in session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.ordinal)
    ).all():
        now += AN_ITEM_TAKES
        _decide(session, item, scripted[item.initiative.code], cast, secretary, now)
    perform(session, meeting, "close", actor=chair, now=now)
    signed = minutes_hashes(minutes_of(session, meeting))
    perform(session, meeting, "draw_up", actor=secretary, now=now, facts=signed)
    perform(session, meeting, "sign", actor=chair, now=now, facts=signed)


def make_known(act: MeetingAct, session: Session, programme: Programme, now: datetime) -> None:
    meeting = _meeting(session, programme, act)
    assert meeting is not None, "it was held"
    if meeting.state == "signed":
        actor = in_office(session, programme, now, Role.COORDINATOR)
        announce(session, meeting, actor=actor, now=now)


def _decide(
    session: Session, item: AgendaItem, act: ItemAct, cast: Cast, secretary: Actor, now: datetime
) -> None:
    for motion in act.defeated:
        _vote(session, item, motion, {}, Choice.AGAINST, secretary, now)
        close_vote(session, item, actor=secretary, now=now)
    choices = {cast.find(session, code).id: choice for code, choice in act.votes.items()}
    _vote(session, item, act.motion, choices, Choice.FOR, secretary, now)
    close_vote(session, item, actor=secretary, now=now, reason=act.reason)


def _vote(
    session: Session,
    item: AgendaItem,
    motion: Motion,
    choices: dict[int, Choice],
    otherwise: Choice,
    secretary: Actor,
    now: datetime,
) -> None:
    """The motion is put, and everyone who may decide votes."""
    act_on_item(session, item, "put", actor=secretary, now=now, facts={"motion": motion})
    today = timetable_of(session, item.programme_id).local_day(now)
    for member in ballot_on(session, item, today).not_voted:
        facts: dict[str, Any] = {"choice": choices.get(member, otherwise)}
        act_on_item(session, item, "vote", actor=Actor.person(member), now=now, facts=facts)


def _meeting(session: Session, programme: Programme, act: MeetingAct) -> Meeting | None:
    return session.scalar(
        select(Meeting).where(Meeting.programme_id == programme.id, Meeting.code == str(act.on))
    )


def in_office(session: Session, programme: Programme, now: datetime, role: Role) -> Actor:
    """Whoever holds the office."""
    today = timetable_of(session, programme.id).local_day(now)
    holder = officer(session, programme.id, role, today)
    assert holder is not None, f"the play has no {role}"
    return Actor.person(holder)
