"""What follows for others from an action: a withdrawn initiative releases its reviewers."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

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


Found = Sequence[tuple[Attempt, Subject]]


def related(attempts: Sequence[Attempt], name: str) -> Found:
    """Those that belong to the subjects, in the order in which they are locked."""
    return _FOUND[name](attempts)


def _belonging(
    attempts: Sequence[Attempt], kind: type[Subject], owner: InstrumentedAttribute[int], order: Any
) -> list[tuple[Attempt, Any]]:
    by_subject = {attempt.subject.id: attempt for attempt in attempts}
    ours = select(kind, owner).where(owner.in_(by_subject)).order_by(owner, order)
    return [(by_subject[id_], other) for other, id_ in attempts[0].session.execute(ours)]


def _reviews(attempts: Sequence[Attempt]) -> Found:
    return _belonging(attempts, Review, Review.initiative_id, Review.id)


def _conflicted_reviews(attempts: Sequence[Attempt]) -> Found:
    """Reviews whose expert has a conflict of interest by now."""
    reviews = _belonging(attempts, Review, Review.initiative_id, Review.id)
    experts = {review.expert_id for _, review in reviews}
    first = attempts[0]
    today = first.timetable.local_day(first.now)
    found = conflicts(first.session, {a.subject.id for a in attempts}, experts, today)
    return [(a, review) for a, review in reviews if (a.subject.id, review.expert_id) in found]


def _agenda_items(attempts: Sequence[Attempt]) -> Found:
    of_initiative = isinstance(attempts[0].subject, Initiative)
    owner = AgendaItem.initiative_id if of_initiative else AgendaItem.meeting_id
    return _belonging(attempts, AgendaItem, owner, AgendaItem.id)


def _tranches(attempts: Sequence[Attempt]) -> Found:
    return _belonging(attempts, Tranche, Tranche.initiative_id, Tranche.ordinal)


def _own_initiative(attempts: Sequence[Attempt]) -> Found:
    found = ((attempt, initiative_of(attempt.subject)) for attempt in attempts)
    return [(attempt, initiative) for attempt, initiative in found if initiative is not None]


def _initiative(motion: Motion, attempts: Sequence[Attempt]) -> Found:
    """The item's initiative, if that is what was decided on it."""
    items = [(a, a.subject) for a in attempts if isinstance(a.subject, AgendaItem)]
    return [(a, item.initiative) for a, item in items if item.motion == motion]


_FOUND: Mapping[str, Callable[[Sequence[Attempt]], Found]] = {
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
