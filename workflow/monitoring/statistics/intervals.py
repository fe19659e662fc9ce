from statistics import NormalDist
from typing import NamedTuple


class Interval(NamedTuple):
    """Where a figure may lie; an infinite bound is one that the answers do not give."""

    low: float
    high: float

    def within(self, low: float, high: float) -> "Interval":
        """Cut to the range that the figure can have at all."""
        return Interval(max(self.low, low), min(self.high, high))


def normal_quantile(level: float) -> float:
    """How many standard errors a two-sided interval of this level reaches: 1.96 for 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level}")
    return NormalDist().inv_cdf((1 + level) / 2)
