"""What follows when a review comes in, or is taken out."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Initiative, Programme, Review
from workflow.actor import Actor
from workflow.council.assignment import CannotAssign
from workflow.council.ballot import is_being_decided
from workflow.council.ranking import COUNTED, is_disputed, marks
from workflow.council.rules import Rules, rules_of
from workflow.council.scores import assess
from workflow.gate import Move, perform
from workflow.gate.perform import lock
from workflow.reviews.planning import ask, plan

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

    While an expert writes, nothing is done. With too few reviews, or where the experts disagree
    by more than the programme's threshold, another is asked; where nobody can be asked, too few
    reviews are reported to the coordinator, and a disagreement is left to the meeting.
    """
    states = session.scalars(
        select(Review.state).where(Review.initiative_id == initiative.id)
    ).all()
    rules = rules_of(session, initiative.programme_id)
    have = states.count(COUNTED)
    too_few = have < rules.reviews_per_proposal
    if initiative.state == "approval" and too_few and not is_being_decided(session, initiative.id):
        perform(session, initiative, "resume_review", actor=SETTLING, now=now)
    if initiative.state != "expert_review" or "assigned" in states:
        return
    wanted = _wanted(session, initiative, rules, have)
    if have < wanted and _ask_further(session, initiative, wanted, rules, now):
        return
    perform(session, initiative, "conclude_review", actor=SETTLING, now=now)


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
