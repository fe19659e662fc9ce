"""Several districts: the change within districts, pooled over them."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from workflow.monitoring.statistics.arrays import Floats, Ints
from workflow.monitoring.statistics.clustering.change import Change
from workflow.monitoring.statistics.exact.tails import normal_p
from workflow.monitoring.statistics.intervals import Interval, normal_quantile

ROUNDING = 1e-12
"""A variance so much smaller than its parts is 0."""


class Pooled(NamedTuple):
    odds_ratio: float | None
    """After over before; infinite, or None (0/0) where it cannot be told."""
    interval: Interval | None
    """Of the odds ratio; None where it is 0, infinite or cannot be told."""
    difference: float
    """Common difference of shares, after less before."""
    difference_interval: Interval | None
    """None where its variance comes out as 0, as when groups are completely separate."""
    p: float


def mantel_haenszel(tables: Ints, level: float = 0.95) -> Pooled:
    """Two shares compared within districts, and pooled.

    `tables`: one 2x2 table for each district, of shape (districts, 2, 2): rows before and after,
    columns favourable and other. Different people in all cells. Districts with one round only say
    nothing and are passed over; if no district has both, it is a ValueError.

    Common odds ratio and test: Mantel and Haenszel 1959, "Statistical aspects of the analysis of
    data from retrospective studies of disease", JNCI 22, the test (Cochran-Mantel-Haenszel)
    without continuity correction. Its interval: Robins, Breslow and Greenland 1986, "Estimators of
    the Mantel-Haenszel variance consistent in both sparse data and large-strata limiting models",
    Biometrics 42. Difference of shares with Mantel-Haenszel weights and its variance: Sato 1989,
    "On the variance estimator for the Mantel-Haenszel risk difference", Biometrics 45. All assume
    one common ratio (or difference); where districts differ, it is an average. p is 1 where in
    every district all or none were favourable.
    """
    cells = np.asarray(tables, dtype=np.float64).reshape(-1, 2, 2)
    cells = cells[(cells.sum(axis=2) > 0).all(axis=1)]
    if not len(cells) or cells.min() < 0:
        raise ValueError("a district with answers in both rounds is needed")
    (before, before_not), (after, after_not) = np.moveaxis(cells, 0, -1)
    strata = _Strata(before, before_not, after, after_not)
    ratio, interval = strata.odds_ratio(level)
    difference, difference_interval = strata.difference(level)
    return Pooled(ratio, interval, difference, difference_interval, strata.p())


def pooled_within(
    changes: Sequence[float] | Floats,
    variances: Sequence[float] | Floats,
    sizes: Sequence[float] | Floats,
    level: float = 0.95,
) -> Change:
    """Weighted mean of the districts' changes, with normal interval and p of its being 0.

    The stratified analogue for scales (Cliff's δ or superiority less ½), means and net changes, as
    fixed effects: Σ w·change/Σ w, variance Σ w²·variance/(Σ w)². Weights are `sizes`, not inverse
    variances: small districts' variances are estimated badly, and one of 0 would outweigh all.
    With `sizes` from `weight` they are those of Mantel and Haenszel (Cochran 1954, "Some methods
    for strengthening the common χ² tests", Biometrics 10).

    Nothing to pool, unequal lengths or weights not above 0 are a ValueError. Interval and p are
    None where the variance is 0 though there is a change; p is 1 where there is none.
    """
    change, variance, size = (
        np.asarray(row, dtype=np.float64) for row in (changes, variances, sizes)
    )
    if not change.size or not change.shape == variance.shape == size.shape or size.min() <= 0:
        raise ValueError("each district has a change, a variance and a size above 0")
    share = size / size.sum()
    value = float(share @ change)
    error = math.sqrt(share**2 @ variance)
    if error == 0:
        return Change(value, None, None if value else 1.0)
    reach = normal_quantile(level) * error
    return Change(value, Interval(value - reach, value + reach), normal_p(value / error))


def weight(n_before: int, n_after: int) -> float:
    """Of a district with different people in both rounds: n₁n₂/(n₁+n₂). With the same people it is
    the number of pairs."""
    return n_before * n_after / (n_before + n_after)


class _Strata(NamedTuple):
    """The cells of all districts in four rows."""

    before: Floats
    before_not: Floats
    after: Floats
    after_not: Floats

    @property
    def n_before(self) -> Floats:
        return self.before + self.before_not

    @property
    def n_after(self) -> Floats:
        return self.after + self.after_not

    @property
    def n(self) -> Floats:
        return self.n_before + self.n_after

    def odds_ratio(self, level: float) -> tuple[float | None, Interval | None]:
        up, down = self.after * self.before_not / self.n, self.after_not * self.before / self.n
        ups, downs = float(up.sum()), float(down.sum())
        if not ups or not downs:
            return (math.inf if ups else 0.0 if downs else None), None
        along = (self.after + self.before_not) / self.n
        across = (self.after_not + self.before) / self.n
        mixed = along @ down + across @ up
        variance = along @ up / ups**2 + mixed / (ups * downs) + across @ down / downs**2
        reach = math.exp(normal_quantile(level) * math.sqrt(variance / 2))
        return ups / downs, Interval(ups / downs / reach, ups / downs * reach)

    def difference(self, level: float) -> tuple[float, Interval | None]:
        first, second = self.n_before, self.n_after
        weights = float((first * second / self.n).sum())
        value = float(((self.after * first - self.before * second) / self.n).sum()) / weights
        skew = second**2 * self.before - first**2 * self.after
        skew = (skew + second * first * (first - second) / 2) / self.n**2
        spread = (self.after * self.before_not + self.before * self.after_not) / (2 * self.n)
        variance = (value * skew.sum() + spread.sum()) / weights**2
        if variance <= ROUNDING * spread.sum() / weights**2:
            return value, None
        reach = normal_quantile(level) * math.sqrt(variance)
        return value, Interval(value - reach, value + reach).within(-1, 1)

    def p(self) -> float:
        favourable, other = self.before + self.after, self.before_not + self.after_not
        expected = favourable * self.n_after / self.n
        spread = favourable * other * self.n_before * self.n_after / self.n**2 / (self.n - 1)
        variance = float(spread.sum())
        if not variance:
            return 1.0
        return normal_p(float((self.after - expected).sum()) / math.sqrt(variance))
