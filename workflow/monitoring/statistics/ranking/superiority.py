"""How often an answer after is higher than one before, of different people."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from workflow.monitoring.statistics.arrays import Floats, Ints, finite
from workflow.monitoring.statistics.exact.tails import student_p, student_quantile
from workflow.monitoring.statistics.intervals import Interval, normal_quantile
from workflow.monitoring.statistics.ranking.ranks import rank_sum

SHORT = 1000
"""Steps of a scale that is counted rather than sorted."""


class Superiority(NamedTuple):
    value: float
    """P(after > before) + ½ P(equal)."""
    interval: Interval
    p: float
    variance: float
    """Of the value; for pooling over districts. 0 where groups are completely separate, or all
    answered alike."""

    @property
    def cliffs_delta(self) -> float:
        """P(after > before) - P(after < before): Cliff 1993, "Dominance statistics: ordinal
        analyses to answer ordinal questions", Psychological Bulletin 114."""
        return 2 * self.value - 1

    @property
    def delta_interval(self) -> Interval:
        return Interval(2 * self.interval.low - 1, 2 * self.interval.high - 1)


def brunner_munzel(before: Ints | Floats, after: Ints | Floats, level: float = 0.95) -> Superiority:
    """P(after > before) + ½ P(equal) with its interval and the p of its being ½: Brunner and
    Munzel 2000, "The nonparametric Behrens-Fisher problem: asymptotic theory and a small-sample
    approximation", Biometrical Journal 42.

    Groups may differ in spread as well; only the order of answers counts. Student's t with
    Satterthwaite's degrees of freedom, interval cut to 0…1. The approximation wants ten in each
    group; below, take p from `ranks.rank_sum`.

    Where the variance is 0 (groups completely separate, or all alike) or cannot be estimated (a
    group of one) the interval is `separation_interval` and p is `ranks.rank_sum`'s. An empty group
    is a ValueError.
    """
    first, second = finite(before), finite(after)
    lower, upper = _placements(first, second)
    value = float(upper.mean()) / (2 * len(first))
    of_first = _variance_of_mean(lower) / (2 * len(second)) ** 2
    of_second = _variance_of_mean(upper) / (2 * len(first)) ** 2
    variance = of_first + of_second
    if variance == 0 or min(len(first), len(second)) < 2:
        interval = separation_interval(value, len(first), len(second), level)
        return Superiority(value, interval, rank_sum(first, second).p, variance)
    freedom = variance**2 / (of_first**2 / (len(first) - 1) + of_second**2 / (len(second) - 1))
    error = variance**0.5
    reach = student_quantile(level, freedom) * error
    interval = Interval(value - reach, value + reach).within(0, 1)
    return Superiority(value, interval, student_p((value - 0.5) / error, freedom), variance)


def separation_interval(value: float, n_before: int, n_after: int, level: float) -> Interval:
    """Interval of P(after > before) + ½ P(equal) from the value and the sizes of the groups alone:
    Newcombe 2006, "Confidence intervals for an effect size measure based on the Mann-Whitney
    statistic. Part 2: asymptotic methods and evaluation", Statistics in Medicine 25, method 5.

    Of the intervals compared there it is the one that stays of some width where groups are
    completely separate, with good coverage: the variance (of exponential distributions) is taken
    at the bound, not at the estimate. Within 0…1.
    """
    z = normal_quantile(level)
    more = (n_before + n_after) / 2 - 1

    def beyond(bound: float) -> bool:
        spread = 1 + more * ((1 - bound) / (2 - bound) + bound / (1 + bound))
        variance = bound * (1 - bound) * spread / (n_before * n_after)
        return (value - bound) ** 2 > z * z * variance

    return Interval(_edge(beyond, 0.0, value), _edge(beyond, 1.0, value))


def _placements(first: Ints | Floats, second: Ints | Floats) -> tuple[Ints, Ints]:
    """Of each answer of the first group: twice how many of the second are below it, equal ones
    counted by half; and the other way round. Whole numbers, so that equal ones are equal."""
    places = _places(np.concatenate([first, second]))
    of_first, of_second = places[: len(first)], places[len(first) :]
    below = []
    for places_of in (of_second, of_first):
        counts = np.bincount(places_of, minlength=int(places.max()) + 1)
        below.append(2 * np.cumsum(counts) - counts)
    return below[0][of_first], below[1][of_second]


def _places(answers: Ints | Floats) -> Ints:
    """Numbers in the same order as the answers. Whole ones of a short scale need no sorting."""
    if answers.dtype.kind == "i" and np.ptp(answers) < SHORT:
        return np.asarray(answers - answers.min(), dtype=np.int64)
    return np.unique(answers, return_inverse=True)[1].astype(np.int64)


def _variance_of_mean(placements: Ints) -> float:
    """0 exactly where all are equal, and of a single one."""
    if np.ptp(placements) == 0:
        return 0.0
    return float(placements.var(ddof=1)) / len(placements)


def _edge(beyond: Callable[[float], bool], outside: float, inside: float) -> float:
    """Where `beyond` turns from true at `outside` to false towards `inside`."""
    if outside == inside:
        return inside
    for _ in range(100):
        middle = (outside + inside) / 2
        outside, inside = (middle, inside) if beyond(middle) else (outside, middle)
    return inside
