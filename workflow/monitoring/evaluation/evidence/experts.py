"""What experts say: of the proposals in their reviews, of the results in the ratings of creative
reports, and of the programme in their assessments."""

from collections import Counter
from datetime import date
from statistics import fmean

from sqlalchemy import or_, select

from models import (
    Assessment,
    Constituency,
    CreativeReport,
    HistoryEntry,
    Initiative,
    Rating,
    Review,
    Role,
    RoleAssignment,
    Score,
    Text,
)
from models.monitoring.evaluation import EvaluationObject
from workflow.council.rules import rules_of
from workflow.council.scoring.ranking import COUNTED
from workflow.deadlines.timetable import timetable_of
from workflow.history.as_of import states
from workflow.monitoring.evaluation.evidence.basis import Basis
from workflow.monitoring.evaluation.report import (
    AssessmentFinding,
    CriterionFinding,
    ExpertEvidence,
    RatingFinding,
)
from workflow.reviews.reading import UNDECIDED


def experts(basis: Basis, about: EvaluationObject) -> ExpertEvidence:
    criteria, ratings = _criteria(basis), _ratings(basis)
    assessments = _assessments(basis, about)
    nothing = not criteria and not assessments and not any(r.number for r in ratings)
    return ExpertEvidence(criteria, ratings, assessments, _NOTHING if nothing else None)


def _criteria(basis: Basis) -> tuple[CriterionFinding, ...]:
    rubric = rules_of(basis.session, basis.programme.id).rubric
    scores = _scores(basis)
    return tuple(
        CriterionFinding(
            criterion=criterion.code,
            title=criterion.title,
            lowest=rubric.lowest,
            highest=rubric.highest,
            reviews=len(scores[criterion.code]),
            mean=fmean(scores[criterion.code]),
        )
        for criterion in rubric.criteria
        if criterion.code in scores
    )


def _scores(basis: Basis) -> dict[str, list[int]]:
    """Criterion → what the reviews gave it that counted on the day. Those of proposals on which
    nothing was decided stay blind."""
    reviews = states(basis.session, Review, basis.programme.id, basis.then)
    initiatives = states(basis.session, Initiative, basis.programme.id, basis.then)
    rows = basis.session.execute(
        select(Review.id, Review.initiative_id, Score.criterion, Score.value)
        .join(Score, Score.review_id == Review.id)
        .where(Review.programme_id == basis.programme.id, Score.value.is_not(None))
        .order_by(Review.id)
    )
    found: dict[str, list[int]] = {}
    for review_id, initiative_id, criterion, value in rows:
        decided = initiatives.get(initiative_id, UNDECIDED[0]) not in UNDECIDED
        if reviews.get(review_id) == COUNTED and decided and value is not None:
            found.setdefault(criterion, []).append(value)
    return found


def _ratings(basis: Basis) -> tuple[RatingFinding, ...]:
    accepted = select(HistoryEntry.subject_id).where(
        HistoryEntry.action == "accept_report", basis.then.by_moment(HistoryEntry.at)
    )
    rated = Counter(
        basis.session.scalars(
            select(CreativeReport.rating)
            .join(Initiative, Initiative.id == CreativeReport.initiative_id)
            .where(
                Initiative.programme_id == basis.programme.id,
                CreativeReport.initiative_id.in_(accepted),
            )
        )
    )
    return tuple(RatingFinding(rating, rated[rating]) for rating in Rating)


def _assessments(basis: Basis, about: EvaluationObject) -> tuple[AssessmentFinding, ...]:
    times = timetable_of(basis.session, basis.programme.id)
    written = basis.session.scalars(
        select(Assessment)
        .where(
            Assessment.programme_id == basis.programme.id,
            Assessment.stage == basis.stage,
            Assessment.object == about,
        )
        .order_by(Assessment.written_at, Assessment.id)
    )
    return tuple(
        AssessmentFinding(
            by=_office(basis, assessment.person_id, day),
            text=basis.cleaned(assessment.text),
            written_on=day,
            is_sample=assessment.is_sample,
        )
        for assessment in written
        if (day := times.local_day(assessment.written_at)) <= basis.drawn_on
    )


def _office(basis: Basis, person_id: int, day: date) -> Text:
    """As whom somebody wrote, without their name."""
    constituency = basis.session.scalar(
        select(Constituency.title)
        .join(RoleAssignment, RoleAssignment.constituency_id == Constituency.id)
        .where(
            RoleAssignment.programme_id == basis.programme.id,
            RoleAssignment.person_id == person_id,
            RoleAssignment.role == Role.EXPERT,
            RoleAssignment.since <= day,
            or_(RoleAssignment.until.is_(None), RoleAssignment.until >= day),
        )
    )
    if constituency is None:
        return _EVALUATOR
    return Text(
        en=f"Expert council: {constituency.in_('en')}", ru=f"Экспертный совет: {constituency.ru}"
    )


_EVALUATOR = Text(en="Outside evaluator", ru="Внешний специалист")
_NOTHING = Text(
    en="No expert had given a judgement by this day.",
    ru="К этому дню оценок экспертов нет.",
)
