"""Whole results of surveys of any size: nobody to many, with silence and districts."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from tests.workflow.monitoring.analysis.given import FIRST, LINKED, UNLINKED, document, results, row
from workflow.documents import canonical
from workflow.monitoring.analysis.comparing.sampling import Population
from workflow.monitoring.analysis.frame import Row
from workflow.monitoring.analysis.results import Results

COUNTS = {
    "answered_before",
    "answered_after",
    "no_answer_before",
    "no_answer_after",
    "pairs",
    "before",
    "after",
    "improved",
    "same",
    "worse",
}
"""Fields that say how many people."""


def survey(random: Random, size: int, start: int = 0) -> list[Row]:
    """Simulated answers, some of them left out."""
    likely = random.choice([0.5, 0.8, 1.0])

    def answer() -> dict[str, Any]:
        given = {
            "solved": random.choice(["yes", "no", "no", "hard"]),
            "trust": str(random.choice([1, 2, 3, 3, 4, 5])),
            "worry": str(random.choice([1, 2, 2, 3])),
            "ways": random.sample("abc", random.randint(1, 2)),
            "kind": random.choice("xxy"),
            "times": random.choice([0, 0, 1, 2]),
            "hours": random.choice([0.0, 1.5, 2.5]),
            "planned": random.randint(0, 3),
            "words": random.choice(["", "да"]),
        }
        return {name: one for name, one in given.items() if random.random() < likely}

    return [
        row(f"p{n}", random.choice(["1", "1", "2", "3", None]), **answer())
        for n in range(start, start + size)
    ]


def counts(value: Any, name: str = "") -> Iterator[int]:
    if isinstance(value, dict):
        for field, part in value.items():
            yield from counts(part, field)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from counts(part, name)
    elif name in COUNTS and isinstance(value, int):
        yield value


def published(seed: int) -> Iterator[Results]:
    random = Random(seed)
    sizes = [random.choice([0, 1, 4, 6, 12, 25, 60]) for _ in range(2)]
    before, after = survey(random, sizes[0]), survey(random, sizes[1], random.choice([0, 0, 3]))
    asked = document(by_district=True, primary=("trust",))
    yield results(None, before, FIRST, asked)
    for setting in (LINKED, UNLINKED):
        some = replace(
            setting, took_part=frozenset("1"), population=Population(random.choice([None, 60]))
        )
        yield results(before, after, some, asked)


@pytest.mark.parametrize("seed", range(8))
def test_no_published_count_is_about_one_to_four_people(seed: int) -> None:
    for found in published(seed):
        assert not [n for n in counts(found.model_dump()) if 0 < n < 5]


@pytest.mark.parametrize("seed", range(8))
def test_results_are_read_back_as_they_were_stored(seed: int) -> None:
    for found in published(seed):
        assert Results.model_validate_json(canonical(found)) == found
