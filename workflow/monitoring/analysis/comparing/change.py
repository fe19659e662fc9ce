from collections.abc import Sequence
from dataclasses import dataclass

from workflow.monitoring.analysis.results import Estimate, Interval, Measure, Method, Test


@dataclass(frozen=True)
class Change:
    """What a comparison comes to, before anybody asks what of it may be shown."""

    estimates: tuple[Estimate, ...] = ()
    test: Test | None = None
    nothing_changed: bool = False
    """Nobody changed, or all answered alike: there is nothing to test."""


def estimate(measure: Measure, value: float, interval: Sequence[float] | None) -> Estimate:
    ends = interval and Interval(low=float(interval[0]), high=float(interval[1]))
    return Estimate(measure=measure, value=float(value), interval=ends or None)


def p_value(method: Method, p: float | None) -> Test | None:
    """None where it cannot be told, for nothing varies."""
    return None if p is None else Test(method=method, p=float(p))
