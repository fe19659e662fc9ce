"""Those who came back beside those who did not."""

import numpy as np
import pytest

from workflow.monitoring.statistics.balance import (
    standardised_difference,
    standardised_difference_of_shares,
)


def test_a_difference_is_told_in_standard_deviations() -> None:
    """Means 2 and 4, both with a variance of 1."""
    first, second = np.array([1, 2, 3]), np.array([3, 4, 5])

    assert standardised_difference(first, second) == pytest.approx(2)
    assert standardised_difference(second, first) == pytest.approx(-2)
    assert standardised_difference(first / 10, second / 10) == pytest.approx(2)


def test_a_difference_of_shares() -> None:
    """0.5 and 0.6: 0.1/√((0.25+0.24)/2)."""
    assert standardised_difference_of_shares(0.5, 0.6) == pytest.approx(0.1 / 0.245**0.5)
    assert standardised_difference_of_shares(0.5, 0.4) == pytest.approx(-0.1 / 0.245**0.5)


def test_without_spread_only_no_difference_can_be_told() -> None:
    same = np.array([3, 3])

    assert standardised_difference(same, same) == 0
    assert standardised_difference(same, same + 1) is None
    assert standardised_difference(same, np.array([4])) is None
    assert standardised_difference_of_shares(1, 1) == 0
    assert standardised_difference_of_shares(0, 1) is None


def test_beyond_a_whole_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="share"):
        standardised_difference_of_shares(0.5, 1.1)
