"""Districts that took part, beside districts that did not."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.monitoring.statistics.districts.permutation import difference_in_differences


@st.composite
def changes_of_districts(draw: st.DrawFn) -> tuple[list[int], list[bool]]:
    changes = draw(st.lists(st.integers(-9, 9), min_size=2, max_size=8))
    chosen = draw(st.integers(1, len(changes) - 1))
    return changes, draw(st.permutations([n < chosen for n in range(len(changes))]))


@given(changes_of_districts())
def test_p_is_the_share_of_all_choices_of_districts_that_come_out_as_far(
    districts: tuple[list[int], list[bool]],
) -> None:
    changes, part = np.array(districts[0]) / 10, np.array(districts[1])
    found = difference_in_differences(changes, part)
    everything = []
    for chosen in combinations(range(len(changes)), int(part.sum())):
        mask = np.isin(np.arange(len(changes)), chosen)
        everything.append(changes[mask].mean() - changes[~mask].mean())

    assert found.value == pytest.approx(changes[part].mean() - changes[~part].mean())
    assert found.assignments == len(everything)
    as_far = np.abs(everything) >= abs(found.value) - 1e-9
    assert found.p == pytest.approx(as_far.mean())


@given(changes_of_districts())
def test_the_others_seen_from_their_side(districts: tuple[list[int], list[bool]]) -> None:
    changes, part = np.array(districts[0], dtype=float), np.array(districts[1])
    found = difference_in_differences(changes, part)
    turned = difference_in_differences(changes, ~part)

    assert turned.value == pytest.approx(-found.value)
    assert turned.p == pytest.approx(found.p)


def test_the_least_p_is_one_by_the_number_of_choices() -> None:
    """Three of ten districts, of which each rose more than any other; the fall is not as far."""
    changes = np.array([5.0, 6, 7, 0, 1, 0, 1, 0, 1, 0])

    found = difference_in_differences(changes, np.arange(10) < 3)

    assert found.assignments == 120
    assert found.p == pytest.approx(1 / 120)


def test_twenty_five_districts_are_gone_through_and_forty_refused() -> None:
    draw = np.random.default_rng(1)

    berdsk = difference_in_differences(draw.normal(size=25), np.arange(25) < 10)
    many = difference_in_differences(np.arange(40.0), np.arange(40) >= 20)

    assert berdsk.assignments == 3_268_760
    assert berdsk.p is not None
    assert (many.value, many.p) == (20, None)


@pytest.mark.parametrize("part", [[True, True], [False, False], [True]])
def test_districts_of_one_kind_alone_are_a_mistake(part: list[bool]) -> None:
    with pytest.raises(ValueError, match="others"):
        difference_in_differences(np.array([1.0, 2.0]), np.array(part))
