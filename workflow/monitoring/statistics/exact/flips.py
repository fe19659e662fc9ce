"""The exact distribution behind tests on differences: under no change each difference might as
well have the other sign, all by themselves.

The sum of the sizes with a plus is then a sum over the different sizes of size x Binomial(number
of that size, ½). So equal sizes cost one step together, and answers on a scale, of which there
are few different, stay exact with hundreds of people. The shift algorithm of Streitberg and Röhmel
1986, "Exact distributions for permutation and rank tests", Statistical Software Newsletter 12, by
groups.
"""

import math

import numpy as np

from workflow.monitoring.statistics.arrays import Floats, Ints
from workflow.monitoring.statistics.exact.tails import normal_p

MOST_STEPS = 2_000_000
"""Additions that an exact p may cost; a tenth of a second."""
SPARSE = 20
"""Sorting the sums that occur takes about as long as a row of all sums that is so many times
longer."""


def halves(n: int) -> Floats:
    """Chances of 0…n of a Binomial(n, ½), by ratios of neighbours as logarithms, so that
    large n do not overflow."""
    k = np.arange(n, dtype=np.float64)
    logs = np.concatenate([[0.0], np.cumsum(np.log((n - k) / (k + 1)))])
    chances = np.exp(logs - logs.max())
    return np.asarray(chances / chances.sum(), dtype=np.float64)


def affordable(sizes: Ints, counts: Ints) -> bool:
    """Whether the exact distribution costs no more than MOST_STEPS: so it does with 180 people of
    whom no two changed alike, and with some 700 on a scale of five."""
    if not len(sizes):
        return True
    unit = int(np.gcd.reduce(sizes))
    steps, sums, top = 0, 1, 0
    for place in np.argsort(counts, kind="stable")[:-1].tolist():
        size, count = int(sizes[place]) // unit, int(counts[place])
        steps += sums * (count + 1)
        top += size * count
        sums = min(sums * (count + 1), top + 1)
    total = sum(size * count for size, count in zip(sizes.tolist(), counts.tolist(), strict=True))
    return steps + sums + int(counts.max()) <= MOST_STEPS and total < 2**61


def as_far_from_the_middle(sizes: Ints, counts: Ints, observed: int) -> float:
    """P(the sum of the sizes with a plus lies at least as far from its middle as `observed`).

    `sizes`: the different sizes, whole and above 0; `counts`: how many there are of each. All is
    compared in whole numbers, and only products and sums of chances are rounded. The most frequent
    size comes last: of it only the tails are needed.
    """
    total = int(sizes @ counts)
    distance = abs(2 * observed - total)
    if distance == 0:
        return 1.0
    *others, last = np.argsort(counts, kind="stable").tolist()
    unit = int(np.gcd.reduce(sizes))
    sums, chances = np.zeros(1, dtype=np.int64), np.ones(1)
    for place in others:
        more = np.arange(counts[place] + 1) * (sizes[place] // unit)
        grid = chances[:, None] * halves(int(counts[place]))
        sums, chances = merged(sums[:, None] + more, grid)
    missing = total + distance - 2 * unit * sums
    needed = -(-missing // (2 * int(sizes[last])))
    tails = np.append(np.cumsum(halves(int(counts[last]))[::-1])[::-1], 0.0)
    return min(1.0, 2 * float(chances @ tails[np.clip(needed, 0, counts[last] + 1)]))


def about_as_far_from_the_middle(sizes: Ints, counts: Ints, excess: float) -> float:
    """The same by the normal distribution, with the variance that belongs to these sizes and half
    a step taken off for continuity. `excess`: of those with a plus over those with a minus."""
    distance = abs(excess) - int(np.gcd.reduce(sizes))
    spread = math.sqrt(sizes.astype(np.float64) ** 2 @ counts)
    return normal_p(max(0.0, distance) / spread)


def merged(sums: Ints, chances: Floats) -> tuple[Ints, Floats]:
    """The different sums, ascending, each with its chance in all; those without any are left out.
    Sums are 0 or more."""
    flat, weights = sums.ravel(), chances.ravel()
    if flat.max() <= SPARSE * flat.size:
        row: Floats = np.bincount(flat, weights).astype(np.float64)
        present = np.flatnonzero(row)
        return present.astype(np.int64), row[present]
    different, places = np.unique(flat, return_inverse=True)
    gathered: Floats = np.bincount(places, weights).astype(np.float64)
    return different[gathered > 0], gathered[gathered > 0]
