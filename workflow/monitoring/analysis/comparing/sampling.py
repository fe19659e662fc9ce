"""How sure figures are where all there are can be counted, as deputies can: asked of a large part
of them they are surer, and asked of all they have no sampling error at all (Cochran 1977, Sampling
Techniques, section 2.6)."""

from dataclasses import dataclass

from workflow.monitoring.analysis.comparing.change import Change
from workflow.monitoring.analysis.results import Estimate, Interval, Measure, Note
from workflow.monitoring.analysis.suppression.described import Bounds
from workflow.monitoring.statistics.finite import correction
from workflow.monitoring.statistics.shares.proportions import wilson


@dataclass(frozen=True)
class Population:
    """How many there are in all; None where they are very many."""

    size: int | None = None

    def is_census(self, *spoke: int) -> bool:
        """Whether all of them answered, each time; “hard to say” is an answer."""
        return self.size is not None and all(count >= self.size for count in spoke)

    def bounds(self, spoke: int) -> Bounds:
        """The interval of a share of one round, in which so many of them spoke."""

        def of(good: int, answered: int) -> tuple[float, float] | None:
            if self.is_census(spoke):
                return None
            ends = wilson(good, answered)
            return self._narrow(good / answered, (ends[0], ends[1]), answered)

        return of

    def judge(self, change: Change, *spoke: int) -> tuple[Change, tuple[Note, ...]]:
        """The change with intervals that know of the population. The p-value of a part stays as it
        is: it then errs on the careful side."""
        if self.size is None or not change.estimates:
            return change, ()
        if self.is_census(*spoke):
            bare = tuple(e.model_copy(update={"interval": None}) for e in change.estimates)
            return Change(bare, None, change.nothing_changed), (Note.CENSUS,)
        smallest = min(spoke)
        narrowed = tuple(self._narrowed(estimate, smallest) for estimate in change.estimates)
        return Change(narrowed, change.test, change.nothing_changed), (Note.FINITE_POPULATION,)

    def _narrowed(self, estimate: Estimate, spoke: int) -> Estimate:
        if estimate.interval is None:
            return estimate
        ends = (estimate.interval.low, estimate.interval.high)
        if estimate.measure in (Measure.RATE_RATIO, Measure.ODDS_RATIO):
            low, high = (estimate.value * (e / estimate.value) ** self._factor(spoke) for e in ends)
        else:
            low, high = self._narrow(estimate.value, ends, spoke)
        return estimate.model_copy(update={"interval": Interval(low=low, high=high)})

    def _narrow(self, value: float, ends: tuple[float, float], n: int) -> tuple[float, float]:
        by = self._factor(n)
        return value + (ends[0] - value) * by, value + (ends[1] - value) * by

    def _factor(self, n: int) -> float:
        if self.size is None:
            return 1.0
        return float(correction(min(n, self.size), self.size)) if self.size > 1 else 0.0


UNCOUNTED = Population()
