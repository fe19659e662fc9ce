"""To how many decimals figures are shown."""

from collections.abc import Sequence

import numpy as np

from workflow.monitoring.analysis.results import Estimate, Interval, Measure, Test

FINE, COARSE = 4, 2
"""Where no count behind a figure is small, and where one is: a share in whole percent tells of a
count only about how large it is."""
LEAST_P = 0.0001


def rounded(value: float, decimals: int) -> float:
    """Without a minus before nought."""
    return float(np.round(value, decimals)) + 0.0


def round_interval(ends: Sequence[float], decimals: int) -> Interval:
    low, high = ends
    return Interval(low=rounded(low, decimals), high=rounded(high, decimals))


def round_estimate(estimate: Estimate, decimals: int, *, with_interval: bool = True) -> Estimate:
    ends = estimate.interval if with_interval else None
    return Estimate(
        measure=estimate.measure,
        value=rounded(estimate.value, decimals),
        interval=round_interval((ends.low, ends.high), decimals) if ends else None,
    )


def round_estimates(
    estimates: Sequence[Estimate], decimals: int, *, with_interval: bool = True
) -> tuple[Estimate, ...]:
    """Cliff's δ follows from the superiority as it is shown: rounded by itself it would tell of it
    to one digit more."""
    found = [round_estimate(one, decimals, with_interval=with_interval) for one in estimates]
    superior = next((one for one in found if one.measure == Measure.SUPERIORITY), None)
    return tuple(
        _cliffs_delta(superior, decimals)
        if superior and one.measure == Measure.CLIFFS_DELTA
        else one
        for one in found
    )


def _cliffs_delta(superior: Estimate, decimals: int) -> Estimate:
    ends = superior.interval
    return Estimate(
        measure=Measure.CLIFFS_DELTA,
        value=rounded(2 * superior.value - 1, decimals),
        interval=round_interval((2 * ends.low - 1, 2 * ends.high - 1), decimals) if ends else None,
    )


def round_test(test: Test, decimals: int) -> Test:
    """Never nought: the smallest that is written stands for all below it. A coarse p-value is
    rounded up, to one digit that counts, and so never says more than there is."""
    if decimals == FINE:
        return Test(method=test.method, p=max(rounded(test.p, FINE), LEAST_P))
    places = int(-np.floor(np.log10(max(test.p, LEAST_P))))
    up = np.ceil(np.round(max(test.p, LEAST_P) * 10**places, 6)) / 10**places
    return Test(method=test.method, p=min(rounded(float(up), places), 1.0))
