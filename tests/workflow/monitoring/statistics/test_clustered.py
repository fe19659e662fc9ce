"""Rounds that have some people in common."""

import numpy as np
import pytest
import statsmodels.api as sm

from workflow.monitoring.statistics.arrays import Floats, Ints
from workflow.monitoring.statistics.clustering.clustered import partly_linked


def answers(seed: int, n: int, shared: int) -> tuple[Floats, Ints, Floats, Ints]:
    """n people in each round, some of them in both, who answer somewhat alike."""
    draw = np.random.default_rng(seed)
    before, after = np.arange(n), np.arange(n) + n - shared
    own = draw.normal(size=2 * n)
    return (
        own[before] + draw.normal(size=n),
        before,
        own[after] + draw.normal(0.3, size=n),
        after,
    )


@pytest.mark.parametrize("shared", [0, 1, 13, 40])
def test_the_change_is_that_of_statsmodels_clustered_regression(shared: int) -> None:
    before, people_before, after, people_after = answers(shared, 40, shared)
    rounds = sm.add_constant(np.repeat([0.0, 1.0], 40))
    people = np.concatenate([people_before, people_after])
    theirs = sm.OLS(np.concatenate([before, after]), rounds).fit(
        cov_type="cluster", cov_kwds={"groups": people}, use_t=True
    )

    found = partly_linked(before, people_before, after, people_after)

    assert found.value == pytest.approx(theirs.params[1])
    assert found.interval == pytest.approx(theirs.conf_int()[1])
    assert found.p == pytest.approx(theirs.pvalues[1])


def test_turned_round_the_change_is_its_negative() -> None:
    before, people_before, after, people_after = answers(5, 30, 12)

    found = partly_linked(before, people_before, after, people_after)
    turned = partly_linked(after, people_after, before, people_before)

    assert found.interval is not None
    assert turned.value == pytest.approx(-found.value)
    assert turned.interval == pytest.approx((-found.interval.high, -found.interval.low))
    assert turned.p == pytest.approx(found.p)


def test_who_is_called_by_which_number_does_not_matter() -> None:
    before, people_before, after, people_after = answers(6, 30, 12)

    far = 10**9
    renamed = partly_linked(before, 7000 - far * people_before, after, 7000 - far * people_after)

    found = partly_linked(before, people_before, after, people_after)
    assert renamed.interval == pytest.approx(found.interval)
    assert renamed.p == pytest.approx(found.p)


def test_linked_people_who_keep_their_places_make_the_change_surer() -> None:
    before, people_before, after, _ = answers(7, 50, 50)
    linked = partly_linked(before, people_before, after, people_before)
    strangers = partly_linked(before, people_before, after, people_before + 1000)

    assert linked.interval is not None
    assert strangers.interval is not None
    width = linked.interval.high - linked.interval.low
    assert width < strangers.interval.high - strangers.interval.low


def test_where_nothing_varies_there_is_nothing_to_measure_by() -> None:
    same, risen, people = np.array([3, 3, 3]), np.array([4, 4, 4]), np.arange(3)

    assert partly_linked(same, people, risen, people) == (1, None, None)
    assert partly_linked(same, people, same, people) == (0, None, 1)
    # Everybody by just as much, whatever they answered before.
    climbed = partly_linked(np.array([0.1, 0.7, 3.3]), people, np.array([1.2, 1.8, 4.4]), people)
    assert (climbed.interval, climbed.p) == (None, None)


def test_answers_without_people_and_empty_rounds_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="person"):
        partly_linked(np.array([1, 2]), np.array([1]), np.array([1]), np.array([1]))
    with pytest.raises(ValueError, match="finite numbers"):
        partly_linked(np.array([]), np.array([], dtype=np.int64), np.array([1]), np.array([1]))
