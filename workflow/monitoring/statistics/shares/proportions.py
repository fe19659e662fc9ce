"""Shares, and the difference of the shares of two groups of different people."""

import math

from workflow.monitoring.statistics.exact.draws import hypergeometric
from workflow.monitoring.statistics.intervals import Interval, normal_quantile

SAME_CHANCE = 1e-7
"""Two tables whose probabilities differ relatively by less are equally probable: what differs
further on is rounding."""


def wilson(successes: int, n: int, level: float = 0.95) -> Interval:
    """Score interval of a share, without continuity correction: Wilson 1927, "Probable inference,
    the law of succession, and statistical inference", JASA 22.

    Assumes independent answers with one chance of success. It lies within 0…1 and contains the
    share, also where that is 0 or 1. n of 0, or successes beyond 0…n, is a ValueError.
    """
    _check(successes, n)
    z = normal_quantile(level)
    centre = (successes + z * z / 2) / (n + z * z)
    reach = z * math.sqrt(successes * (n - successes) / n + z * z / 4) / (n + z * z)
    low = 0.0 if successes == 0 else centre - reach
    high = 1.0 if successes == n else centre + reach
    return Interval(low, high).within(0, 1)


def newcombe(
    before: int,
    n_before: int,
    after: int,
    n_after: int,
    level: float = 0.95,
    corrections: tuple[float, float] = (1.0, 1.0),
) -> Interval:
    """Hybrid score interval of the difference of two shares, after less before: Newcombe 1998,
    "Interval estimation for the difference between independent proportions: comparison of eleven
    methods", Statistics in Medicine 17, method 10.

    The arms of both shares' Wilson intervals, added in squares. Assumes two independent samples.
    `corrections` are `finite.correction` of each sample, by which its arms are shortened; 1 is a
    sample from many. Within -1…1, contains the difference. n of 0 is a ValueError.
    """
    first, second = wilson(before, n_before, level), wilson(after, n_after, level)
    was, became = before / n_before, after / n_after
    of_before, of_after = corrections
    down = math.hypot(of_after * (became - second.low), of_before * (first.high - was))
    up = math.hypot(of_after * (second.high - became), of_before * (was - first.low))
    return Interval(became - was - down, became - was + up).within(-1, 1)


def fisher_exact(before: int, n_before: int, after: int, n_after: int) -> float:
    """Two-sided p of no difference between two shares, given both margins of the table: Fisher
    1935, "The logic of inductive inference", JRSS 98; two-sided by adding all tables that are no
    more probable than the observed one (Freeman and Halton 1951, Biometrika 38).

    1 where a group is empty, or all or none succeeded: there is but one table. Some
    hundredths of a second at 100,000 a group. Counts beyond 0…n are a ValueError.
    """
    for successes, n in ((before, n_before), (after, n_after)):
        if n:
            _check(successes, n)
    chances = hypergeometric(before + after, n_before, n_after)
    lowest = max(0, before + after - n_after)
    observed = chances[before - lowest]
    return min(1.0, float(chances[chances <= observed * (1 + SAME_CHANCE)].sum()))


def _check(successes: int, n: int) -> None:
    if n < 1 or not 0 <= successes <= n:
        raise ValueError(f"{successes} successes of {n} are no share")
