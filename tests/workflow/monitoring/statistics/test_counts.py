"""Numbers that people counted."""

from itertools import product
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.rates import test_poisson_2indep as statsmodels_rates

from workflow.monitoring.statistics.counts import mean_change, rate_ratio, sign_flip
from workflow.monitoring.statistics.exact import flips

DARWIN = np.array([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48])
"""Crossed less self-fertilised maize, in eighths of an inch: Fisher 1935, The Design of
Experiments, §17."""


def by_hand(differences: list[float]) -> float:
    signs = np.array(list(product([-1, 1], repeat=len(differences))))
    sums = np.abs(signs @ np.abs(differences))
    return float((sums >= abs(sum(differences)) - 1e-9).mean())


def test_fishers_example_of_darwins_maize() -> None:
    """§21: in 863 of 32,768 ways the crossed plants come out ahead by as much."""
    assert sign_flip(DARWIN) == pytest.approx((2 * 863 / 2**15, True))


@given(st.lists(st.integers(-30, 30), min_size=1, max_size=9))
@settings(max_examples=100)
def test_sign_flips_are_those_of_all_ways(differences: list[int]) -> None:
    found = sign_flip(np.array(differences))

    assert found == pytest.approx((by_hand([float(d) for d in differences]), True))
    assert sign_flip(-np.array(differences)) == found


@given(st.lists(st.decimals(-5, 5, places=2).map(float), min_size=1, max_size=8))
@settings(max_examples=50)
def test_decimals_flip_exactly_too(differences: list[float]) -> None:
    assert sign_flip(np.array(differences)) == pytest.approx((by_hand(differences), True))


def test_above_the_limit_normal_flips_are_near_the_exact_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draw = np.random.default_rng(3)
    differences = draw.poisson(4, 200) - draw.poisson(3.7, 200)
    exact = sign_flip(differences)
    monkeypatch.setattr(flips, "MOST_STEPS", 0)

    near = sign_flip(differences)

    assert (exact.exact, near.exact) == (True, False)
    assert near.p == pytest.approx(exact.p, abs=5e-3)


def test_large_and_uneven_amounts_are_not_exact_and_do_not_fail() -> None:
    amounts = np.random.default_rng(4).normal(1e11, 1e11, 100_000)

    found = sign_flip(amounts)

    assert not found.exact
    assert 0 <= found.p < 1e-12
    with pytest.raises(ValueError, match="not expected"):
        sign_flip(np.array([1e13, 2.0]))


def test_nobody_changing_is_no_change_and_has_no_interval() -> None:
    nothing = np.zeros(9, dtype=np.int64)

    assert sign_flip(nothing) == (1.0, True)
    assert mean_change(nothing) is None
    assert mean_change(np.array([2])) is None


def test_the_mean_change_of_darwins_maize() -> None:
    """t = 2.148 with 14 degrees of freedom (Fisher 1935, §17); mean 20.93."""
    found = mean_change(DARWIN)

    theirs = stats.ttest_1samp(DARWIN, 0).confidence_interval()
    assert found == pytest.approx((theirs.low, theirs.high))
    assert mean_change(-DARWIN) == pytest.approx((-theirs.high, -theirs.low))


def test_the_rate_ratio_of_a_published_example() -> None:
    """Sahai & Khurshid 1996, as worked in the manual of R's `poisson.test`: 11 in 800 and 21 in
    3,011 person-years; ratio 1.971488, limits 0.8584264 and 4.2772659."""
    found = rate_ratio(21, 3_011, 11, 800)

    assert found.value == pytest.approx(1.971488, abs=5e-7)
    assert found.interval == pytest.approx((0.8584264, 4.2772659), abs=5e-7)


COUNTS = st.integers(0, 60)


@given(COUNTS, COUNTS, st.floats(0.5, 20), st.floats(0.5, 20))
def test_a_rate_ratio_turned_round_is_its_inverse(
    before: int, after: int, exposure_before: float, exposure_after: float
) -> None:
    found = rate_ratio(before, exposure_before, after, exposure_after)
    turned = rate_ratio(after, exposure_after, before, exposure_before)

    assert turned.p == pytest.approx(found.p)
    if found.value is None:
        return
    assert found.interval.low <= found.value <= found.interval.high
    if before and after:
        assert turned.value == pytest.approx(1 / found.value)
        inverse = (1 / found.interval.high, 1 / found.interval.low)
        assert turned.interval == pytest.approx(inverse, rel=1e-6)


@given(COUNTS, COUNTS)
def test_p_is_below_five_per_cent_exactly_where_the_interval_leaves_one_out(
    before: int, after: int
) -> None:
    found = rate_ratio(before, 2.0, after, 3.0)

    leaves_out = not found.interval.low <= 1 <= found.interval.high
    assert (found.p < 0.05) == leaves_out


@given(st.integers(1, 40), st.integers(1, 40))
def test_with_equal_exposure_p_is_statsmodels(before: int, after: int) -> None:
    """Then the tails are alike, and doubling one is adding both."""
    theirs = statsmodels_rates(after, 10, before, 10, method="exact-cond").pvalue

    assert rate_ratio(before, 10, after, 10).p == pytest.approx(min(1, theirs))


def test_no_occurrences_give_no_more_than_they_can() -> None:
    assert rate_ratio(0, 5, 0, 5) == (None, (0, inf), 1)
    none_before, none_after = rate_ratio(0, 10, 6, 10), rate_ratio(6, 10, 0, 10)
    assert (none_before.value, none_before.interval.high) == (inf, inf)
    assert (none_after.value, none_after.interval.low) == (0, 0)
    assert none_before.p == none_after.p == pytest.approx(2 / 64)
    assert none_after.interval.high == pytest.approx(1 / none_before.interval.low)


@pytest.mark.parametrize("wrong", [(-1, 5, 2, 5), (1, 0, 2, 5), (1, 5, 2, -1)])
def test_counts_below_nothing_and_no_exposure_are_a_mistake(
    wrong: tuple[int, float, int, float],
) -> None:
    with pytest.raises(ValueError, match="exposures"):
        rate_ratio(*wrong)
