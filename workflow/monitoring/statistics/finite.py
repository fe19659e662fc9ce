"""Samples from few people: of ten deputies, eight leave little unsaid."""

from workflow.monitoring.statistics.intervals import Interval


def correction(n: int, population: int) -> float:
    """What the standard error of a share or mean is multiplied by when n of a population answered:
    √((N-n)/(N-1)): Cochran 1977, Sampling Techniques (3rd ed.), §2.6 and §3.2. 0 for a census,
    which has no sampling error; 1 with one answer. Assumes that those who answered are as good as
    drawn at random. n of 0 or above the population is a ValueError.
    """
    if not 1 <= n <= population:
        raise ValueError(f"{n} answers from a population of {population}")
    return ((population - n) / (population - 1)) ** 0.5 if population > 1 else 0.0


def correction_of_difference(
    n_before: int, population_before: int, n_after: int, population_after: int
) -> float:
    """The same for a difference of two groups of different people: both corrections, weighted by
    what each group brings to the variance if its people vary as much as the other's: 1/n."""
    of_before = correction(n_before, population_before) ** 2 / n_before
    of_after = correction(n_after, population_after) ** 2 / n_after
    return float(((of_before + of_after) / (1 / n_before + 1 / n_after)) ** 0.5)


def narrowed(interval: Interval, value: float, factor: float) -> Interval:
    """Both arms of the interval about the value, multiplied by the factor; each keeps its own
    length, so that an uneven interval stays so."""
    return Interval(
        value - factor * (value - interval.low), value + factor * (interval.high - value)
    )
