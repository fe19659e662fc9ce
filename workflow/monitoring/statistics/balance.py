"""How alike two groups were at the start: those who came back and those who did not."""

import numpy as np

from workflow.monitoring.statistics.arrays import Floats, Ints, finite


def standardised_difference(first: Ints | Floats, second: Ints | Floats) -> float | None:
    """Mean of the second less mean of the first in standard deviations, √((s₁²+s₂²)/2): Austin
    2009, "Balance diagnostics for comparing the distribution of baseline covariates between
    treatment groups in propensity-score matched samples", Statistics in Medicine 28.

    It does not grow with the number of people, as a p-value would; above 0.1 is usually called
    noticeable. None where nobody differs within either group though groups may, or one of them
    has fewer than two. An empty group is a ValueError.
    """
    one, other = finite(first), finite(second)
    if min(len(one), len(other)) < 2:
        return None
    flat = np.ptp(one) == np.ptp(other) == 0
    variance = 0.0 if flat else (float(one.var(ddof=1)) + float(other.var(ddof=1))) / 2
    return _in_deviations(float(other.mean() - one.mean()), variance)


def standardised_difference_of_shares(first: float, second: float) -> float | None:
    """The same of shares: (second - first)/√((p₁q₁+p₂q₂)/2) (Austin 2009). None where both shares
    are 0 or 1 and differ; shares beyond 0…1 are a ValueError."""
    if not (0 <= first <= 1 and 0 <= second <= 1):
        raise ValueError("a share lies between 0 and 1")
    variance = (first * (1 - first) + second * (1 - second)) / 2
    return _in_deviations(second - first, variance)


def _in_deviations(difference: float, variance: float) -> float | None:
    if not difference:
        return 0.0
    return difference / variance**0.5 if variance else None
