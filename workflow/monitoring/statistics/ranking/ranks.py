"""Rank tests that stay exact with ties and zeros. The exact methods of scipy's `wilcoxon` and
`mannwhitneyu` assume that there are none, and answers on a scale are full of them."""

import math
from typing import NamedTuple

import numpy as np

from workflow.monitoring.statistics.arrays import Floats, Ints, finite, whole
from workflow.monitoring.statistics.exact.draws import hypergeometric
from workflow.monitoring.statistics.exact.flips import (
    about_as_far_from_the_middle,
    affordable,
    as_far_from_the_middle,
    merged,
)
from workflow.monitoring.statistics.exact.tails import normal_p

MOST_STEPS = 10_000_000
"""Additions that the exact p of two groups may cost; half a second. One of them is small, so few
are so dear."""


class RankTest(NamedTuple):
    p: float
    exact: bool
    """False where the normal distribution stood in for the exact one."""


def signed_rank(differences: Ints | Floats) -> RankTest:
    """Two-sided p of Wilcoxon's signed ranks: Wilcoxon 1945, "Individual comparisons by ranking
    methods", Biometrics Bulletin 1, with zeros as by Pratt 1959, "Remarks on zeros and ties in the
    Wilcoxon signed rank procedures", JASA 54: zeros are ranked among the sizes and then left out,
    ties share their mean rank. After less before.

    Conditional on the sizes: under no change each sign is plus or minus with ½. Exact up to
    `flips.MOST_STEPS` (see `flips.affordable`); above, the normal distribution with the same
    conditional variance ¼ Σ rank², which takes account of zeros and ties, and half a step taken
    off for continuity. p is that of a sum at least as far from the middle. 1 where nobody
    changed. No differences at all are a ValueError.
    """
    changes = whole(differences)
    values, counts = np.unique(np.abs(changes), return_counts=True)
    doubled = _doubled_ranks(counts)
    plus = int(doubled[np.searchsorted(values, changes[changes > 0])].sum())
    ranks, counts = doubled[values > 0], counts[values > 0]
    if affordable(ranks, counts):
        return RankTest(as_far_from_the_middle(ranks, counts, plus), exact=True)
    excess = 2 * plus - int(ranks @ counts)
    return RankTest(about_as_far_from_the_middle(ranks, counts, excess), exact=False)


def rank_sum(before: Ints | Floats, after: Ints | Floats) -> RankTest:
    """Two-sided p of the rank sum of two groups of different people (Wilcoxon 1945; Mann and
    Whitney 1947, Annals of Mathematical Statistics 18), conditional on the ties: all ways to share
    the answers out among the two groups are equally probable (Lehmann 1975, Nonparametrics, ch. 1;
    the recursion by groups of equal answers is that of Streitberg and Röhmel 1986).

    p is that of a rank sum at least as far from its mean. Exact up to MOST_STEPS: the smaller
    group may have nine and the other 100,000 where answers are on a scale, or 200 where no two are
    alike; above, the normal distribution with the variance for ties and half a step taken
    off for continuity. 1 where all answered alike. An empty group is a ValueError.
    """
    smaller, larger = sorted((finite(before), finite(after)), key=len)
    _, places = np.unique(np.concatenate([smaller, larger]), return_inverse=True)
    counts = np.bincount(places)
    ranks = _doubled_ranks(counts)
    n, everybody = len(smaller), len(places)
    distance = abs(int(ranks[places[:n]].sum()) - n * (everybody + 1))
    if distance == 0:
        return RankTest(1.0, exact=True)
    if _steps(ranks, counts, n) <= MOST_STEPS:
        return RankTest(_as_far_from_the_mean(ranks, counts, n, distance), exact=True)
    half_a_step = int(np.gcd.reduce(ranks - ranks[0])) / 2
    z = max(0.0, distance - half_a_step) / math.sqrt(_variance(ranks, counts, n))
    return RankTest(normal_p(z), exact=False)


def _doubled_ranks(counts: Ints) -> Ints:
    """Twice the mean rank of each group of equal values, ascending: whole numbers."""
    return np.asarray(2 * np.cumsum(counts) - counts + 1, dtype=np.int64)


def _variance(ranks: Ints, counts: Ints, n: int) -> float:
    """Of the sum of doubled ranks of n out of all, drawn without putting back."""
    everybody = int(counts.sum())
    squares = (ranks - (everybody + 1.0)) ** 2 @ counts
    return float(n * (everybody - n) * squares / everybody / (everybody - 1))


def _shares(remaining: int, count: int, n: int) -> Floats:
    """Chances that i of a group of `count` are drawn, when k of n are drawn already and the rest
    come from the remaining, this group among them: by k (rows) and i (columns)."""
    table = np.zeros((n + 1, min(count, n) + 1))
    for k in range(max(0, n - remaining), n + 1):
        chances = hypergeometric(n - k, count, remaining - count)
        least = max(0, n - k - (remaining - count))
        table[k, least : least + len(chances)] = chances
    return table


def _as_far_from_the_mean(ranks: Ints, counts: Ints, n: int, distance: int) -> float:
    """P(the doubled ranks of n drawn from all add up at least so far from their mean), group by
    group: a state is how many are drawn (its remainder by n + 1) and their sum above the least."""
    steps = ranks - ranks[0]
    unit = int(np.gcd.reduce(steps))
    states, chances = np.zeros(1, dtype=np.int64), np.ones(1)
    remaining = int(counts.sum())
    for step, count in zip((steps // unit).tolist(), counts.tolist(), strict=True):
        more = np.arange(min(count, n) + 1) * (step * (n + 1) + 1)
        grid = chances[:, None] * _shares(remaining, count, n)[states % (n + 1)]
        states, chances = merged(states[:, None] + more, grid)
        remaining -= count
    sums = states // (n + 1) * unit + n * int(ranks[0])
    far = np.abs(sums - n * (int(counts.sum()) + 1)) >= distance
    return min(1.0, float(chances[far].sum()))


def _steps(ranks: Ints, counts: Ints, n: int) -> int:
    """At most so many additions does the exact distribution take; counted until they are too
    many."""
    reach = n * int(ranks[-1] - ranks[0]) // int(np.gcd.reduce(ranks - ranks[0])) + 1
    steps, states = 0, 1
    for groups, count in enumerate(counts.tolist(), start=1):
        width = min(count, n) + 1
        steps += states * width
        if steps > MOST_STEPS:
            break
        states = min(states * width, math.comb(n + groups, groups), (n + 1) * reach)
    return steps
