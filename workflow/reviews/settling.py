"""What follows when a review comes in, or is taken out."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from models import Council, Initiative, Programme, Review
from workflow.actor import Actor
from workflow.council.assignment import CannotAssign
from workflow.council.ballot import is_being_decided
from workflow.council.conflicts import conflict, conflicts
from workflow.council.grounds import GROUNDS
from workflow.council.members import members
from workflow.council.rules import Rules, rules_of
from workflow.council.scoring.ranking import COUNTED, is_disputed, marks
from workflow.council.scoring.scores import assess
from workflow.deadlines.timetable import timetable_of
from workflow.gate import Move, perform
from workflow.gate.perform import lock
from workflow.reviews.planning import ask, plan

AWAITED = "assigned"
"""The state of a review that its expert is writing."""
UNDER_WAY = ("expert_review", "approval")
"""States of an initiative in which it matters whose review counts."""
SETTLING = Actor.clock("reviews settled")
"""Who asks a further expert or concludes a review, as the history names it."""


def act_on_review(
    session: Session, review: Review, trigger: str, *, now: datetime, **given: Any
) -> Move:
    """Take an action on a review, as `perform` does, and do what follows for the initiative: of
    two experts who submit at once, the second finds that all are in. Raises Refusal."""
    lock(session, review.initiative)
    move = perform(session, review, trigger, now=now, **given)
    if not move.repeated:
        settle(session, review.initiative, now=now)
    return move


def settle(session: Session, initiative: Initiative, *, now: datetime) -> None:
    """Conclude the expert review, or ask for what it lacks; the caller holds the initiative's lock.

    Reviews of experts who left the council or have a conflict of interest by now end first. With
    too few reviews, or where the experts disagree by more than the programme's threshold, another
    is asked; where nobody can be asked, too few reviews are reported to the coordinator, and a
    disagreement is left to the meeting. An initiative that nobody was asked to review yet waits
    for the coordinator.
    """
    if initiative.state not in UNDER_WAY or is_being_decided(session, initiative.id):
        return
    _end_untenable(session, initiative, now)
    states = session.scalars(
        select(Review.state).where(Review.initiative_id == initiative.id)
    ).all()
    rules = rules_of(session, initiative.programme_id)
    have, awaited = states.count(COUNTED), states.count(AWAITED)
    if initiative.state == "approval":
        if have >= rules.reviews_per_proposal:
            return
        perform(session, initiative, "resume_review", actor=SETTLING, now=now)
    if not states:
        return
    wanted = rules.reviews_per_proposal
    if not awaited:
        wanted = _wanted(session, initiative, rules, have)
    if have + awaited < wanted and _ask_further(session, initiative, wanted, rules, now):
        return
    if not awaited:
        perform(session, initiative, "conclude_review", actor=SETTLING, now=now)


def _end_untenable(session: Session, initiative: Initiative, now: datetime) -> None:
    today = timetable_of(session, initiative.programme_id).local_day(now)
    seats = {seat.person_id for seat in members(session, initiative.programme_id, today)}
    for review in session.scalars(
        select(Review)
        .where(Review.initiative_id == initiative.id, Review.state.in_((AWAITED, COUNTED)))
        .order_by(Review.id)
    ).all():
        grounds = conflict(session, initiative.id, review.expert_id, today)
        if grounds:
            words = ", ".join(GROUNDS[ground].ru for ground in grounds)
            perform(session, review, "recuse", actor=SETTLING, now=now, reason=words)
        elif review.state == AWAITED and review.expert_id not in seats:
            words = "Эксперт больше не входит в состав совета"
            perform(session, review, "release", actor=SETTLING, now=now, reason=words)


def _wanted(session: Session, initiative: Initiative, rules: Rules, have: int) -> int:
    """How many reviews the initiative should have, seeing those that it has."""
    if have < rules.reviews_per_proposal:
        return rules.reviews_per_proposal
    ours = [m for m in marks(session, initiative.programme_id) if m.proposal == initiative.id]
    assessment = assess(ours, rules.rubric.coefficients).proposals[initiative.id]
    disputed = is_disputed(assessment, rules) and have < rules.most_reviews_per_proposal
    return have + disputed


def _ask_further(
    session: Session, initiative: Initiative, wanted: int, rules: Rules, now: datetime
) -> bool:
    """Whether the review goes on: a further expert is asked, or the coordinator to find one."""
    programme = session.get_one(Programme, initiative.programme_id)
    try:
        found = plan(session, programme, [initiative], wanted, now=now)
    except CannotAssign as lacking:
        if wanted > rules.reviews_per_proposal:
            return False
        words = " ".join(blocker.text.ru for blocker in lacking.blockers)
        perform(
            session, initiative, "ask_for_experts", actor=SETTLING, now=now, reason=words[:4000]
        )
        return True
    for asked in found.asked:
        ask(session, asked, actor=SETTLING, now=now)
    return True


def declare_conflict(
    session: Session, initiative: Initiative, trigger: str, *, now: datetime, **given: Any
) -> Move:
    """Put a conflict of interest on record (`declare_conflict` by the member, `record_conflict` by
    the coordinator): a review that the member holds ends as a recusal, and another expert is
    asked. Raises Refusal."""
    move = perform(session, initiative, trigger, now=now, **given)
    if not move.repeated:
        settle(session, initiative, now=now)
    return move


def act_on_council(
    session: Session, council: Council, trigger: str, *, now: datetime, **given: Any
) -> Move:
    """Take an action on the council, as `perform` does, and look again at the reviews: seats and
    ties decide whose count. Raises Refusal."""
    move = perform(session, council, trigger, now=now, **given)
    if not move.repeated:
        look_again(session, council.programme_id, now=now)
    return move


def look_again(session: Session, programme_id: int, *, now: datetime) -> None:
    """Settle the initiatives with a review whose expert left the council or has a conflict of
    interest by now; the caller holds the council's lock."""
    untenable = _with_untenable_reviews(session, programme_id, now)
    for initiative in session.scalars(
        select(Initiative).where(Initiative.id.in_(untenable)).order_by(Initiative.id)
    ).all():
        lock(session, initiative)
        settle(session, initiative, now=now)


def _with_untenable_reviews(session: Session, programme_id: int, now: datetime) -> set[int]:
    today = timetable_of(session, programme_id).local_day(now)
    seats = {seat.person_id for seat in members(session, programme_id, today)}
    initiative = aliased(Initiative, flat=True)
    reviews = session.execute(
        select(Review.initiative_id, Review.expert_id, Review.state)
        .join(initiative, initiative.id == Review.initiative_id)
        .where(
            Review.programme_id == programme_id,
            Review.state.in_((AWAITED, COUNTED)),
            initiative.state.in_(UNDER_WAY),
        )
    ).all()
    found = conflicts(
        session, {r.initiative_id for r in reviews}, {r.expert_id for r in reviews}, today
    )
    return {
        r.initiative_id
        for r in reviews
        if (r.initiative_id, r.expert_id) in found
        or (r.state == AWAITED and r.expert_id not in seats)
    }
