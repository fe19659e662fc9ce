import numpy as np

from workflow.monitoring.statistics.arrays import Floats


def hypergeometric(drawn: int, group: int, others: int) -> Floats:
    """Chances of each possible number from a group among so many drawn from it and the others,
    from the least on.

    By the ratios of neighbours, as logarithms: nothing overflows, and what is too improbable for
    a float becomes 0.
    """
    least, most = max(0, drawn - others), min(drawn, group)
    k = np.arange(least, most, dtype=np.float64)
    up = np.log((drawn - k) * (group - k))
    steps = up - np.log((k + 1) * (others - drawn + k + 1))
    logs = np.concatenate([[0.0], np.cumsum(steps)])
    chances = np.exp(logs - logs.max())
    return np.asarray(chances / chances.sum(), dtype=np.float64)
