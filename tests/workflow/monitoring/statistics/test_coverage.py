"""How often intervals hold the truth and tests cry wolf, by simulation: a figure of 0.95 or 0.05 is
what they promise."""

from collections.abc import Callable

import numpy as np
import pytest

from workflow.monitoring.statistics.arrays import Floats, Ints
from workflow.monitoring.statistics.clustering.clustered import partly_linked
from workflow.monitoring.statistics.districts.strata import mantel_haenszel
from workflow.monitoring.statistics.intervals import Interval
from workflow.monitoring.statistics.ranking.ranks import rank_sum, signed_rank
from workflow.monitoring.statistics.ranking.superiority import brunner_munzel
from workflow.monitoring.statistics.shares.paired import bonett_price, mcnemar_mid_p
from workflow.monitoring.statistics.shares.proportions import fisher_exact, newcombe, wilson

pytestmark = pytest.mark.long

TIMES = 4_000
SCALE = np.array([0.1, 0.25, 0.3, 0.25, 0.1])
Draw = np.random.Generator


def coverage(interval: Callable[[Draw], Interval | None], truth: float) -> float:
    draw = np.random.default_rng(2017)
    found = [interval(draw) for _ in range(TIMES)]
    return float(np.mean([one is not None and one.low <= truth <= one.high for one in found]))


def alarms(p: Callable[[Draw], float | None]) -> float:
    """At the level of 0.05, where there is nothing to find."""
    draw = np.random.default_rng(2018)
    return float(np.mean([(p(draw) or 0.0) <= 0.05 for _ in range(TIMES)]))


def scale(draw: Draw, n: int, shares: Floats = SCALE) -> Ints:
    return draw.choice(5, n, p=shares)


def test_wilson() -> None:
    assert coverage(lambda draw: wilson(int(draw.binomial(30, 0.2)), 30), 0.2) > 0.935


def test_newcombe() -> None:
    def interval(draw: Draw) -> Interval:
        return newcombe(int(draw.binomial(25, 0.3)), 25, int(draw.binomial(40, 0.55)), 40)

    assert 0.935 < coverage(interval, 0.25) < 0.975


def test_bonett_price() -> None:
    def interval(draw: Draw) -> Interval:
        improved, worsened, _ = draw.multinomial(25, [0.3, 0.1, 0.6])
        return bonett_price(int(improved), int(worsened), 25)

    assert 0.94 < coverage(interval, 0.2) < 0.985


def test_brunner_munzel() -> None:
    """Answers after are of another spread: 0.1·… summed over both scales."""
    after = np.array([0.05, 0.1, 0.2, 0.3, 0.35])
    below = np.cumsum(SCALE) - SCALE / 2

    found = coverage(
        lambda draw: brunner_munzel(scale(draw, 20), scale(draw, 25, after)).interval,
        float(after @ below),
    )

    assert 0.93 < found < 0.97


def test_the_common_difference_of_mantel_and_haenszel() -> None:
    before, after = np.array([40, 25, 60]), np.array([35, 30, 50])
    shares = np.array([0.2, 0.4, 0.6])

    def interval(draw: Draw) -> Interval | None:
        was, became = draw.binomial(before, shares), draw.binomial(after, shares + 0.15)
        rows = np.stack([was, before - was, became, after - became], axis=1)
        return mantel_haenszel(rows.reshape(-1, 2, 2)).difference_interval

    assert 0.94 < coverage(interval, 0.15) < 0.965


def test_the_common_odds_ratio_of_mantel_and_haenszel() -> None:
    odds = np.array([0.3, 0.7, 1.5])

    def interval(draw: Draw) -> Interval | None:
        was, became = (
            draw.binomial(30, odds / (1 + odds)),
            draw.binomial(30, 2 * odds / (1 + 2 * odds)),
        )
        rows = np.stack([was, 30 - was, became, 30 - became], axis=1)
        return mantel_haenszel(rows.reshape(-1, 2, 2)).interval

    assert 0.94 < coverage(interval, 2.0) < 0.97


def test_partly_linked() -> None:
    def interval(draw: Draw) -> Interval | None:
        own = draw.normal(size=60)
        before, after = own[:40] + draw.normal(size=40), own[20:] + draw.normal(0.5, size=40)
        return partly_linked(before, np.arange(40), after, np.arange(20, 60)).interval

    assert 0.935 < coverage(interval, 0.5) < 0.965


def test_tests_do_not_cry_wolf() -> None:
    def changed(draw: Draw) -> float:
        improved = int(draw.binomial(15, 0.5))
        return mcnemar_mid_p(improved, 15 - improved)

    def fisher(draw: Draw) -> float:
        return fisher_exact(int(draw.binomial(20, 0.4)), 20, int(draw.binomial(25, 0.4)), 25)

    assert alarms(lambda draw: signed_rank(scale(draw, 15) - scale(draw, 15)).p) < 0.056
    assert alarms(lambda draw: rank_sum(scale(draw, 8), scale(draw, 20)).p) < 0.056
    assert alarms(fisher) < 0.056
    assert alarms(changed) < 0.056  # mid-p promises it on average only
