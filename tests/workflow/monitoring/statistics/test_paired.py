"""Changes of the same people, against published figures and all ways to change."""

from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.monitoring.statistics.shares.paired import (
    bonett_price,
    mcnemar_mid_p,
    net_change_variance,
)

COUNT = st.integers(0, 60)


@pytest.mark.parametrize(
    ("improved", "worsened", "p"),
    [
        (1, 7, 0.039),  # Fagerland et al. 2013: airway hyper-responsiveness (Bentur 2009)
        (16, 6, 0.035),  # the same: complete response (Cavo 2012)
        (0, 0, 1.0),
        (0, 1, 0.5),
        (1, 1, 0.75),
        (6, 0, 0.015625),
    ],
)
def test_mcnemars_mid_p_is_as_published(improved: int, worsened: int, p: float) -> None:
    assert mcnemar_mid_p(improved, worsened) == pytest.approx(p, abs=5e-4)


@pytest.mark.parametrize(("improved", "worsened"), list(product(range(7), range(7)))[1:])
def test_mcnemars_mid_p_is_summed_over_all_ways_to_change(improved: int, worsened: int) -> None:
    """As far from as many each way counts in full if further, by half if just as far."""
    n, distance = improved + worsened, abs(improved - worsened)
    further = sum(comb(n, k) for k in range(n + 1) if abs(2 * k - n) > distance)
    as_far = sum(comb(n, k) for k in range(n + 1) if abs(2 * k - n) == distance)

    found = mcnemar_mid_p(improved, worsened)

    assert found == pytest.approx((further + as_far / 2) / 2**n)
    assert found == mcnemar_mid_p(worsened, improved)


def test_ratings_of_the_prime_minister() -> None:
    """Agresti 2002, Categorical Data Analysis (2nd ed.), table 10.1: of 1,600 people 150 turned
    from approval and 86 to it; 0.04 fewer, by Wald's interval 0.02 to 0.06; z² = 17.36."""
    assert bonett_price(86, 150, 1600) == pytest.approx((-0.0587, -0.0213), abs=5e-4)
    assert mcnemar_mid_p(86, 150) == pytest.approx(3.1e-5, abs=3e-6)


def test_a_hundred_thousand_pairs_are_no_trouble() -> None:
    assert mcnemar_mid_p(50_000, 50_000) == pytest.approx(1, abs=2e-3)
    assert mcnemar_mid_p(100_000, 0) == 0


def test_the_interval_of_a_paired_difference_is_as_worked_by_hand() -> None:
    """7 rose and 1 fell of 21: 8/23 - 2/23, and a variance of (10/23 - (6/23)²)/23."""
    error = ((10 / 23 - (6 / 23) ** 2) / 23) ** 0.5

    expected = (6 / 23 - 1.959964 * error, 6 / 23 + 1.959964 * error)
    assert bonett_price(7, 1, 21) == pytest.approx(expected, abs=1e-6)
    assert net_change_variance(7, 1, 21) == pytest.approx(error**2)


@given(COUNT, COUNT, st.integers(1, 60))
def test_a_net_change_turned_round_has_the_interval_turned_round(
    improved: int, worsened: int, same: int
) -> None:
    n = improved + worsened + same
    found, turned = bonett_price(improved, worsened, n), bonett_price(worsened, improved, n)

    assert found == pytest.approx((-turned.high, -turned.low))
    assert -1 <= found.low <= (improved - worsened) / n <= found.high <= 1


@pytest.mark.parametrize("counts", [(-1, 2, 5), (3, 3, 5), (0, 0, 0)])
def test_changes_beyond_the_pairs_are_a_mistake(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"not among|no pairs"):
        bonett_price(*counts)


def test_everybody_improving_and_nobody_changing_have_intervals() -> None:
    assert bonett_price(6, 0, 6).high == 1
    assert bonett_price(6, 0, 6).low > 0
    low, high = bonett_price(0, 0, 10)
    assert low == -high < 0
