"""Ranks: exact also with ties and zeros, as all signs and all choices gone through show."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from workflow.monitoring.statistics.exact import flips
from workflow.monitoring.statistics.ranking import ranks
from workflow.monitoring.statistics.ranking.ranks import rank_sum, signed_rank

SCALE = st.integers(1, 5)
STEPS = st.lists(st.integers(-4, 4), min_size=1, max_size=9)


def signed_rank_by_hand(differences: list[int]) -> float:
    """Every way to give signs, one by one."""
    places = stats.rankdata(np.abs(differences))
    moved = np.array(differences) != 0
    mine = places[moved]
    observed = places[np.array(differences) > 0].sum()
    sums = [mine @ np.array(signs) for signs in product([0, 1], repeat=len(mine))]
    distances = np.abs(np.array(sums) - mine.sum() / 2)
    return float((distances >= abs(observed - mine.sum() / 2) - 1e-9).mean())


def rank_sum_by_hand(before: list[int], after: list[int]) -> float:
    """Every choice of as many answers, one by one."""
    places = stats.rankdata(before + after)
    mean = len(before) * places.mean()
    sums = np.array([sum(chosen) for chosen in combinations(places, len(before))])
    observed = places[: len(before)].sum()
    return float((np.abs(sums - mean) >= abs(observed - mean) - 1e-9).mean())


@given(STEPS)
@settings(max_examples=150)
def test_signed_ranks_are_those_of_all_ways_to_give_signs(differences: list[int]) -> None:
    found = signed_rank(np.array(differences))

    assert found == pytest.approx((signed_rank_by_hand(differences), True))
    assert 0 < found.p <= 1


@given(STEPS)
def test_a_change_turned_round_is_as_probable(differences: list[int]) -> None:
    steps = np.array(differences)

    assert signed_rank(steps) == signed_rank(-steps)
    assert signed_rank(steps / 10).p == pytest.approx(signed_rank(steps).p)


@given(st.lists(SCALE, min_size=1, max_size=5), st.lists(SCALE, min_size=1, max_size=6))
@settings(max_examples=150)
def test_the_rank_sum_is_that_of_all_choices(before: list[int], after: list[int]) -> None:
    found = rank_sum(np.array(before), np.array(after))

    assert found == pytest.approx((rank_sum_by_hand(before, after), True))
    assert found.p == pytest.approx(rank_sum(np.array(after), np.array(before)).p)


@given(
    st.lists(st.integers(-90, 90), min_size=1, max_size=8, unique_by=abs).filter(
        lambda steps: 0 not in steps
    )
)
def test_without_ties_and_zeros_signed_ranks_are_scipys(differences: list[int]) -> None:
    steps = np.array(differences)

    theirs = stats.wilcoxon(steps, method="exact").pvalue
    assert signed_rank(steps).p == pytest.approx(min(1, theirs))


@pytest.mark.parametrize("size", [3, 9, 25])
def test_without_ties_the_rank_sum_is_scipys(size: int) -> None:
    draw = np.random.default_rng(size)
    before, after = draw.normal(size=size), draw.normal(0.4, size=30)

    theirs = stats.mannwhitneyu(before, after, method="exact").pvalue
    assert rank_sum(before, after) == pytest.approx((theirs, True))


def test_scipys_exact_signed_ranks_are_wrong_with_ties_and_zeros() -> None:
    """The reason for ours: what it calls exact is not what all ways to give signs come to."""
    differences = [0, 0, 0, 1, 1, 1, 1, 2, 2, -1]
    right = signed_rank_by_hand(differences)

    theirs = stats.wilcoxon(differences, zero_method="pratt", method="exact").pvalue

    assert theirs != pytest.approx(right, abs=5e-3)
    assert signed_rank(np.array(differences)).p == pytest.approx(right)


def test_scipys_exact_rank_sum_is_wrong_with_ties() -> None:
    before, after = [1, 1, 2, 2, 3], [2, 3, 3, 3, 4, 4]
    right = rank_sum_by_hand(before, after)

    theirs = stats.mannwhitneyu(before, after, method="exact").pvalue

    assert theirs != pytest.approx(right, abs=5e-3)
    assert rank_sum(np.array(before), np.array(after)).p == pytest.approx(right)


@pytest.mark.parametrize("n", [30, 100, 150])
def test_far_out_tails_keep_their_digits(n: int) -> None:
    """All of n rise: of all ways to give signs two are as far."""
    found = signed_rank(np.arange(1, n + 1))

    assert found == pytest.approx((2.0 ** (1 - n), True), rel=1e-12)


@pytest.mark.parametrize(("n", "exact"), [(600, True), (5_000, False), (100_000, False)])
def test_a_scale_of_five_stays_exact_with_hundreds_of_people(n: int, exact: bool) -> None:
    """Above it is scipy's normal approximation, but for its step of continuity."""
    draw = np.random.default_rng(n)
    differences = draw.integers(1, 6, n) - draw.integers(1, 6, n)

    found = signed_rank(differences)

    theirs = stats.wilcoxon(differences, zero_method="pratt", correction=False, method="asymptotic")
    assert found == pytest.approx((theirs.pvalue, exact), abs=1e-3)


def test_without_ties_the_normal_signed_ranks_are_scipys() -> None:
    differences = np.random.default_rng(2).normal(0.1, 1, 300)

    theirs = stats.wilcoxon(differences, correction=True, method="asymptotic").pvalue
    assert signed_rank(differences) == pytest.approx((theirs, False))


def test_two_steps_stay_exact_with_a_hundred_thousand_people() -> None:
    """Yes and no coded 1 and 0: signed ranks of one size are the test of signs."""
    differences = np.repeat([1, 0, -1], [20_300, 60_000, 19_700])

    theirs = stats.binomtest(20_300, 40_000).pvalue
    assert signed_rank(differences) == pytest.approx((theirs, True), rel=1e-9)


def test_above_the_limit_normal_signed_ranks_are_near_the_exact_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draw = np.random.default_rng(7)
    differences = draw.integers(-3, 5, 120)
    exact = signed_rank(differences)
    monkeypatch.setattr(flips, "MOST_STEPS", 0)

    near = signed_rank(differences)

    assert (exact.exact, near.exact) == (True, False)
    assert near.p == pytest.approx(exact.p, abs=2e-3)


def test_above_the_limit_the_normal_rank_sum_is_near_the_exact_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draw = np.random.default_rng(8)
    before, after = draw.integers(1, 6, 9), draw.integers(2, 6, 40)
    exact = rank_sum(before, after)
    monkeypatch.setattr(ranks, "MOST_STEPS", 0)

    near = rank_sum(before, after)

    assert (exact.exact, near.exact) == (True, False)
    assert near.p == pytest.approx(exact.p, abs=0.03)


def test_without_ties_the_normal_rank_sum_is_scipys() -> None:
    draw = np.random.default_rng(9)
    before, after = draw.normal(size=9), draw.normal(size=2_000)

    theirs = stats.mannwhitneyu(before, after, method="asymptotic", use_continuity=True).pvalue
    assert rank_sum(before, after) == pytest.approx((theirs, False))


def test_nine_against_a_hundred_thousand_on_a_scale_are_exact() -> None:
    after = np.repeat([1, 2, 3, 4, 5], [10_000, 30_000, 30_000, 20_000, 10_000])

    found = rank_sum(np.array([4, 4, 5, 5, 5, 3, 5, 4, 5]), after)

    assert found.exact
    assert 0 < found.p < 0.001


def test_nobody_changing_is_no_change() -> None:
    assert signed_rank(np.zeros(7, dtype=np.int64)) == (1.0, True)
    assert rank_sum(np.array([3, 3, 3]), np.array([3, 3])) == (1.0, True)


def test_nobody_at_all_is_a_mistake() -> None:
    nobody, gap = np.array([], dtype=np.int64), np.array([1.0, np.nan])
    for wrong in (nobody, gap):
        with pytest.raises(ValueError, match="finite numbers"):
            signed_rank(wrong)
        with pytest.raises(ValueError, match="finite numbers"):
            rank_sum(wrong, np.array([1, 2]))


def test_decimals_that_differ_by_rounding_alone_are_tied() -> None:
    """0.1 + 0.2 is not 0.3 to a computer."""
    assert signed_rank(np.array([0.1 + 0.2, -0.3, 0.3])) == signed_rank(np.array([3, -3, 3]))
