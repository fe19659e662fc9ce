"""Whether districts that took part changed otherwise than districts that did not.

What is compared is districts, not people: it was districts that entered the programme or not, so
the change of each counts as one, and which of them entered is what is permuted (Gail et al. 1996,
Statistics in Medicine 15:1069). It is computed from the figures of the districts as they are
shown, so that it tells nothing of those that are not.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import numpy as np

from workflow.monitoring.analysis.comparing.multiplicity import adjust_tests
from workflow.monitoring.analysis.items import NUMBERS
from workflow.monitoring.analysis.results import (
    AgainstOthers,
    Comparison,
    Estimate,
    Measure,
    Method,
    Test,
)
from workflow.monitoring.analysis.suppression.rounding import FINE, round_test, rounded
from workflow.monitoring.questionnaires.document import Scale
from workflow.monitoring.statistics.districts.permutation import difference_in_differences

LEAST = 2
"""Districts of each kind: with one, nothing tells it from what is its own."""


def compare_with_others(
    districts: Sequence[Comparison], took_part: Collection[str]
) -> tuple[AgainstOthers, ...]:
    """`districts`: comparisons of districts, those of a question beside each other."""
    found = list(_differences(districts, took_part))
    tests = adjust_tests([one.test for one in found])
    return tuple(
        one.model_copy(update={"test": test}) for one, test in zip(found, tests, strict=True)
    )


def _differences(
    districts: Sequence[Comparison], took_part: Collection[str]
) -> Iterator[AgainstOthers]:
    in_order = sorted(districts, key=lambda one: (one.question, one.option or ""))
    of_each = {
        key: list(group) for key, group in groupby(in_order, lambda one: (one.question, one.option))
    }
    for key in dict.fromkeys((one.question, one.option) for one in districts):
        found = _difference(of_each[key], took_part)
        if found is not None:
            yield found


def _difference(
    districts: Sequence[Comparison], took_part: Collection[str]
) -> AgainstOthers | None:
    changes = {one.district: change for one in districts if (change := _change(one)) is not None}
    entered = np.array([code in took_part for code in changes], dtype=bool)
    if min(entered.sum(), (~entered).sum()) < LEAST:
        return None
    first = districts[0]
    did = difference_in_differences(np.array(list(changes.values())), entered)
    if did is None:  # too many districts to go through every choice of them
        return None
    is_number = first.scale in NUMBERS
    return AgainstOthers(
        question=first.question,
        option=first.option,
        districts=int(entered.sum()),
        others=int((~entered).sum()),
        estimate=Estimate(
            measure=Measure.MEAN_CHANGE if is_number else Measure.SHARE_CHANGE,
            value=rounded(did.value, FINE),
        ),
        test=round_test(Test(method=Method.DISTRICT_PERMUTATION, p=did.p), FINE),
    )


def _change(district: Comparison) -> float | None:
    before, after = district.share_before, district.share_after
    if before is not None and after is not None:
        return after.value - before.value
    first, second = district.total_before, district.total_after
    if district.scale == Scale.ACCOUNT or first is None or second is None:
        return None
    if first.mean is None or second.mean is None:
        return None
    return second.mean - first.mean
