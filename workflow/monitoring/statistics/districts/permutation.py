import math
from typing import NamedTuple

import numpy as np

from workflow.monitoring.statistics.arrays import Booleans, Floats, finite

MOST_ASSIGNMENTS = 6_000_000
"""Ways to choose the districts that are gone through one by one, in about a second."""

ROUNDING = 1e-12
"""Sums that differ by less, measured by all they are made of, are equally far."""


class DifferenceInDifferences(NamedTuple):
    value: float
    """Mean change of the districts that took part, less that of the others."""
    p: float | None
    """None where there are more than MOST_ASSIGNMENTS."""
    assignments: int
    """Ways in which as many districts could have been chosen; 1/assignments is the least p."""


def difference_in_differences(changes: Floats, took_part: Booleans) -> DifferenceInDifferences:
    """Change in the districts that took part less change in the others, with the exact two-sided
    p over all choices of as many districts: Fisher 1935, The Design of Experiments; Ernst 2004,
    "Permutation methods: a basis for exact inference", Statistical Science 19; the district as the
    unit, since districts and not people were chosen: Gail et al. 1996, "On design considerations
    and randomization-based inference for community intervention trials", Statistics in Medicine
    15.

    `changes`: one for each district; `took_part`: whether it did. p is exact if districts had been
    chosen at random; where they chose themselves, it supposes that they might as well have been
    others, and that without the programme all would have changed alike. No district
    on one of the sides, or unequal lengths, are a ValueError.
    """
    change, part = finite(changes).astype(np.float64), np.asarray(took_part, dtype=np.bool_)
    if part.shape != change.shape or part.all() or not part.any():
        raise ValueError("districts that took part and others are needed")
    value = float(change[part].mean() - change[~part].mean())
    chosen = int(part.sum())
    assignments = math.comb(len(change), chosen)
    if assignments > MOST_ASSIGNMENTS:
        return DifferenceInDifferences(value, None, assignments)
    distances = change - change.mean()
    observed = abs(float(distances[part].sum()))
    sums = np.abs(_sums(distances, min(chosen, len(change) - chosen)))
    far = sums >= observed - ROUNDING * float(np.abs(change).sum())
    return DifferenceInDifferences(value, float(far.mean()), assignments)


def _sums(numbers: Floats, chosen: int) -> Floats:
    """The sums of all choices of so many of the numbers. What can no longer come to as many is
    dropped on the way."""
    sums = {0: np.zeros(1)}
    for place, number in enumerate(numbers.tolist()):
        left = len(numbers) - place - 1
        grown = {}
        for size in range(max(0, chosen - left), min(place + 1, chosen) + 1):
            without = sums.get(size, np.empty(0))
            grown[size] = np.concatenate([without, sums.get(size - 1, np.empty(0)) + number])
        sums = grown
    return sums[chosen]
