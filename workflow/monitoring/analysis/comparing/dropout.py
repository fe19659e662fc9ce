"""Whether those who came back for the second round had answered otherwise in the first than those
who did not: if so, who was lost may explain a change (STROBE, items 12 and 14; von Elm et al. 2007,
Lancet 370:1453)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from workflow.monitoring.analysis.comparing.change import estimate
from workflow.monitoring.analysis.comparing.tables import Places
from workflow.monitoring.analysis.frame import NO_PAIRS, Frame, Ints
from workflow.monitoring.analysis.items import Asked, Item, items
from workflow.monitoring.analysis.results import ENOUGH, Estimate, Measure, Returned
from workflow.monitoring.analysis.suppression.choice import Choice
from workflow.monitoring.analysis.suppression.described import Described
from workflow.monitoring.analysis.suppression.few import any_few
from workflow.monitoring.analysis.suppression.number import Number
from workflow.monitoring.analysis.suppression.rounding import COARSE, FINE, round_estimate, rounded
from workflow.monitoring.questionnaires.document import Scale
from workflow.monitoring.statistics.clustering.clustered import partly_linked
from workflow.monitoring.statistics.shares.proportions import newcombe

RETURNED, LOST = 0, 1


class Difference(NamedTuple):
    returned: float
    lost: float
    estimate: Estimate
    """Lost less returned."""


def compare_returned(
    before: Frame, came_back: Ints, found: Sequence[tuple[Asked, Sequence[Item]]]
) -> list[Returned]:
    """`came_back`: places of those in both rounds; `found`: the questions with their items over all
    together. Nothing where either kind of people is few."""
    where = np.full(before.size, LOST, dtype=np.int64)
    where[came_back] = RETURNED
    if min(len(came_back), before.size - len(came_back)) < ENOUGH:
        return []
    places = Places(NO_PAIRS, np.zeros(0, dtype=np.int64), where, 2)
    return [
        returned
        for asked, whole in found
        if asked.before is not None
        for item, kinds in zip(whole, items(_first_round(asked, places)), strict=True)
        for returned in _returned(item, kinds)
    ]


def _first_round(asked: Asked, places: Places) -> Asked:
    """The baseline alone, by whether people came back: it stands as the only round there is."""
    assert asked.before is not None, "asked in the baseline"
    return Asked(asked.question, None, asked.before, places)


def _returned(whole: Item, kinds: Sequence[Item]) -> list[Returned]:
    before, _ = whole.described
    if isinstance(whole, Choice):
        if not whole.favourable.any():
            return []
        difference = _shares(*(kind for kind in kinds if isinstance(kind, Choice)))
        hides = before is None or before.share is None
    else:
        if whole.scale == Scale.ACCOUNT:
            return []
        difference = _means(*(kind for kind in kinds if isinstance(kind, Number)))
        hides = before is None or before.total is None
    return [_told(whole, None if hides else difference, before)]


def _told(whole: Item, difference: Difference | None, before: Described | None) -> Returned:
    option = whole.option if isinstance(whole, Choice) else None
    if difference is None:
        return Returned(question=whole.question, option=option, returned=None, lost=None)
    decimals = FINE if before and before.is_fine else COARSE
    return Returned(
        question=whole.question,
        option=option,
        returned=rounded(difference.returned, decimals),
        lost=rounded(difference.lost, decimals),
        difference=round_estimate(difference.estimate, decimals),
    )


def _shares(returned: Choice, lost: Choice) -> Difference | None:
    """None where it would be about few."""
    good = [int(kind.tables.after[kind.favourable].sum()) for kind in (returned, lost)]
    all_ = [int(kind.tables.after.sum()) for kind in (returned, lost)]
    if min(all_) < ENOUGH or any_few((*good, all_[0] - good[0], all_[1] - good[1])):
        return None
    first, second = good[0] / all_[0], good[1] / all_[1]
    ends = newcombe(good[0], all_[0], good[1], all_[1])
    return Difference(first, second, estimate(Measure.SHARE_CHANGE, second - first, ends))


def _means(returned: Number, lost: Number) -> Difference | None:
    first, second = returned.numbers.after, lost.numbers.after
    named = [int(np.count_nonzero(values)) for values in (first, second)]
    if min(len(first), len(second)) < ENOUGH or any_few(named):
        return None
    found = partly_linked(
        first, np.arange(len(first)), second, np.arange(len(first), len(first) + len(second))
    )
    change = estimate(Measure.MEAN_CHANGE, found.value, found.interval)
    return Difference(float(first.mean()), float(second.mean()), change)
