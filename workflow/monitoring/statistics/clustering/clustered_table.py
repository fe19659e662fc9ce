import math

import numpy as np

from workflow.monitoring.statistics.arrays import Floats, Ints
from workflow.monitoring.statistics.clustering.change import Change
from workflow.monitoring.statistics.clustering.clustered import ROUNDING
from workflow.monitoring.statistics.exact.tails import student_p, student_quantile
from workflow.monitoring.statistics.intervals import Interval


def partly_linked_table(
    values: tuple[Floats, Floats],
    joint: Ints,
    before_only: Ints,
    after_only: Ints,
    level: float = 0.95,
) -> Change:
    """What `clustered.partly_linked` comes to, where there are few different answers, from how many
    gave which: no longer for a million people than for ten.

    `values`: of each answer before, and after; `joint`: those in both rounds, by answer before and
    answer after; the others: those in one. An empty round is a ValueError.
    """
    counts = joint.sum(axis=1) + before_only, joint.sum(axis=0) + after_only
    sizes = [int(n.sum()) for n in counts]
    if not all(sizes):
        raise ValueError("a round is empty")
    means = [float(v @ n / n.sum()) for v, n in zip(values, counts, strict=True)]
    value = means[1] - means[0]
    before, after = (means[0] - values[0]) / sizes[0], (values[1] - means[1]) / sizes[1]
    alone = float(before_only @ before**2 + after_only @ after**2)
    by_person = alone + float((joint * (before[:, None] + after[None, :]) ** 2).sum())
    by_answer = float(counts[0] @ before**2 + counts[1] @ after**2)
    people, answers = int(joint.sum() + before_only.sum() + after_only.sum()), sum(sizes)
    alike = all(np.ptp(v[n > 0]) == 0 for v, n in zip(values, counts, strict=True))
    if alike or people < 2 or by_person <= ROUNDING * by_answer:
        return Change(value, None, None if value else 1.0)
    error = math.sqrt(by_person * people / (people - 1) * (answers - 1) / (answers - 2))
    reach = student_quantile(level, people - 1) * error
    return Change(
        value, Interval(value - reach, value + reach), student_p(value / error, people - 1)
    )
