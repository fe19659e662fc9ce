"""How many questions were asked of the data at once.

The one to three primary questions were named in advance: their p-values are adjusted together by
Holm (1979, Scandinavian Journal of Statistics 6:65), each option of a primary question of several
choices being one of them, so that the chance of any false alarm among all that the verdict rests on
is held. Everything else is explored, by Benjamini and Hochberg (1995, JRSS B 57:289): where a
question of several choices takes part, its options are first adjusted among themselves by Holm, as
ever, and it is these that take part. Districts are explored among districts.

What was not shown takes no part: nobody could have picked it, and the others would tell of it.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Literal

from workflow.monitoring.analysis.results import Comparison, Test
from workflow.monitoring.analysis.suppression.rounding import FINE, rounded
from workflow.monitoring.statistics.multiplicity import benjamini_hochberg, holm

Correction = Literal["holm", "benjamini_hochberg"]
_WAYS: dict[Correction, Callable[[Sequence[float]], list[float]]] = {
    "holm": holm,
    "benjamini_hochberg": benjamini_hochberg,
}


def adjust_primary(comparisons: Sequence[Comparison]) -> list[Comparison]:
    return _adjusted(comparisons, [_p(one) for one in comparisons], "holm")


def adjust_explored(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """In the order of the questionnaire: the options of a question beside each other."""
    within: list[float | None] = []
    for _, group in groupby(comparisons, key=lambda one: (one.question, one.district)):
        options = list(group)
        ps = [_p(one) for one in options]
        within += _among(ps, "holm") if options[0].option is not None else ps
    return _adjusted(comparisons, within, "benjamini_hochberg")


def adjust_tests(tests: Sequence[Test | None]) -> list[Test | None]:
    ps = _among([test.p if test else None for test in tests], "benjamini_hochberg")
    return [
        _with(test, p, "benjamini_hochberg") if test and p is not None else test
        for test, p in zip(tests, ps, strict=True)
    ]


def _adjusted(
    comparisons: Sequence[Comparison], ps: Sequence[float | None], by: Correction
) -> list[Comparison]:
    return [
        one.model_copy(update={"test": _with(one.test, p, by)})
        if one.test and p is not None
        else one
        for one, p in zip(comparisons, _among(ps, by), strict=True)
    ]


def _among(ps: Sequence[float | None], by: Correction) -> list[float | None]:
    there = iter(_WAYS[by]([p for p in ps if p is not None]))
    return [None if p is None else float(next(there)) for p in ps]


def _with(test: Test, p: float, by: Correction) -> Test:
    return test.model_copy(update={"adjusted": rounded(min(p, 1.0), FINE), "correction": by})


def _p(comparison: Comparison) -> float | None:
    return comparison.test.p if comparison.test else None
