"""One competition in which everything happens that a letter tells about."""

from datetime import date, timedelta

from sqlalchemy import select

from flows.deadlines import COMPETITION
from flows.monitoring import MONITORING
from models import Deadline, Enrolment, Initiative, Meeting, Reminder, Review, Text
from notifications.outbox import due_digests, gather
from tests.make import COUNCIL, Competition
from workflow import enrolments
from workflow.actor import Actor
from workflow.deadlines.sweep import note_refused, overdue, remind
from workflow.errors import Blocker, Refusal
from workflow.history.checkpoints.published import queue_letters
from workflow.history.checkpoints.taking import take_checkpoint
from workflow.lifecycles.machine import runner
from workflow.meetings.agenda import convene
from workflow.meetings.decisions import promote
from workflow.oversight.mailing import queue_report
from workflow.oversight.month import Month
from workflow.oversight.proof import verified_now
from workflow.people.consents import withdraw
from workflow.people.preferences import set_preference
from workflow.programme.alerts import queue_flow_failure
from workflow.reviews.settling import act_on_review, declare_conflict
from workflow.work.change_requests import request_change
from workflow.work.risks import flag, unflagged

REASON = "Так решил совет & группа"
LONGEST_LADDER = 3
"""Steps that the clock takes about one deadline at most."""


def everything_happens(competition: Competition) -> None:
    """Every action of every lifecycle that sends a letter, and a reminder of every kind."""
    _initiatives(competition)
    _reviews(competition)
    _meetings(competition)
    _enrolments(competition)
    _work(competition)
    _consents(competition)
    remind_now(competition)
    _round(competition)
    _extensions(competition)
    _machinery(competition)
    competition.later(days=300)
    _risks(competition)
    for _ in range(LONGEST_LADDER):
        sweep(competition)
        competition.later(days=14)
    applied = competition.session.query(Enrolment).filter_by(state="applied").one()
    competition.act(applied, "decline", "coordinator", reason=REASON)
    competition.act(competition.round("analysed"), "publish", "coordinator")
    digests(competition)


def _round(competition: Competition) -> None:
    """People are asked before it opens and after; it is analysed."""
    competition.invite(competition.round(), "asked_before")
    round_ = competition.round("open")
    competition.invite(round_, "asked_after")
    remind_now(competition)
    competition.round("analysed")
    remind_now(competition)


def digests(competition: Competition) -> None:
    """The leader and the coordinator get their letters in one."""
    for name in ("leader", "coordinator"):
        person = competition.people[name]
        set_preference(competition.session, person, now=competition.now, digest=True)
    competition.later(days=2)
    for due in due_digests(competition.session, competition.now):
        gather(competition.session, due, competition.now)


def sweep(competition: Competition) -> None:
    """The next step about everything that is overdue."""
    for kinds in (COMPETITION, MONITORING):
        for deadline_id in overdue(competition.session, competition.now, kinds=kinds):
            competition.enforce(deadline_id)


def _extensions(competition: Competition) -> None:
    """The coordinator puts off a deadline of every kind of subject that has one to put off."""
    extended = set[str]()
    for deadline in competition.session.scalars(select(Deadline).order_by(Deadline.id)).all():
        subject = deadline.subject
        lifecycle = runner(subject.lifecycle_version).lifecycle
        if deadline.closed_at is None and (subject.state, "extend") in lifecycle.moves:
            if subject.kind in extended or not lifecycle.states[subject.state].deadlines:
                continue
            extended.add(subject.kind)
            until = {"deadline": deadline.name, "until": "2026-11-30"}
            competition.act(subject, "extend", "coordinator", reason=REASON, facts=until)


def _consents(competition: Competition) -> None:
    withdraw(
        competition.session,
        competition.programme,
        competition.people["neighbour"],
        actor=competition.actor("coordinator"),
        now=competition.now,
    )


def _machinery(competition: Competition) -> None:
    """A rule in the clock's way; a flow that fails; the report on a month."""
    session, now = competition.session, competition.now
    refusal = Refusal([Blocker("x", Text(ru="Так нельзя.", en="Not like this."))])
    open_one = select(Deadline).where(Deadline.acts_at.is_not(None)).order_by(Deadline.id)
    note_refused(session, session.scalars(open_one).all()[0], refusal, now=now)
    queue_flow_failure(session, "send-reminders", "disk full", now=now)
    month = Month.of(now.date())
    queue_report(session, competition.programme, month, verified_now(session), now=now)
    taken = take_checkpoint(session, now=now)
    assert taken is not None
    queue_letters(session, taken, page="https://vmeste.example.org/checkpoints", now=now)


def remind_now(competition: Competition) -> None:
    """Every reminder whose deadline is open, as if its moment had come."""
    waiting = select(Reminder).where(Reminder.done_at.is_(None))
    for reminder in competition.session.scalars(waiting).all():
        remind(competition.session, reminder.id, now=reminder.due_at)


def meeting_in_a_week(competition: Competition) -> Meeting:
    return convene(
        competition.session,
        competition.programme,
        held_at=competition.now + timedelta(days=7),
        place="Зал фонда",
        actor=competition.actor("secretary"),
        now=competition.now,
        only=[],
    )


def closed_meeting(competition: Competition) -> Meeting:
    meeting = competition.convened()
    competition.act(meeting, "close", "chair")
    return meeting


def meeting_with_minutes(competition: Competition) -> Meeting:
    meeting, minutes = closed_meeting(competition), ("ru_pdf", "ru_docx", "en_pdf", "en_docx")
    competition.act(meeting, "draw_up", "secretary", facts=dict.fromkeys(minutes, "0" * 64))
    return meeting


def renewed(competition: Competition, code: str = "1-01") -> Initiative:
    """An initiative that was returned and submitted again while its experts were at work."""
    initiative = competition.at("expert_review", code)
    expert = competition.reviews(initiative)[0].expert_id
    competition.act(
        initiative, "return_for_revision", "", actor=Actor.person(expert), reason=REASON
    )
    competition.act(initiative, "submit", "leader")
    return initiative


def _initiatives(competition: Competition) -> None:
    competition.at("proposal", "1-01")
    competition.at("approval", "1-02")
    competition.act(competition.at("approval", "1-03"), "withdraw", "leader", reason=REASON)
    competition.at("returned", "1-04")
    competition.at("rejected", "1-05")
    competition.act(competition.at("funding", "1-06"), "withdraw", "leader", reason=REASON)
    competition.at("reserve", "1-07")
    promote(
        competition.session, competition.programme, actor=Actor.clock("test"), now=competition.now
    )
    competition.at("reserve", "1-08")
    for code, action in (("1-09", "return_report"), ("1-10", "terminate")):
        initiative = competition.at("creative_report", code)
        competition.act(initiative, action, "coordinator", reason=REASON)
    competition.at("creative_report", "1-11")
    competition.at("completed", "1-12")


def _reviews(competition: Competition) -> None:
    first, _ = competition.reviews(renewed(competition, "1-20"))
    _rule(competition, first, "release", "coordinator")
    by_another, _ = _without_the_chair(competition, "1-21")
    competition.submit(by_another)
    _rule(competition, by_another, "reopen", "coordinator")
    competition.submit(by_another)
    _rule(competition, by_another, "set_aside", "chair")
    _lack_of_experts(competition, "1-22")


def _rule(competition: Competition, review: Review, action: str, name: str) -> None:
    actor = competition.actor(name)
    act_on_review(
        competition.session, review, action, actor=actor, now=competition.now, reason=REASON
    )


def _without_the_chair(competition: Competition, code: str) -> list[Review]:
    """An initiative's reviews, that of the chair last if there is one."""
    reviews = competition.reviews(competition.at("expert_review", code))
    chair = competition.people["chair"].id
    return sorted(reviews, key=lambda review: review.expert_id == chair)


def _lack_of_experts(competition: Competition, code: str) -> None:
    """All but one who has submitted a review turn out to have a conflict of interest."""
    initiative = competition.at("expert_review", code)
    first, *_ = competition.reviews(initiative)
    competition.submit(first)
    for name in COUNCIL:
        if competition.people[name].id != first.expert_id:
            declare_conflict(
                competition.session,
                initiative,
                "record_conflict",
                actor=competition.actor("coordinator"),
                now=competition.now,
                reason=REASON,
                facts={"member": competition.people[name].id},
            )


def _work(competition: Competition) -> None:
    """What follows from an award: one that is signed and waits for its tranche, one under way."""
    session, now = competition.session, competition.now
    waiting = session.query(Initiative).filter_by(code="1-07").one()
    competition.on_part(competition.signed(waiting)[0], "release", "coordinator")
    initiative = session.query(Initiative).filter_by(code="1-09").one()
    for action in ("suspend", "resume"):
        competition.act(initiative, action, "coordinator", reason=REASON)
    refused, revoked, _ = (competition.expense(initiative, 100_00) for _ in range(3))
    competition.on_part(refused, "refuse", "treasurer", reason=REASON)
    competition.on_part(revoked, "accept", "treasurer")
    competition.on_part(revoked, "revoke", "coordinator", reason=REASON)
    for last, answer in ((30, "accept"), (29, "decline"), (28, None)):
        request = request_change(
            session,
            initiative,
            milestones={1: date(2026, 8, last)},
            budget={},
            reason=REASON,
            actor=competition.actor("leader"),
            now=now,
        )
        if answer is not None:
            competition.on_part(request, answer, "coordinator", reason=REASON)


def _risks(competition: Competition) -> None:
    session, programme, now = competition.session, competition.programme, competition.now
    for risk in unflagged(session, programme, now=now):
        flag(session, programme, risk.key, actor=Actor.clock("watch_implementation"), now=now)


def _meetings(competition: Competition) -> None:
    meeting_in_a_week(competition)
    closed_meeting(competition)
    meeting_with_minutes(competition)
    competition.act(meeting_in_a_week(competition), "cancel", "chair", reason=REASON)


def _enrolments(competition: Competition) -> None:
    first = competition.session.query(Enrolment).one()
    curator = {"curator": competition.people["curator"].id}
    competition.act(first, "replace_curator", "coordinator", reason=REASON, facts=curator)
    competition.act(first, "withdraw", "deputy", reason=REASON)
    enrolments.apply(
        competition.session,
        competition.programme,
        competition.other_district,
        deputy=competition.people["other_deputy"],
        actor=competition.actor("other_deputy"),
        now=competition.now,
    )
