"""Samples from few people."""

import pytest

from workflow.monitoring.statistics.finite import correction, correction_of_difference, narrowed
from workflow.monitoring.statistics.intervals import Interval


@pytest.mark.parametrize(
    ("n", "population", "factor"),
    [
        (21, 21, 0),  # a census
        (1, 21, 1),
        (1, 1, 0),
        (15, 21, (6 / 20) ** 0.5),
        (100, 10**9, 1),
    ],
)
def test_the_correction_is_that_of_drawing_without_putting_back(
    n: int, population: int, factor: float
) -> None:
    assert correction(n, population) == pytest.approx(factor, abs=1e-6)


@pytest.mark.parametrize(("n", "population"), [(0, 5), (6, 5), (0, 0)])
def test_more_answers_than_people_are_a_mistake(n: int, population: int) -> None:
    with pytest.raises(ValueError, match="population"):
        correction(n, population)


def test_the_correction_of_a_difference_lies_between_those_of_its_rounds() -> None:
    assert correction_of_difference(21, 21, 21, 21) == 0
    assert correction_of_difference(15, 21, 15, 21) == pytest.approx(correction(15, 21))
    # One round a census: of the variance only the other's half is left.
    assert correction_of_difference(20, 20, 20, 10**9) == pytest.approx(0.5**0.5)


def test_each_arm_is_narrowed_by_itself() -> None:
    interval = Interval(0.2, 0.9)

    assert narrowed(interval, 0.5, 0.5) == pytest.approx((0.35, 0.7))
    assert narrowed(interval, 0.5, 1) == pytest.approx(interval)
    assert narrowed(interval, 0.5, 0) == (0.5, 0.5)
