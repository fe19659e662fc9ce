"""How each question is compared, fixed before anybody looks at an answer.

What a question is (its scale) and whether the same people were asked (the design) decide which
effect is given, and where its p-value comes from. Nothing here depends on what was answered.
"""

from collections.abc import Mapping
from typing import NamedTuple

from workflow.monitoring.analysis.results import ENOUGH, Design, Measure, Method
from workflow.monitoring.questionnaires.document import Scale


class Fixed(NamedTuple):
    """A row of the table."""

    effects: tuple[Measure, ...]
    """The main one first."""
    tests: tuple[Method, ...]
    """The exact one stands in for the other where there are few, or the other for it where there
    are too many."""


_PAIRED_NUMBER = Fixed((Measure.MEAN_CHANGE,), (Method.SIGN_FLIP_EXACT, Method.SIGN_FLIP_NORMAL))
_CLUSTERED_SHARE = Fixed((Measure.SHARE_CHANGE, Measure.NET_CHANGE), (Method.CLUSTERED_REGRESSION,))
_CLUSTERED_NUMBER = Fixed((Measure.MEAN_CHANGE,), (Method.CLUSTERED_REGRESSION,))
_TWO_SAMPLES = Fixed(
    (Measure.SUPERIORITY, Measure.CLIFFS_DELTA), (Method.BRUNNER_MUNZEL, Method.RANK_SUM_EXACT)
)

METHODS: Mapping[tuple[Scale, Design], Fixed] = {
    (Scale.BINARY, Design.LINKED): Fixed((Measure.SHARE_CHANGE,), (Method.MCNEMAR_MID_P,)),
    (Scale.BINARY, Design.UNLINKED): Fixed((Measure.SHARE_CHANGE,), (Method.FISHER_EXACT,)),
    (Scale.BINARY, Design.PARTLY): _CLUSTERED_SHARE,
    (Scale.ORDINAL, Design.LINKED): Fixed(
        (Measure.NET_CHANGE,), (Method.SIGNED_RANK_EXACT, Method.SIGNED_RANK_NORMAL)
    ),
    (Scale.ORDINAL, Design.UNLINKED): _TWO_SAMPLES,
    (Scale.ORDINAL, Design.PARTLY): Fixed(
        (Measure.SUPERIORITY, Measure.CLIFFS_DELTA, Measure.NET_CHANGE),
        (Method.CLUSTERED_REGRESSION,),
    ),
    (Scale.MULTIPLE, Design.LINKED): Fixed((Measure.SHARE_CHANGE,), (Method.MCNEMAR_MID_P,)),
    (Scale.MULTIPLE, Design.UNLINKED): Fixed((Measure.SHARE_CHANGE,), (Method.FISHER_EXACT,)),
    (Scale.MULTIPLE, Design.PARTLY): _CLUSTERED_SHARE,
    (Scale.COUNT, Design.LINKED): _PAIRED_NUMBER,
    (Scale.COUNT, Design.UNLINKED): Fixed((Measure.RATE_RATIO,), (Method.POISSON_EXACT,)),
    (Scale.COUNT, Design.PARTLY): _CLUSTERED_NUMBER,
    (Scale.AMOUNT, Design.LINKED): _PAIRED_NUMBER,
    (Scale.AMOUNT, Design.UNLINKED): _TWO_SAMPLES,
    (Scale.AMOUNT, Design.PARTLY): _CLUSTERED_NUMBER,
}
"""What is not in it is described and never tested: plans and facts are added up, one of several
choices without an order is counted, words and days are shown."""


def design(pairs: int, single: int) -> Design:
    """Of a question: how many answered it in both rounds, how many in one alone.

    Where some are in both rounds and others in one, the regression uses everybody and is the main
    thing; how those in both moved stands beside it. Fewer than five who are in one round alone are
    left out of the comparison, and fewer than five in both are taken for different people: either
    way the figures would be about too few.
    """
    if pairs < ENOUGH:
        return Design.UNLINKED
    return Design.PARTLY if single >= ENOUGH else Design.LINKED
