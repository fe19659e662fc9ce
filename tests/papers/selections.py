"""Selections whose figures agree with their scores."""

from dataclasses import replace
from typing import Any

from models import Money, Motion, Text
from workflow.council.scoring.scores import Marks, assess, ranked
from workflow.council.scoring.selection import CriterionLine, InitiativeLine, ReviewLine, Selection

COEFFICIENTS = {"need": 3, "people": 2, "budget": 1}
EXPERTS = ("Алексеева Мария", "Борисов Пётр", "Власова Ольга")
SCORES = (
    ((7, 8, 6), (5, 6, 4), (9, 9, 7)),
    ((4, 3, 5), (2, 4, 3), (5, 5, 5)),
    ((10, 9, 8), (6, 7, 7), (8, 10, 9)),
    ((7, 8, 6), (5, 6, 4), (9, 9, 7)),
)
"""By initiative and expert; the first and the last initiative tie."""


def selection(
    *,
    codes: tuple[str, ...] = ("15-01", "15-02", "15-03", "15-04"),
    experts: tuple[str, ...] = EXPERTS,
    aside: tuple[int, int] | None = (1, 2),
    text: str = "Обосновано.",
    **given: Any,
) -> Selection:
    """`aside` is the review, by initiative and expert, that was set aside."""
    marks = [
        Marks(i, e, dict(zip(COEFFICIENTS, SCORES[i][e], strict=True)))
        for i in range(len(codes))
        for e in range(len(experts))
    ]
    found = assess([m for m in marks if (m.proposal, m.expert) != aside], COEFFICIENTS)
    order = ranked({i: each.weighted for i, each in found.proposals.items()})
    lines = tuple(
        InitiativeLine(
            rank=rank,
            code=codes[i],
            title=text,
            district=Text(ru="Округ № 15", en="District No. 15"),
            request=Money(120_000_00),
            reviews=found.proposals[i].reviews,
            raw=found.proposals[i].raw,
            weighted=found.proposals[i].weighted,
            adjusted=found.proposals[i].adjusted,
            spread=found.proposals[i].spread,
            disputed=found.proposals[i].spread > 3,
            above_cut=0.9,
            decision=Motion.APPROVE,
            reason=text,
            award=None,
        )
        for rank, i in enumerate(order, 1)
    )
    reviews = tuple(
        ReviewLine(
            codes[m.proposal],
            experts[m.expert],
            Text(ru="Эксперты", en="Experts"),
            m.scores,
            dict.fromkeys(COEFFICIENTS, text),
            "нарушен порядок" if (m.proposal, m.expert) == aside else None,
        )
        for m in marks
    )
    made = Selection(
        programme=Text(ru="Мы вместе!", en="We Are Together!"),
        lowest=0,
        highest=10,
        criteria=tuple(CriterionLine(c, Text(ru=c), k) for c, k in COEFFICIENTS.items()),
        ranked_by="weighted",
        threshold=3.0,
        initiatives=lines,
        reviews=reviews,
        leniency={experts[e]: points for e, points in found.leniency.items()},
        shrinkage=found.shrinkage,
        agreement=found.agreement,
        elsewhere=0.1,
        resamples=1000,
        is_sample=True,
    )
    return replace(made, **given)
