import numpy as np
import pytest

from workflow.monitoring.statistics.arrays import Ints
from workflow.monitoring.statistics.clustering.change import Change
from workflow.monitoring.statistics.clustering.clustered import partly_linked
from workflow.monitoring.statistics.clustering.clustered_table import partly_linked_table

VALUES = np.array([0.0, 1.0, 2.5]), np.array([0.5, 1.0, 2.0])


def one_by_one(joint: Ints, lone_before: Ints, lone_after: Ints) -> Change:
    pairs = np.repeat(np.arange(9), joint.ravel())
    first, second = (np.repeat(np.arange(3), lone) for lone in (lone_before, lone_after))
    people = np.arange(len(pairs) + len(first) + len(second))
    return partly_linked(
        VALUES[0][np.concatenate([pairs // 3, first])],
        people[: len(pairs) + len(first)],
        VALUES[1][np.concatenate([pairs % 3, second])],
        np.concatenate([people[: len(pairs)], people[len(pairs) + len(first) :]]),
    )


@pytest.mark.parametrize("seed", range(8))
def test_a_table_comes_to_the_same_as_the_answers_one_by_one(seed: int) -> None:
    random = np.random.default_rng(seed)
    table = random.integers(0, 9, (3, 3)), random.integers(0, 9, 3), random.integers(0, 9, 3)

    found, expected = partly_linked_table(VALUES, *table), one_by_one(*table)

    assert found.interval is not None
    assert expected.interval is not None
    assert found.value == pytest.approx(expected.value)
    assert found.interval == pytest.approx(expected.interval)
    assert found.p == pytest.approx(expected.p)


def test_where_all_answer_alike_a_table_has_no_interval() -> None:
    none = np.zeros(3, dtype=np.int64)
    table = np.diag([0, 12, 0]), none, none

    found = partly_linked_table((np.arange(3.0), np.arange(3.0)), *table)

    assert found == (0.0, None, 1.0)


def test_an_empty_round_is_an_error() -> None:
    none = np.zeros(3, dtype=np.int64)

    with pytest.raises(ValueError, match="empty"):
        partly_linked_table(VALUES, np.diag(none), none, np.array([1, 2, 3]))
