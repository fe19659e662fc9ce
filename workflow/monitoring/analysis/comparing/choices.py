"""The comparison of a choice, from its table by score: 0, 1, … from the least favourable answer."""

from collections.abc import Callable, Mapping

import numpy as np

from workflow.monitoring.analysis.comparing.change import Change, estimate, p_value
from workflow.monitoring.analysis.comparing.tables import Tables
from workflow.monitoring.analysis.frame import Floats, Ints
from workflow.monitoring.analysis.results import (
    ENOUGH_PAIRS,
    Design,
    Estimate,
    Measure,
    Method,
    Test,
)
from workflow.monitoring.questionnaires.document import Scale
from workflow.monitoring.statistics.clustering import change as statistics
from workflow.monitoring.statistics.clustering.clustered_table import partly_linked_table
from workflow.monitoring.statistics.intervals import Interval
from workflow.monitoring.statistics.ranking.ranks import rank_sum, signed_rank
from workflow.monitoring.statistics.ranking.superiority import brunner_munzel
from workflow.monitoring.statistics.shares.paired import bonett_price, mcnemar_mid_p
from workflow.monitoring.statistics.shares.proportions import fisher_exact, newcombe

FEW_FOR_RANKS = 10
"""Where either round has fewer, the exact distribution of ranks stands in for the approximation."""


def compare_choice(scale: Scale, design: Design, table: Tables) -> Change:
    """Empty where there is nobody to compare."""
    if not table.before.sum() or not table.after.sum():
        return Change()
    return _WAYS[scale, design](table)


def _linked_shares(table: Tables) -> Change:
    up, _, down = table.moved
    if up + down == 0:
        return Change((_net(table, Measure.SHARE_CHANGE),), nothing_changed=True)
    p = mcnemar_mid_p(up, down)
    return Change((_net(table, Measure.SHARE_CHANGE),), _if_enough(table, Method.MCNEMAR_MID_P, p))


def _unlinked_shares(table: Tables) -> Change:
    (x1, n1), (x2, n2) = _share(table.before), _share(table.after)
    found = estimate(Measure.SHARE_CHANGE, x2 / n2 - x1 / n1, newcombe(x1, n1, x2, n2))
    if x1 + x2 in (0, n1 + n2):
        return Change((found,), nothing_changed=True)
    return Change((found,), p_value(Method.FISHER_EXACT, fisher_exact(x1, n1, x2, n2)))


def _partly_linked_shares(table: Tables) -> Change:
    scores = np.arange(2, dtype=float)
    changed = partly_linked_table((scores, scores), *table.parts)
    return Change(
        (
            estimate(Measure.SHARE_CHANGE, changed.value, changed.interval),
            _net(table, Measure.NET_CHANGE),
        ),
        _if_enough(table, Method.CLUSTERED_REGRESSION, changed.p),
        nothing_changed=_all_alike(table),
    )


def _linked_ranks(table: Tables) -> Change:
    up, _, down = table.moved
    net = _net(table, Measure.NET_CHANGE)
    if up + down == 0:
        return Change((net,), nothing_changed=True)
    levels = np.arange(len(table.before))
    steps = np.repeat((levels[None, :] - levels[:, None]).ravel(), table.joint.ravel())
    tested = signed_rank(steps)
    method = Method.SIGNED_RANK_EXACT if tested.exact else Method.SIGNED_RANK_NORMAL
    return Change((net,), _if_enough(table, method, tested.p))


def _unlinked_ranks(table: Tables) -> Change:
    return compare_ranks(_spread(table.before), _spread(table.after))


def compare_ranks(before: Floats | Ints, after: Floats | Ints) -> Change:
    """Two groups of people by P(after > before)."""
    if np.ptp(np.concatenate([before, after])) == 0:
        return Change(_superiority(0.5, None), nothing_changed=True)
    found = brunner_munzel(before, after)
    effects = _superiority(found.value, found.interval)
    if min(len(before), len(after)) < FEW_FOR_RANKS:
        return Change(effects, p_value(Method.RANK_SUM_EXACT, rank_sum(before, after).p))
    return Change(effects, p_value(Method.BRUNNER_MUNZEL, found.p))


def _partly_linked_ranks(table: Tables) -> Change:
    found = partly_linked_ranks(table)
    return Change(
        (*_superiority(found.value, found.interval), _net(table, Measure.NET_CHANGE)),
        _if_enough(table, Method.CLUSTERED_REGRESSION, found.p),
        nothing_changed=_all_alike(table),
    )


def partly_linked_ranks(table: Tables) -> statistics.Change:
    """The superiority. Each answer is placed among those of the other round: the share of them that
    is below it, and half of its equals. The mean placement of the answers after is the superiority;
    placements of both, clustered by person, give its variance (Obuchowski 1997, Biometrics 53:567).
    Those before are shifted so that the difference of the means is the superiority less ½."""
    after, before = _placed(table.before), _placed(table.after)
    superior = float(after @ table.after / table.after.sum())
    found = partly_linked_table((before + (superior - 0.5), after), *table.parts)
    ends = found.interval and Interval(found.interval.low + 0.5, found.interval.high + 0.5)
    return statistics.Change(superior, ends.within(0, 1) if ends else None, found.p)


_WAYS: Mapping[tuple[Scale, Design], Callable[[Tables], Change]] = {
    (Scale.BINARY, Design.LINKED): _linked_shares,
    (Scale.BINARY, Design.UNLINKED): _unlinked_shares,
    (Scale.BINARY, Design.PARTLY): _partly_linked_shares,
    (Scale.MULTIPLE, Design.LINKED): _linked_shares,
    (Scale.MULTIPLE, Design.UNLINKED): _unlinked_shares,
    (Scale.MULTIPLE, Design.PARTLY): _partly_linked_shares,
    (Scale.ORDINAL, Design.LINKED): _linked_ranks,
    (Scale.ORDINAL, Design.UNLINKED): _unlinked_ranks,
    (Scale.ORDINAL, Design.PARTLY): _partly_linked_ranks,
}


def _net(table: Tables, measure: Measure) -> Estimate:
    up, _, down = table.moved
    return estimate(measure, (up - down) / table.pairs, bonett_price(up, down, table.pairs))


def _if_enough(table: Tables, method: Method, p: float | None) -> Test | None:
    return p_value(method, p) if table.pairs >= ENOUGH_PAIRS else None


def _superiority(value: float, interval: tuple[float, float] | None) -> tuple[Estimate, Estimate]:
    delta = interval and (2 * interval[0] - 1, 2 * interval[1] - 1)
    return (
        estimate(Measure.SUPERIORITY, value, interval),
        estimate(Measure.CLIFFS_DELTA, 2 * value - 1, delta),
    )


def _share(counts: Ints) -> tuple[int, int]:
    return int(counts[1]), int(counts.sum())


def _all_alike(table: Tables) -> bool:
    return int(((table.before + table.after) > 0).sum()) < 2


def _spread(counts: Ints) -> Ints:
    return np.repeat(np.arange(len(counts)), counts)


def _placed(counts: Ints) -> Floats:
    below = np.cumsum(counts) - counts
    placed: Floats = (below + counts / 2) / counts.sum()
    return placed
