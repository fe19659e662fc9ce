"""How often an answer after is higher."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from workflow.monitoring.statistics.ranking.ranks import rank_sum
from workflow.monitoring.statistics.ranking.superiority import brunner_munzel, separation_interval

SCALE = st.lists(st.integers(1, 5), min_size=1, max_size=20)
PAIN_BEFORE = np.array([1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1])
PAIN_AFTER = np.array([3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4])
"""Pain after surgery, two treatments: Brunner & Munzel 2000."""


def test_the_published_example_of_pain_scores() -> None:
    """As in Neubert & Brunner 2007, Computational Statistics & Data Analysis 51:5192, who correct
    a misprint of 2000, and in R's `lawstat`: 0.788961 (0.5952169 to 0.9827052), p 0.005786."""
    found = brunner_munzel(PAIN_BEFORE, PAIN_AFTER)

    assert found.value == pytest.approx(0.788961, abs=5e-7)
    assert found.interval == pytest.approx((0.5952169, 0.9827052), abs=5e-7)
    assert found.p == pytest.approx(0.005786, abs=5e-7)
    assert found.p == pytest.approx(stats.brunnermunzel(PAIN_BEFORE, PAIN_AFTER).pvalue)


@given(SCALE, SCALE)
def test_cliffs_delta_is_counted_over_all_pairs(before: list[int], after: list[int]) -> None:
    found = brunner_munzel(np.array(before), np.array(after))

    wins = np.sign(np.array(after)[:, None] - np.array(before))
    assert found.cliffs_delta == pytest.approx(wins.mean())
    assert found.delta_interval.low - 1e-9 <= found.cliffs_delta <= found.delta_interval.high + 1e-9


@given(SCALE, SCALE)
def test_turned_round_or_told_from_the_other_end_it_is_the_complement(
    before: list[int], after: list[int]
) -> None:
    first, second = np.array(before), np.array(after)
    found = brunner_munzel(first, second)

    for other in (brunner_munzel(second, first), brunner_munzel(-first, -second)):
        assert other.value == pytest.approx(1 - found.value)
        assert other.interval == pytest.approx((1 - found.interval.high, 1 - found.interval.low))
        assert other.p == pytest.approx(found.p)
        assert 0 <= other.p <= 1


def test_only_the_order_counts() -> None:
    stretched = brunner_munzel(PAIN_BEFORE**3, PAIN_AFTER**3)

    assert stretched == brunner_munzel(PAIN_BEFORE, PAIN_AFTER)


def test_completely_separate_groups_are_not_told_to_be_certain() -> None:
    before, after = np.array([1, 1, 2, 2, 2]), np.array([3, 4, 4, 5, 5, 5])

    found = brunner_munzel(before, after)

    assert (found.value, found.variance, found.interval.high) == (1, 0, 1)
    assert 0.5 < found.interval.low < 0.9
    assert found.p == rank_sum(before, after).p == pytest.approx(2 / 462)


def test_all_alike_is_no_change_and_still_not_certain() -> None:
    found = brunner_munzel(np.full(8, 3), np.full(9, 3))

    assert (found.value, found.p) == (0.5, 1)
    assert found.interval.low < 0.5 < found.interval.high


@pytest.mark.parametrize(("value", "n_before", "n_after"), [(0.893, 58, 51), (1, 5, 6), (0, 9, 4)])
def test_the_bounds_of_newcombes_method_5_solve_its_equation(
    value: float, n_before: int, n_after: int
) -> None:
    """(bound - value)² = z² V(bound), with V of Newcombe 2006, part 2, and as it says mirrored."""
    found = separation_interval(value, n_before, n_after, 0.95)
    more = (n_before + n_after) / 2 - 1

    for bound in found:
        spread = 1 + more * ((1 - bound) / (2 - bound) + bound / (1 + bound))
        variance = bound * (1 - bound) / (n_before * n_after) * spread
        assert (bound - value) ** 2 == pytest.approx(1.959964**2 * variance, abs=1e-6)
    mirrored = separation_interval(1 - value, n_before, n_after, 0.95)
    assert mirrored == pytest.approx((1 - found.high, 1 - found.low))


def test_one_answer_has_an_interval_of_some_width() -> None:
    found = brunner_munzel(np.array([2]), np.array([1, 3, 3, 3]))

    assert found.value == 0.75
    assert found.interval.low < 0.5 < found.interval.high


def test_nobody_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="finite numbers"):
        brunner_munzel(np.array([], dtype=np.int64), np.array([1]))


def test_large_separate_groups_take_no_time() -> None:
    low = np.arange(100_000, dtype=np.float64)

    for before, after in ((low, low + 1e6), (np.full(2_000, 1), np.full(2_000, 2))):
        found = brunner_munzel(before, after)
        assert (found.value, found.interval.high) == (1, 1)
        assert found.interval.low > 0.99
        assert found.p < 1e-100


def test_a_long_scale_and_a_short_one_are_told_alike() -> None:
    """Sorted, or counted."""
    counted = brunner_munzel(PAIN_BEFORE, PAIN_AFTER)

    assert brunner_munzel(PAIN_BEFORE * 10_000, PAIN_AFTER * 10_000) == counted
    assert brunner_munzel(PAIN_BEFORE / 7, PAIN_AFTER / 7) == counted
