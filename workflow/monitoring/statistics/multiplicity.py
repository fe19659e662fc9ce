"""Several tests at once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from workflow.monitoring.statistics.arrays import Floats


def holm(p: Sequence[float]) -> list[float]:
    """Adjusted p-values, in the order given: Holm 1979, "A simple sequentially rejective multiple
    test procedure", Scandinavian Journal of Statistics 6. The chance of any false alarm is held,
    however the tests depend on each other. Anything but numbers of 0…1 is a ValueError."""
    values = _checked(p)
    order = np.argsort(values)
    raised = np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1))
    return _in_place(raised, order)


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Adjusted p-values, in the order given: Benjamini and Hochberg 1995, "Controlling the false
    discovery rate: a practical and powerful approach to multiple testing", JRSS B 57. The expected
    share of false alarms among alarms is held, with independent (or positively dependent) tests.
    Anything but numbers of 0…1 is a ValueError."""
    values = _checked(p)
    order = np.argsort(values)[::-1]
    shares = len(values) / np.arange(len(values), 0, -1)
    return _in_place(np.minimum.accumulate(values[order] * shares), order)


def _checked(p: Sequence[float]) -> Floats:
    values = np.array(p, dtype=np.float64)
    if not ((values >= 0) & (values <= 1)).all():
        raise ValueError("p-values lie between 0 and 1")
    return values


def _in_place(adjusted: Floats, order: npt.NDArray[np.intp]) -> list[float]:
    values = np.empty(len(order))
    values[order] = np.minimum(adjusted, 1)
    return values.tolist()
