"""Shares of different people, against published figures and other programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from workflow.monitoring.statistics.shares.proportions import fisher_exact, newcombe, wilson

COUNT = st.integers(0, 60)


@st.composite
def two_shares(draw: st.DrawFn) -> tuple[int, int, int, int]:
    n_before, n_after = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    return draw(st.integers(0, n_before)), n_before, draw(st.integers(0, n_after)), n_after


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_wilsons_interval_is_the_published_one(
    successes: int, n: int, low: float, high: float
) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_has_no_interval(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(successes, n)


@pytest.mark.parametrize("level", [0.0, 1.0, 95])
def test_a_level_is_between_0_and_1(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        wilson(1, 2, level)


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17:873, table II, method 10.
    [
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((2, 7), (6, 7), 0.0582, 0.8062),
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 20), (0, 10), -0.1611, 0.2775),
        ((0, 10), (10, 10), 0.6075, 1.0),
    ],
)
def test_newcombes_interval_of_a_difference_is_the_published_one(
    before: tuple[int, int], after: tuple[int, int], low: float, high: float
) -> None:
    assert newcombe(*before, *after) == pytest.approx((low, high), abs=5e-5)


@given(two_shares())
def test_a_difference_turned_round_or_told_by_the_others_has_the_interval_turned_round(
    shares: tuple[int, int, int, int],
) -> None:
    before, n_before, after, n_after = shares
    found = newcombe(*shares)
    swapped = newcombe(after, n_after, before, n_before)
    complement = newcombe(n_before - before, n_before, n_after - after, n_after)

    assert swapped == pytest.approx((-found.high, -found.low))
    assert complement == pytest.approx((-found.high, -found.low))
    assert found.low - 1e-12 <= after / n_after - before / n_before <= found.high + 1e-12


@given(two_shares())
def test_a_round_in_which_all_were_asked_adds_nothing_to_the_width(
    shares: tuple[int, int, int, int],
) -> None:
    before, n_before, after, n_after = shares
    found = newcombe(*shares, corrections=(0.0, 1.0))
    alone = wilson(after, n_after)

    shift = before / n_before
    assert found == pytest.approx((alone.low - shift, alone.high - shift))


@pytest.mark.parametrize(
    ("table", "p"),
    [
        ((3, 4, 1, 4), 34 / 70),  # Fisher 1935, The Design of Experiments: tea and milk
        ((2, 17, 10, 13), 0.0005367),  # Fisher 1935, JRSS 98: convicted twins; two-sided by R
        ((0, 0, 3, 5), 1.0),
        ((5, 5, 7, 7), 1.0),
    ],
)
def test_fishers_p_is_as_published(table: tuple[int, int, int, int], p: float) -> None:
    assert fisher_exact(*table) == pytest.approx(p, abs=5e-8)


@given(two_shares())
def test_fishers_p_is_scipys_and_the_same_turned_round(shares: tuple[int, int, int, int]) -> None:
    before, n_before, after, n_after = shares
    table = [[before, n_before - before], [after, n_after - after]]

    found = fisher_exact(*shares)

    assert found == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-9)
    assert found == pytest.approx(fisher_exact(after, n_after, before, n_before))
    assert found == pytest.approx(
        fisher_exact(n_before - before, n_before, n_after - after, n_after)
    )


def test_fishers_p_of_a_hundred_thousand_is_scipys() -> None:
    table = [[30_000, 70_000], [30_400, 69_600]]

    found = fisher_exact(30_000, 100_000, 30_400, 100_000)

    assert found == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-6)
