from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Initiative, Programme, Review, Score
from workflow.council.capacity import capacity
from workflow.council.rules import Rules, rules_of
from workflow.council.scoring.scores import Assessment, Assessments, Marks, assess, ranked
from workflow.council.scoring.stability import Stability, rank_stability

COUNTED = "submitted"
"""The state of a review that counts."""
GONE = ("withdrawn", "terminated")
"""States of an initiative that takes no slot and no money, however well it ranked."""


@dataclass(frozen=True)
class Ranked:
    """An initiative's place, and what it comes from."""

    rank: int
    initiative: Initiative
    assessment: Assessment
    disputed: bool
    """Its experts disagree by more than the programme's threshold."""
    funded: bool
    """Above the cut: slots and money suffice for it, given in the order of the ranking."""


@dataclass(frozen=True)
class Ranking:
    lines: Sequence[Ranked]
    assessments: Assessments
    rules: Rules
    stability: Stability | None
    """None where it was not asked for, or cannot be told from so few reviews."""

    @property
    def places(self) -> Mapping[int, int]:
        """Initiative → rank."""
        return {line.initiative.id: line.rank for line in self.lines}


def ranking(
    session: Session,
    programme: Programme,
    *,
    states: Collection[str] | None = None,
    resamples: int = 0,
) -> Ranking:
    """Initiatives with reviews, best first, by the programme's rule; of some states only if given.

    Experts' severity is estimated from all reviews of the programme. The cut goes down the ranking
    with the slots and the money that are there if none of the ranked had been given any.
    `resamples` says how often the bootstrap draws; not at all if 0.
    """
    rules = rules_of(session, programme.id)
    reviews = marks(session, programme.id)
    assessments = assess(reviews, rules.rubric.coefficients)
    initiatives = _initiatives(session, assessments, states)
    values = {i: getattr(assessments.proposals[i], rules.ranked_by) for i in initiatives}
    free = capacity(session, programme, without=initiatives.keys())

    def above_cut(order: Sequence[int]) -> list[int]:
        ranked_here = [initiatives[i] for i in order if i in initiatives]
        waiting = [initiative for initiative in ranked_here if initiative.state not in GONE]
        return [chosen.id for chosen in free.goes_to(waiting)]

    order = ranked(values)
    funded = set(above_cut(order))
    return Ranking(
        [
            Ranked(
                place,
                initiatives[i],
                assessments.proposals[i],
                is_disputed(assessments.proposals[i], rules),
                i in funded,
            )
            for place, i in enumerate(order, start=1)
        ],
        assessments,
        rules,
        rank_stability(
            reviews,
            rules.rubric.coefficients,
            above_cut,
            basis=rules.ranked_by,
            resamples=resamples,
        )
        if resamples
        else None,
    )


def marks(session: Session, programme_id: int) -> list[Marks]:
    """The scores of every review that counts."""
    rows = session.execute(
        select(Review.initiative_id, Review.expert_id, Score.criterion, Score.value)
        .join(Score, Score.review_id == Review.id)
        .where(Review.programme_id == programme_id, Review.state == COUNTED)
    )
    given: dict[tuple[int, int], dict[str, int]] = {}
    for initiative_id, expert_id, criterion, value in rows:
        given.setdefault((initiative_id, expert_id), {})[criterion] = value
    return [Marks(proposal, expert, scores) for (proposal, expert), scores in given.items()]


def is_disputed(assessment: Assessment, rules: Rules) -> bool:
    """Whether the experts disagree by more than the programme's threshold."""
    return round(assessment.spread, 9) > float(rules.further_expert_above)


def _initiatives(
    session: Session, assessments: Assessments, states: Collection[str] | None
) -> dict[int, Initiative]:
    asked = select(Initiative).where(Initiative.id.in_(assessments.proposals))
    if states is not None:
        asked = asked.where(Initiative.state.in_(states))
    return {initiative.id: initiative for initiative in session.scalars(asked)}
