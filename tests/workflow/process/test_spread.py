from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.process.spread import Spread, quantiles, spread

pytestmark = pytest.mark.long

REMISSION = [6, 6, 6, 7, 10, 13, 16, 22, 23]
STILL_IN_REMISSION = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
"""Weeks of patients under 6-mercaptopurine (Freireich 1963): the estimate's classic example, whose
median is known to be 23."""
TIMES = st.lists(st.integers(0, 50), max_size=30)


@pytest.mark.parametrize(
    ("ended", "going_on", "median", "p90"),
    [
        ([], [], None, None),
        ([7], [], 7, 7),
        ([1, 2], [], 1, 2),
        ([1, 2, 3], [], 2, 3),
        (list(range(1, 11)), [], 5, 9),
        ([], [3, 4], None, None),  # nothing has ended
        ([5], [9], 5, None),  # half has ended, and of the other half nobody knows
        ([5], [1], 5, 5),  # what goes on was not there yet at five
        ([1, 2, 3], [2], 2, 3),  # Kaplan and Meier: 3/4, 1/2, then 0
        (REMISSION, STILL_IN_REMISSION, 23, None),
    ],
)  # fmt: skip
def test_quantiles_take_into_account_what_goes_on(
    ended: list[int], going_on: list[int], median: int | None, p90: int | None
) -> None:
    assert spread(ended, going_on) == Spread(
        len(ended), len(going_on), median, p90, max(going_on, default=None)
    )


@given(TIMES.filter(bool), st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9]))
def test_where_nothing_goes_on_it_is_the_first_time_that_enough_keep_within(
    ended: list[int], share: float
) -> None:
    (found,) = quantiles(ended, [], [share])

    within = [time for time in ended if sum(t <= time for t in ended) >= share * len(ended) - 1e-9]
    assert found == min(within)


@given(TIMES, TIMES)
def test_it_is_the_product_limit_estimate_computed_time_by_time(
    ended: list[int], going_on: list[int]
) -> None:
    left, expected = 1.0, None
    for time in sorted(set(ended)):
        at_risk = sum(t >= time for t in [*ended, *going_on])
        left *= 1 - ended.count(time) / at_risk
        if expected is None and left <= 0.5 + 1e-9:
            expected = time
    assert spread(ended, going_on).median == expected


@given(TIMES.filter(bool), TIMES)
def test_what_goes_on_never_makes_it_look_quicker(ended: list[int], going_on: list[int]) -> None:
    known = spread(ended, []).median
    censored = spread(ended, going_on).median

    assert known is not None
    assert censored is None or censored >= known


@given(TIMES, TIMES)
def test_nine_of_ten_take_no_less_than_half(ended: list[int], going_on: list[int]) -> None:
    found = spread(ended, going_on)

    assert found.p90 is None or (found.median is not None and found.median <= found.p90)
    assert found.median is None or found.median in ended
    assert bisect_left(sorted(ended), found.p90 or 0) <= len(ended)
