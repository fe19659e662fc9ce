import math

import numpy as np

from workflow.monitoring.statistics.arrays import Floats, Ints, finite
from workflow.monitoring.statistics.clustering.change import Change
from workflow.monitoring.statistics.exact.tails import student_p, student_quantile
from workflow.monitoring.statistics.intervals import Interval

ROUNDING = 1e-12
"""A variance so much smaller than its parts is 0."""


def partly_linked(
    before: Ints | Floats,
    people_before: Ints,
    after: Ints | Floats,
    people_after: Ints,
    level: float = 0.95,
) -> Change:
    """Mean after less mean before, where some are in both rounds and some in one: least squares on
    the round, with a variance that allows for the answers of one person going together (Liang and
    Zeger 1986, "Longitudinal data analysis using generalized linear models", Biometrika 73;
    Cameron and Miller 2015, "A practitioner's guide to cluster-robust inference", Journal of Human
    Resources 50).

    `people_*`: a number for each person, the same in both rounds; somebody without a code gets a
    number of their own. Variance with the small-sample factor G/(G-1)·(N-1)/(N-2) (CR1), Student's
    t with G-1 degrees of freedom, G people. With one regressor of two values it is a sum over
    people, so 200,000 answers take milliseconds. For shares answers are 0 and 1 (a linear
    probability model: its slope is the difference of shares).

    An empty round is a ValueError, and so are unequal lengths. Interval and p are None where
    nothing varies though there is a change; where there is none either, p is 1.
    """
    first, second = finite(before), finite(after)
    if (len(first), len(second)) != (len(people_before), len(people_after)):
        raise ValueError("each answer needs its person")
    value = float(second.mean() - first.mean())
    if np.ptp(first) == np.ptp(second) == 0:
        return Change(value, None, None if value else 1.0)
    pulls = np.concatenate(
        [(first.mean() - first) / len(first), (second - second.mean()) / len(second)]
    )
    by_person = _sums_by(np.concatenate([people_before, people_after]), pulls)
    people, answers = len(by_person), len(pulls)
    squares = float(by_person @ by_person)
    if people < 2 or squares <= ROUNDING * float(pulls @ pulls):
        return Change(value, None, None if value else 1.0)
    variance = squares * people / (people - 1) * (answers - 1) / (answers - 2)
    reach = student_quantile(level, people - 1) * math.sqrt(variance)
    p = student_p(value / math.sqrt(variance), people - 1)
    return Change(value, Interval(value - reach, value + reach), p)


def _sums_by(people: Ints, pulls: Floats) -> Floats:
    """Of each person; numbers that lie close together need no sorting."""
    numbers = people - people.min()
    if numbers.max() > 4 * len(numbers):
        numbers = np.unique(numbers, return_inverse=True)[1]
    sums: Floats = np.bincount(numbers, pulls).astype(np.float64)
    return sums[np.bincount(numbers) > 0]
