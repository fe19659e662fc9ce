from typing import NamedTuple

from workflow.monitoring.statistics.intervals import Interval


class Change(NamedTuple):
    value: float
    interval: Interval | None
    """None, as p is, where nothing varies and there is nothing to measure the change by."""
    p: float | None
