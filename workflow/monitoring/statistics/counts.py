"""Numbers: what people counted, before and after."""

import math
from typing import NamedTuple

import numpy as np

from workflow.monitoring.statistics.arrays import Floats, Ints, finite, whole
from workflow.monitoring.statistics.exact.flips import (
    about_as_far_from_the_middle,
    affordable,
    as_far_from_the_middle,
)
from workflow.monitoring.statistics.exact.tails import (
    beta_quantile,
    binomial_at_least,
    student_quantile,
)
from workflow.monitoring.statistics.intervals import Interval


class FlipTest(NamedTuple):
    p: float
    exact: bool
    """False where the normal distribution stood in for the exact one."""


class RateRatio(NamedTuple):
    value: float | None
    """After over before; infinite where nothing occurred before, None where nothing at all."""
    interval: Interval
    """From 0 or to infinity where the counts give no bound."""
    p: float


def sign_flip(differences: Ints | Floats) -> FlipTest:
    """Two-sided p of the sum of the differences of the same people, after less before, when each
    might as well have the other sign: Fisher 1935, The Design of Experiments, §21; Pitman 1937,
    JRSS Supplement 4.

    Assumes that under no change differences are symmetric about 0. Decimals count to the sixth
    place. Exact up to `flips.MOST_STEPS`; above, the normal distribution with variance Σ d²
    and half a step taken off for continuity. 1 where nobody changed. No differences are a
    ValueError.
    """
    changes = whole(differences)
    sizes, counts = np.unique(np.abs(changes[changes != 0]), return_counts=True)
    if not len(sizes):
        return FlipTest(1.0, exact=True)
    if affordable(sizes, counts):
        plus = int(changes[changes > 0].sum())
        return FlipTest(as_far_from_the_middle(sizes, counts, plus), exact=True)
    excess = float(changes.astype(np.float64).sum())
    return FlipTest(about_as_far_from_the_middle(sizes, counts, excess), exact=False)


def mean_change(differences: Ints | Floats, level: float = 0.95) -> Interval | None:
    """Student's t interval of the mean difference: Student 1908, "The probable error of a mean",
    Biometrika 6. Assumes the mean to be about normal. None with one difference, or where all
    are equal: there is no spread to measure it by. No differences are a ValueError."""
    numbers = finite(differences)
    n = len(numbers)
    if np.ptp(numbers) == 0:
        return None
    mean = float(numbers.mean())
    reach = student_quantile(level, n - 1) * float(numbers.std(ddof=1)) / math.sqrt(n)
    return Interval(mean - reach, mean + reach)


def rate_ratio(
    before: int,
    exposure_before: float,
    after: int,
    exposure_after: float,
    level: float = 0.95,
) -> RateRatio:
    """Ratio of two rates, after over before, with exact interval and p: Przyborowski and Wilenski
    1940, "Homogeneity of results in testing samples from Poisson series", Biometrika 31.

    Given the total, what occurred after is binomial; its interval of Clopper and Pearson 1934
    (Biometrika 26) is turned into that of the ratio. p is twice the smaller tail, at most 1: so p
    is below 1 - level exactly where the interval leaves 1 out (Fay 2010, "Two-sided exact tests
    and matching confidence intervals for discrete data", R Journal 2). `exposure`: people x months
    looked back on, or any unit common to both; 0 or less is a ValueError. Assumes Poisson counts:
    people who differ in their rates make p too small and the interval too narrow.
    """
    if min(before, after) < 0 or not min(exposure_before, exposure_after) > 0:
        raise ValueError("counts are 0 or more, exposures above 0")
    total = before + after
    if total == 0:
        return RateRatio(None, Interval(0.0, math.inf), 1.0)
    scale = exposure_before / exposure_after
    tail = (1 - level) / 2
    low = scale * _odds(beta_quantile(after, before + 1, tail)) if after else 0.0
    high = scale / _odds(beta_quantile(before, after + 1, tail)) if before else math.inf
    chance = exposure_after / (exposure_before + exposure_after)
    more = binomial_at_least(after, total, chance)
    fewer = binomial_at_least(before, total, 1 - chance)
    value = after / before * scale if before else math.inf
    return RateRatio(value, Interval(low, high), min(1.0, 2 * min(more, fewer)))


def _odds(chance: float) -> float:
    return chance / (1 - chance)
