"""Reviews as they stood, and conflicts of interest that were declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from models import Review, Text
from workflow.council.rules import parsed
from workflow.council.scoring.ranking import COUNTED
from workflow.dossier.chronicle import Chronicle, Entry, last
from workflow.dossier.view import View
from workflow.gate.effects.review import review_content
from workflow.history.commitments import commitment

CHANGES = ("reopen", "renew", "set_aside", "recuse", "release", "substitute", "pause")
"""What may become of a review besides that it is handed in."""


@dataclass(frozen=True)
class Mark:
    criterion: str
    title: Text
    coefficient: int
    highest: int
    value: int | None
    justification: str


@dataclass(frozen=True)
class ReviewTold:
    code: str
    expert_id: int
    state: str
    state_title: Text
    assigned_at: datetime
    submitted_at: datetime | None
    read_version: int | None
    """The proposal's version that it is about."""
    counts: bool
    marks: tuple[Mark, ...]
    conclusion: str
    total: float | None
    """Weighted by the criteria's coefficients."""
    rewritten: bool
    """What was handed in then was changed since, and only its commitment is kept."""
    erased: bool
    """Something in it was erased since."""
    turns: tuple[Entry, ...]
    """Reopened, set aside, recused …, and why."""


@dataclass(frozen=True)
class ConflictTold:
    at: datetime
    member_id: int
    declared: bool
    """Or lifted."""
    ground: str
    entry: Entry


def reviews(view: View, told: Chronicle) -> tuple[ReviewTold, ...]:
    return tuple(_review(review, told) for review in view.reviews if review.id in told.begun)


def _review(review: Review, told: Chronicle) -> ReviewTold:
    entries = told.of(review.id)
    handed_in, state = last(entries, "submit"), entries[-1].to_state
    legible = handed_in is not None and _is_as_handed_in(review, handed_in, told)
    marks = _marks(review) if legible else ()
    return ReviewTold(
        code=review.code,
        expert_id=review.expert_id,
        state=state,
        state_title=entries[-1].state_title,
        assigned_at=entries[0].at,
        submitted_at=handed_in.at if handed_in else None,
        read_version=handed_in.facts.get("version") if handed_in else None,
        counts=state == COUNTED,
        marks=marks,
        conclusion=review.conclusion if legible else "",
        total=_total(marks),
        rewritten=handed_in is not None and not legible,
        erased=legible and review.salt is None,
        turns=tuple(entry for entry in entries if entry.action in CHANGES),
    )


def _is_as_handed_in(review: Review, handed_in: Entry, told: Chronicle) -> bool:
    """The row still has what was handed in then: the history has a commitment to it. Once a text
    is erased nobody can compare, and only a later hand-in, or a draft of one, tells otherwise."""
    if review.salt is not None:
        sealed: str = handed_in.facts["content"]
        return commitment(review.salt, review_content(review)) == sealed
    later = told.after(review.id)
    return not any(e.action == "submit" for e in later) and review.state in (COUNTED, "set_aside")


def _marks(review: Review) -> tuple[Mark, ...]:
    rubric = parsed(review.rules.content_hash, review.rules.content).rubric
    given = {score.criterion: score for score in review.scores}
    return tuple(
        Mark(
            criterion.code,
            criterion.title,
            criterion.coefficient,
            rubric.highest,
            given[criterion.code].value if criterion.code in given else None,
            given[criterion.code].justification if criterion.code in given else "",
        )
        for criterion in rubric.criteria
    )


def _total(marks: Sequence[Mark]) -> float | None:
    values = [(mark.value, mark.coefficient) for mark in marks if mark.value is not None]
    weight = sum(coefficient for _, coefficient in values)
    return sum(value * by for value, by in values) / weight if values else None


def mean_total(found: Sequence[ReviewTold]) -> float | None:
    """What the reviews that count come to."""
    totals = [review.total for review in found if review.counts and review.total is not None]
    return fmean(totals) if totals else None


def conflicts(view: View, told: Chronicle) -> tuple[ConflictTold, ...]:
    return tuple(
        ConflictTold(
            entry.at,
            entry.facts["member"],
            entry.action != "lift_conflict",
            entry.facts.get("ground", "declared"),
            entry,
        )
        for entry in told.of(view.initiative.id)
        if entry.action in ("declare_conflict", "record_conflict", "lift_conflict")
    )
