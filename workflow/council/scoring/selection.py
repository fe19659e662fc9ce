"""Everything that the selection was made by, for an auditor to recompute."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    AgendaItem,
    Constituency,
    District,
    HistoryEntry,
    Money,
    Motion,
    Person,
    Programme,
    Review,
    RoleAssignment,
    Text,
)
from workflow.council.scoring.ranking import COUNTED, Ranked, ranking
from workflow.council.scoring.stability import Stability

SET_ASIDE = "set_aside"
ANNOUNCED = "announced"
"""The state of an agenda item whose decision is known."""


@dataclass(frozen=True)
class CriterionLine:
    code: str
    title: Text
    coefficient: int


@dataclass(frozen=True)
class ReviewLine:
    """One review, submitted or set aside."""

    initiative: str
    expert: str
    constituency: Text
    scores: Mapping[str, int]
    justifications: Mapping[str, str]
    set_aside: str | None
    """The chair's reason; such a review counts for nothing."""


@dataclass(frozen=True)
class InitiativeLine:
    rank: int
    code: str
    title: str
    district: Text
    request: Money
    reviews: int
    raw: float
    weighted: float
    adjusted: float
    spread: float
    disputed: bool
    """The experts disagree by more than the programme's threshold."""
    above_cut: float | None
    """Share of the bootstrap's resamples in which it is above the cut."""
    decision: Motion | None
    reason: str | None
    award: Money | None


@dataclass(frozen=True)
class Selection:
    programme: Text
    lowest: int
    highest: int
    criteria: tuple[CriterionLine, ...]
    ranked_by: str
    """raw, weighted or adjusted."""
    threshold: float
    """Spread above which the experts disagree."""
    initiatives: tuple[InitiativeLine, ...]
    """By rank."""
    reviews: tuple[ReviewLine, ...]
    """By initiative, then expert."""
    leniency: Mapping[str, float]
    """Expert's name → effect in points, above zero lenient."""
    shrinkage: float
    """Residual variance over the experts' variance; infinite where experts do not differ."""
    agreement: float | None
    """Krippendorff's alpha."""
    elsewhere: float | None
    """Share of the resamples in which the cut falls elsewhere."""
    resamples: int
    is_sample: bool


def selection_of(session: Session, programme: Programme, *, resamples: int = 1000) -> Selection:
    """Scores, adjustments, flags and decisions of all that was reviewed in the programme."""
    found = ranking(session, programme, resamples=resamples)
    stability, rubric = found.stability, found.rules.rubric
    reviews = _reviews(session, programme)
    names = _names(reviews)
    return Selection(
        programme=programme.title,
        lowest=rubric.lowest,
        highest=rubric.highest,
        criteria=tuple(CriterionLine(c.code, c.title, c.coefficient) for c in rubric.criteria),
        ranked_by=found.rules.ranked_by,
        threshold=float(found.rules.further_expert_above),
        initiatives=tuple(_initiative(session, line, stability) for line in found.lines),
        reviews=tuple(_review(session, programme, review, names) for review in reviews),
        leniency={names[who]: points for who, points in found.assessments.leniency.items()},
        shrinkage=found.assessments.shrinkage,
        agreement=found.assessments.agreement,
        elsewhere=stability.elsewhere if stability else None,
        resamples=stability.resamples if stability else 0,
        is_sample=any(line.initiative.is_sample for line in found.lines),
    )


def _reviews(session: Session, programme: Programme) -> Sequence[Review]:
    return session.scalars(
        select(Review)
        .join(Person, Person.id == Review.expert_id)
        .where(Review.programme_id == programme.id, Review.state.in_((COUNTED, SET_ASIDE)))
        .order_by(Review.code)
    ).all()


def _names(reviews: Sequence[Review]) -> Mapping[int, str]:
    """Experts' names; of namesakes each has a number behind it."""
    experts = {review.expert_id: review.expert.name for review in reviews}
    times, names = Counter(experts.values()), dict[int, str]()
    met: Counter[str] = Counter()
    for expert_id, name in sorted(experts.items()):
        met[name] += 1
        names[expert_id] = name if times[name] == 1 else f"{name} ({met[name]})"
    return names


def _review(
    session: Session, programme: Programme, review: Review, names: Mapping[int, str]
) -> ReviewLine:
    set_aside = _last(session, review.id, SET_ASIDE) if review.state == SET_ASIDE else None
    return ReviewLine(
        initiative=review.initiative.code,
        expert=names[review.expert_id],
        constituency=_constituency(session, programme, review.expert_id),
        scores={s.criterion: s.value for s in review.scores if s.value is not None},
        justifications={s.criterion: s.justification for s in review.scores},
        set_aside=set_aside.reason if set_aside else None,
    )


def _constituency(session: Session, programme: Programme, person_id: int) -> Text:
    return session.scalars(
        select(Constituency.title)
        .join(RoleAssignment, RoleAssignment.constituency_id == Constituency.id)
        .where(RoleAssignment.programme_id == programme.id, RoleAssignment.person_id == person_id)
        .order_by(RoleAssignment.since.desc())
    ).first() or Text(ru="—")


def _initiative(session: Session, line: Ranked, stability: Stability | None) -> InitiativeLine:
    initiative, assessment = line.initiative, line.assessment
    item = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.initiative_id == initiative.id, AgendaItem.state == ANNOUNCED)
        .order_by(AgendaItem.id.desc())
    ).first()
    adopted = _last(session, item.id, "adopt") if item else None
    return InitiativeLine(
        rank=line.rank,
        code=initiative.code,
        title=initiative.title,
        district=session.get_one(District, initiative.district_id).title,
        request=initiative.request,
        reviews=assessment.reviews,
        raw=assessment.raw,
        weighted=assessment.weighted,
        adjusted=assessment.adjusted,
        spread=assessment.spread,
        disputed=line.disputed,
        above_cut=stability.chosen[initiative.id] if stability else None,
        decision=Motion(item.motion) if item and item.motion else None,
        reason=adopted.reason if adopted else None,
        award=initiative.award,
    )


def _last(session: Session, subject_id: int, action: str) -> HistoryEntry | None:
    return session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == subject_id, HistoryEntry.action == action)
        .order_by(HistoryEntry.sequence.desc())
    ).first()
