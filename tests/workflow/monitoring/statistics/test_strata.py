"""Several districts, pooled."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import StratifiedTable

from workflow.monitoring.statistics.arrays import Ints
from workflow.monitoring.statistics.districts.strata import mantel_haenszel, pooled_within, weight

SMOKING = np.array(
    [
        [[35, 61], [126, 100]],
        [[497, 807], [908, 688]],
        [[336, 598], [913, 747]],
        [[58, 121], [235, 172]],
        [[121, 215], [402, 308]],
        [[72, 98], [182, 156]],
        [[11, 43], [60, 99]],
        [[21, 36], [104, 89]],
    ]
)
"""Smoking and lung cancer in eight Chinese cities (Liu 1992): Agresti 1996, An Introduction to
Categorical Data Analysis, table 3.3. Rows: others, smokers; columns: ill, not ill."""


@st.composite
def districts(draw: st.DrawFn) -> Ints:
    cell = st.integers(0, 12)
    tables = draw(st.lists(st.tuples(cell, cell, cell, cell), min_size=1, max_size=6))
    found = np.array(tables).reshape(-1, 2, 2)
    found[0] += 1  # one at least has both rounds and both answers
    return found


def test_agrestis_eight_cities_are_as_published() -> None:
    """Section 3.2: common odds ratio 2.17 (1.98 to 2.38), test statistic 280.1."""
    found = mantel_haenszel(SMOKING)

    assert found.odds_ratio == pytest.approx(2.17, abs=5e-3)
    assert found.interval == pytest.approx((1.98, 2.38), abs=5e-3)
    assert 0 < found.p < 1e-60


@given(districts())
def test_the_odds_ratio_and_the_test_are_those_of_statsmodels(tables: Ints) -> None:
    both = tables[(tables.sum(axis=2) > 0).all(axis=1)]
    theirs = StratifiedTable([table[::-1].astype(float) for table in both])

    found = mantel_haenszel(tables)

    assert found.odds_ratio == pytest.approx(theirs.oddsratio_pooled)
    assert found.interval == pytest.approx(theirs.oddsratio_pooled_confint())
    assert found.p == pytest.approx(theirs.test_null_odds(correction=False).pvalue)


@given(districts())
def test_turned_round_the_ratio_is_its_inverse_and_the_difference_its_negative(
    tables: Ints,
) -> None:
    found = mantel_haenszel(tables)

    for turned in (mantel_haenszel(tables[:, ::-1]), mantel_haenszel(tables[:, :, ::-1])):
        assert turned.odds_ratio == pytest.approx(1 / (found.odds_ratio or inf))
        assert turned.difference == pytest.approx(-found.difference)
        assert turned.p == pytest.approx(found.p)
        assert found.difference_interval is not None
        low, high = found.difference_interval
        assert turned.difference_interval == pytest.approx((-high, -low))
        assert low <= found.difference <= high


@pytest.mark.parametrize("table", [[[5, 7], [9, 2]], [[50, 3], [20, 19]], [[1, 40], [6, 3]]])
def test_with_one_district_satos_variance_is_that_of_a_plain_difference(
    table: list[list[int]],
) -> None:
    (was, not_was), (became, not_became) = table
    n_before, n_after = was + not_was, became + not_became
    first, second = was / n_before, became / n_after
    error = (first * (1 - first) / n_before + second * (1 - second) / n_after) ** 0.5

    found = mantel_haenszel(np.array([table]))

    change = second - first
    assert found.difference == pytest.approx(change)
    expected = (max(-1, change - 1.959964 * error), min(1, change + 1.959964 * error))
    assert found.difference_interval == pytest.approx(expected, abs=1e-6)


def test_districts_with_one_round_only_say_nothing() -> None:
    alone = np.array([[[4, 5], [0, 0]], [[0, 0], [3, 3]]])

    assert mantel_haenszel(np.concatenate([SMOKING, alone])) == mantel_haenszel(SMOKING)
    with pytest.raises(ValueError, match="both rounds"):
        mantel_haenszel(alone)


@pytest.mark.parametrize(
    ("table", "ratio", "p"),
    [
        ([[0, 5], [4, 1]], inf, 0.0143),  # z² = 6
        ([[5, 0], [1, 4]], 0.0, 0.0143),
        ([[5, 0], [7, 0]], None, 1.0),
    ],
)
def test_empty_cells_give_a_ratio_without_an_interval(
    table: list[list[int]], ratio: float | None, p: float
) -> None:
    found = mantel_haenszel(np.array([table]))

    assert (found.odds_ratio, found.interval) == (ratio, None)
    assert found.p == pytest.approx(p, abs=5e-4)


def test_complete_separation_has_no_interval_of_the_difference() -> None:
    found = mantel_haenszel(np.array([[[0, 5], [6, 0]], [[0, 3], [4, 0]]]))

    assert (found.difference, found.difference_interval) == (1, None)


def test_changes_within_districts_are_weighed_by_size() -> None:
    found = pooled_within([0.2, 0.4], [0.01, 0.02], [30, 10])

    assert found.value == pytest.approx(0.25)
    error = (0.75**2 * 0.01 + 0.25**2 * 0.02) ** 0.5
    assert found.interval == pytest.approx((0.25 - 1.96 * error, 0.25 + 1.96 * error), abs=1e-5)
    assert found.p == pytest.approx(0.00257, abs=5e-6)  # z = 3.015


def test_pooled_differences_of_shares_are_those_of_mantel_and_haenszel() -> None:
    counts = SMOKING.sum(axis=2)
    shares = SMOKING[:, :, 0] / counts
    sizes = [weight(*pair) for pair in counts.tolist()]

    found = pooled_within(shares[:, 1] - shares[:, 0], np.ones(8), sizes)

    assert found.value == pytest.approx(mantel_haenszel(SMOKING).difference)


def test_a_pooled_change_without_any_variance_has_no_interval() -> None:
    assert pooled_within([0.5, 0.5], [0, 0], [3, 4]) == (0.5, None, None)
    assert pooled_within([0, 0], [0, 0], [3, 4]) == (0, None, 1)


@pytest.mark.parametrize("rows", [([], [], []), ([1], [1, 2], [3]), ([1], [1], [0])])
def test_districts_without_size_are_a_mistake(
    rows: tuple[list[float], list[float], list[float]],
) -> None:
    with pytest.raises(ValueError, match="each district"):
        pooled_within(*rows)
