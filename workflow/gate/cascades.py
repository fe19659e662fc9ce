"""What follows for others from an action: a withdrawn initiative releases its reviewers."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sqlalchemy import select

from models import (
    AgendaItem,
    ChangeRequest,
    HistoryEntry,
    Initiative,
    Meeting,
    Motion,
    Review,
    Subject,
    Tranche,
)
from workflow.council.conflicts import conflicts, initiative_of
from workflow.gate.attempt import Attempt

RELATED: Mapping[tuple[str, str], str] = {
    (Initiative.__tablename__, "reviews"): Review.__tablename__,
    (Initiative.__tablename__, "conflicted_reviews"): Review.__tablename__,
    (Initiative.__tablename__, "agenda_items"): AgendaItem.__tablename__,
    (Meeting.__tablename__, "agenda_items"): AgendaItem.__tablename__,
    (Initiative.__tablename__, "tranches"): Tranche.__tablename__,
    (Tranche.__tablename__, "initiative"): Initiative.__tablename__,
    (ChangeRequest.__tablename__, "initiative"): Initiative.__tablename__,
} | {
    (AgendaItem.__tablename__, f"initiative_to_{motion}"): Initiative.__tablename__
    for motion in Motion
}
"""Kind of subject, and what its lifecycle calls those that belong to it → their kind."""


def related(attempt: Attempt, name: str) -> Sequence[Subject]:
    """Those that belong to the subject, in the order in which they are locked."""
    return _FOUND[name](attempt)


def _reviews(attempt: Attempt) -> Sequence[Review]:
    ours = select(Review).where(Review.initiative_id == attempt.subject.id).order_by(Review.id)
    return attempt.session.scalars(ours).all()


def _conflicted_reviews(attempt: Attempt) -> Sequence[Review]:
    """Reviews whose expert has a conflict of interest by now."""
    reviews, initiative_id = _reviews(attempt), attempt.subject.id
    experts = [review.expert_id for review in reviews]
    today = attempt.timetable.local_day(attempt.now)
    found = conflicts(attempt.session, [initiative_id], experts, today)
    return [review for review in reviews if (initiative_id, review.expert_id) in found]


def _agenda_items(attempt: Attempt) -> Sequence[AgendaItem]:
    of_initiative = isinstance(attempt.subject, Initiative)
    owner = AgendaItem.initiative_id if of_initiative else AgendaItem.meeting_id
    ours = select(AgendaItem).where(owner == attempt.subject.id).order_by(AgendaItem.id)
    return attempt.session.scalars(ours).all()


def _tranches(attempt: Attempt) -> Sequence[Tranche]:
    ours = select(Tranche).where(Tranche.initiative_id == attempt.subject.id)
    return attempt.session.scalars(ours.order_by(Tranche.ordinal)).all()


def _own_initiative(attempt: Attempt) -> Sequence[Initiative]:
    initiative = initiative_of(attempt.subject)
    return [] if initiative is None else [initiative]


def _initiative(motion: Motion, attempt: Attempt) -> Sequence[Initiative]:
    """The item's initiative, if that is what was decided on it."""
    assert isinstance(attempt.subject, AgendaItem)
    return [attempt.subject.initiative] if attempt.subject.motion == motion else []


_FOUND: Mapping[str, Callable[[Attempt], Sequence[Subject]]] = {
    "reviews": _reviews,
    "conflicted_reviews": _conflicted_reviews,
    "agenda_items": _agenda_items,
    "tranches": _tranches,
    "initiative": _own_initiative,
} | {f"initiative_to_{motion}": partial(_initiative, motion) for motion in Motion}


def reason_for(attempt: Attempt) -> str:
    """Why others are moved: the action's reason; for a decision, the one it was adopted with."""
    if isinstance(attempt.subject, AgendaItem):
        adopted = attempt.session.scalars(
            select(HistoryEntry.reason)
            .where(HistoryEntry.subject_id == attempt.subject.id, HistoryEntry.action == "adopt")
            .order_by(HistoryEntry.sequence.desc())
        ).first()
        if adopted:
            return adopted
    return attempt.reason or attempt.transition.title.ru
