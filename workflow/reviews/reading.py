"""Who may read what, and what a reviewer sees."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Deadline, Initiative, Programme, Review, Role, Subject, Text
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.gate.permissions import standing
from workflow.lifecycles.document import LEADER
from workflow.proposals import Change, changes, latest_number, version

READERS = (
    Role.COORDINATOR,
    Role.EVALUATOR,
    Role.EXPERT,
    Role.CHAIR,
    Role.SECRETARY,
    Role.DEPUTY,
    Role.CURATOR,
    Role.TREASURER,
)
"""Who reads an initiative's file besides its leader. A member of the council with a conflict of
interest does not, unless another of these roles lets them."""


def read_file(session: Session, initiative: Initiative, actor: Actor, now: datetime) -> None:
    """Raises Refusal if the actor may not read the initiative's file."""
    theirs = standing(session, initiative, actor, _day(session, initiative, now))
    if blockers := list(theirs.blockers((LEADER, *READERS))):
        raise Refusal(blockers)


def blind(session: Session, review: Review, actor: Actor, now: datetime) -> Blocker | None:
    """Why the actor does not see what is in a review, if so.

    A draft is its expert's own. A submitted review is blind to the council's members, any of whom
    may be asked next, until all are in or the time of those that are awaited has passed; to the
    district, its leader and whoever else reads the file, until the decision is announced.
    """
    if actor.person_id == review.expert_id:
        return None
    if review.state not in ("submitted", "set_aside"):
        return _DRAFT
    theirs = standing(session, review, actor, _day(session, review, now))
    if Role.EXPERT in theirs.roles | theirs.withheld.keys():
        return _BLIND if _awaited(session, review.initiative_id, now) else None
    if theirs.roles & {Role.COORDINATOR, Role.EVALUATOR, Role.SECRETARY}:
        return None
    return _UNDECIDED if review.initiative.state in UNDECIDED else None


def _day(session: Session, subject: Subject, now: datetime) -> date:
    """The day on which a reader's roles count: after the programme's end, its last, for disputes
    arrive years later."""
    ends_on = session.get_one(Programme, subject.programme_id).ends_on
    return min(timetable_of(session, subject.programme_id).local_day(now), ends_on)


def _awaited(session: Session, initiative_id: int, now: datetime) -> bool:
    """A review is being written, and its time has not passed."""
    awaited = select(Review.id).where(
        Review.initiative_id == initiative_id, Review.state.in_(("assigned", "paused"))
    )
    ids = session.scalars(awaited).all()
    in_time = session.scalars(
        select(Deadline.subject_id).where(
            Deadline.subject_id.in_(ids), Deadline.outcome.is_(None), Deadline.due_at > now
        )
    ).all()
    paused = session.scalars(awaited.where(Review.state == "paused")).all()
    return bool(in_time or paused)


def changed_since(session: Session, review: Review) -> list[Change]:
    """What the proposal says otherwise since the expert last worked on the review."""
    latest = latest_number(session, review.initiative_id)
    if not review.read_version or review.read_version >= latest:
        return []
    return changes(
        version(session, review.initiative_id, review.read_version),
        version(session, review.initiative_id, latest),
    )


UNDECIDED = ("expert_review", "returned", "approval")
"""States of an initiative on which no decision is announced."""
_DRAFT = Blocker(
    "draft",
    Text(
        en="This review is being written: only its expert sees the draft.",
        ru="Эта экспертиза ещё пишется: черновик видит только сам эксперт.",
    ),
)
_UNDECIDED = Blocker(
    "undecided",
    Text(
        en="Reviews are shown when the council's decision is announced.",
        ru="Экспертизы можно будет прочитать, когда объявят решение совета.",
    ),
)
_BLIND = Blocker(
    "blind",
    Text(
        en="Reviews are blind to each other: you see this one when all are in.",
        ru="Экспертизы скрыты друг от друга: эта откроется, когда будут сданы все.",
    ),
)
