"""The comparison of a question that is answered with a number."""

from collections.abc import Callable, Mapping
from math import isfinite

import numpy as np

from workflow.monitoring.analysis.comparing.change import Change, estimate, p_value
from workflow.monitoring.analysis.comparing.choices import compare_ranks
from workflow.monitoring.analysis.comparing.tables import Numbers
from workflow.monitoring.analysis.results import ENOUGH_PAIRS, Design, Measure, Method
from workflow.monitoring.questionnaires.document import Scale
from workflow.monitoring.statistics.clustering.clustered import partly_linked
from workflow.monitoring.statistics.counts import mean_change, rate_ratio, sign_flip


def compare_numbers(scale: Scale, design: Design, numbers: Numbers) -> Change:
    """Empty where there is nobody to compare."""
    if not len(numbers.before) or not len(numbers.after):
        return Change()
    return _WAYS[scale, design](numbers)


def _linked(numbers: Numbers) -> Change:
    steps = numbers.differences
    if not steps.any():
        nothing = estimate(Measure.MEAN_CHANGE, 0.0, None)
        return Change((nothing,), nothing_changed=True)
    found = estimate(Measure.MEAN_CHANGE, steps.mean(), mean_change(steps))
    if numbers.pairs < ENOUGH_PAIRS:
        return Change((found,))
    whole = steps.astype(np.int64) if (steps == steps.astype(np.int64)).all() else steps
    flipped = sign_flip(whole)
    method = Method.SIGN_FLIP_EXACT if flipped.exact else Method.SIGN_FLIP_NORMAL
    return Change((found,), p_value(method, flipped.p))


def _partly_linked(numbers: Numbers) -> Change:
    everybody = np.arange(numbers.pairs + numbers.single)
    start = len(numbers.before)
    changed = partly_linked(
        numbers.before,
        everybody[:start],
        numbers.after,
        np.concatenate([everybody[: numbers.pairs], everybody[start:]]),
    )
    found = estimate(Measure.MEAN_CHANGE, changed.value, changed.interval)
    if np.ptp(np.concatenate([numbers.before, numbers.after])) == 0:
        return Change((found,), nothing_changed=True)
    enough = numbers.pairs >= ENOUGH_PAIRS
    return Change((found,), p_value(Method.CLUSTERED_REGRESSION, changed.p) if enough else None)


def _rates(numbers: Numbers) -> Change:
    """Both rounds look back on as many months, so that a person is the unit of exposure."""
    before, after = int(numbers.before.sum()), int(numbers.after.sum())
    if before + after == 0:
        return Change(nothing_changed=True)
    ratio = rate_ratio(before, len(numbers.before), after, len(numbers.after))
    test = p_value(Method.POISSON_EXACT, ratio.p)
    if ratio.value is None or not isfinite(ratio.value):  # from none to some has no ratio
        return Change((), test)
    ends = ratio.interval if isfinite(ratio.interval.high) else None
    return Change((estimate(Measure.RATE_RATIO, ratio.value, ends),), test)


def _two_samples(numbers: Numbers) -> Change:
    return compare_ranks(numbers.before, numbers.after)


_WAYS: Mapping[tuple[Scale, Design], Callable[[Numbers], Change]] = {
    (Scale.COUNT, Design.LINKED): _linked,
    (Scale.COUNT, Design.UNLINKED): _rates,
    (Scale.COUNT, Design.PARTLY): _partly_linked,
    (Scale.AMOUNT, Design.LINKED): _linked,
    (Scale.AMOUNT, Design.UNLINKED): _two_samples,
    (Scale.AMOUNT, Design.PARTLY): _partly_linked,
}
