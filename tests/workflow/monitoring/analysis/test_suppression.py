"""What is published, in the hands of somebody who wants to know what few people answered: all
counts that would lead to the same publication are tried, and no hidden one may be left alone."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from workflow.monitoring.analysis.comparing.tables import Tables
from workflow.monitoring.analysis.results import ENOUGH, Comparison
from workflow.monitoring.analysis.suppression.choice import Choice, Step, comparison
from workflow.monitoring.analysis.suppression.described import (
    Described,
    Silence,
    describe_choice,
    describe_number,
)
from workflow.monitoring.analysis.suppression.few import few, hidden_cells, hidden_rows
from workflow.monitoring.analysis.suppression.witness import shown
from workflow.monitoring.questionnaires.document import Scale
from workflow.monitoring.statistics.shares.proportions import wilson

Counts = st.lists(st.integers(0, 7), min_size=2, max_size=3)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([10, 20, 30], set()),
        ([0, 20, 30], set()),  # nobody is nobody
        ([3, 20, 30], {0, 1}),
        ([1, 1, 30], {0, 1, 2}),  # two of one each are still two people
        ([4, 4, 30], {0, 1}),
        ([3, 0, 30], {0, 2}),  # a nought would hide nothing
        ([3, 0, 0], {0}),  # there is nobody else
        ([5, 4, 4, 9], {0, 1, 2}),  # a five beside them would say that neither is one
        ([5, 5, 1, 9], {0, 1, 2}),
    ],
)
def test_cells_under_five_go_together_with_the_next_smallest(
    counts: list[int], hidden: set[int]
) -> None:
    assert hidden_cells(counts) == hidden


def described(counts: tuple[int, ...], silence: Silence, good: int) -> Described:
    favourable = np.arange(len(counts)) >= len(counts) - good
    return describe_choice(np.array(counts), favourable, silence, wilson)


def distributions(people: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in distributions(people - first, parts - 1):
            yield (first, *rest)


@settings(max_examples=25)
@given(Counts, st.integers(0, 6), st.integers(0, 2), st.booleans())
@example([5, 5], 1, 1, False)  # half of seven to ten with a share shown can only be five of ten
@example([5, 4, 4], 0, 0, True)
def test_no_hidden_cell_of_a_round_can_be_computed(
    counts: list[int], silent: int, good: int, must_answer: bool
) -> None:
    """The attacker knows how many took part, and whether the question had to be answered."""
    people = sum(counts) + silent
    assume(0 < people <= 15)

    def told(all_: tuple[int, ...]) -> Described:
        *cells, quiet = all_
        silence = Silence(quiet, 0) if must_answer else Silence(0, quiet)
        return described(tuple(cells), silence, min(good, len(counts)))

    truth = (*counts, silent)
    published = told(truth)
    possible = [one for one in distributions(people, len(truth)) if told(one) == published]

    small = [n for n, count in enumerate(truth) if few(count)]
    assert all(len({one[n] for one in possible}) > 1 for n in small)
    assert not any(few(cell) for cell in published.cells if cell is not None)


@pytest.mark.parametrize(
    ("counts", "silence", "answered", "cells"),
    [
        ((40, 50), Silence(0, 10), 90, (40, 50)),
        ((40, 57), Silence(0, 3), 98, (None, None)),  # 100 − 97 would be three people
        ((40, 57), Silence(2, 20), 97, (40, 57)),  # how many said nothing is hidden by itself
    ],
)
def test_how_few_said_nothing_cannot_be_computed_from_how_many_answered(
    counts: tuple[int, ...], silence: Silence, answered: int, cells: tuple[int | None, ...]
) -> None:
    found = described(counts, silence, 1)

    assert (found.answered, found.cells) == (answered, cells)
    assert found.no_answer == (0 if silence.total == 10 else None)


def test_a_favourable_cell_is_not_left_when_its_share_and_the_others_are_shown() -> None:
    """17 favourable of 60 are 14 and 3: the 3 hidden with the smallest of all is given away."""
    found = described((6, 37, 3, 14), Silence(), 2)

    assert found.share is not None
    assert found.cells == (6, 37, None, None)


def test_a_sum_that_few_people_named_is_hidden() -> None:
    numbers = np.array([0.0] * 40 + [7.0, 5.0])

    found = describe_number(numbers, Silence(), is_account=False)

    assert (found.answered, found.total) == (42, None)


def test_a_sum_and_a_mean_together_would_tell_how_few_left_it_empty() -> None:
    numbers = np.arange(1.0, 98.0)

    number = describe_number(numbers, Silence(0, 3), is_account=False)
    account = describe_number(numbers, Silence(0, 3), is_account=True)

    assert number.total is not None
    assert account.total is not None
    assert (number.answered, number.total.sum, number.total.mean) == (98, None, 49.0)
    assert (account.total.sum, account.total.mean) == (4753.0, None)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=6))
def test_hidden_districts_hold_nothing_small_together_and_are_two_at_least(
    rows: list[tuple[int, int]],
) -> None:
    """What remains of the total when the districts shown are taken away."""
    counts = np.array(rows)
    hidden = hidden_rows(counts)
    shown_rows = [row for n, row in enumerate(rows) if n not in hidden]

    assert not any(few(count) for row in shown_rows for count in row)
    if hidden and any(any(row) for row in shown_rows):
        assert len(hidden) >= 2
        assert not any(few(int(count)) for count in counts[sorted(hidden)].sum(axis=0))


def choice(tables: Tables, **given_: object) -> Choice:
    k = len(tables.before_only)
    fields: dict[str, object] = {
        "question": "solved",
        "scale": Scale.BINARY if k == 2 else Scale.ORDINAL,
        "options": tuple("abcde"[:k]),
        "favourable": np.arange(k) >= k - 1,
        "scores": np.arange(k),
        "tables": tables,
        "before": Silence(),
        "after": Silence(),
        "in_both": tables.pairs,
    }
    return Choice(**fields | given_)  # type: ignore[arg-type]


def told_as(found: Comparison, truth: Choice) -> tuple[Step, bool]:
    """Which step the publication stands on, and whether it hides who moved."""
    return next(
        (step, hides)
        for hides in (False, True)
        for step in Step
        if comparison(replace(truth, hides_moved=hides), step) == found
    )


def hidden_counts(truth: Choice) -> list[str]:
    return [name for name, count in truth.behind.items() if few(count)]


Cells = st.integers(0, 5)
NOBODY = np.zeros(2, dtype=np.int64)


def attack(truth: Choice, possible: Iterator[Choice]) -> None:
    """Whoever knows the publication and how many there are tries everything that is possible. Where
    all answered alike, nothing else is possible, whatever is shown of the change."""
    found, others = shown(truth), list(possible)
    step, hides = told_as(found, truth)
    alike = [
        other
        for one in others
        if comparison(other := replace(one, hides_moved=hides), step) == found
    ]
    for name, count in truth.behind.items():
        if few(count) and len({other.behind.get(name) for other in others}) > 1:
            assert len({other.behind.get(name) for other in alike}) > 1, name


def attack_pairs(cells: list[int]) -> None:
    truth = choice(Tables(np.array(cells).reshape(2, 2), NOBODY, NOBODY))
    attack(
        truth,
        (
            choice(Tables(np.array(one).reshape(2, 2), NOBODY, NOBODY))
            for one in distributions(sum(cells), 4)
        ),
    )


def attack_groups(before: list[int], after: list[int]) -> None:
    nobody = np.zeros((3, 3), dtype=np.int64)
    attack(
        choice(Tables(nobody, np.array(before), np.array(after))),
        (
            choice(Tables(nobody, np.array(one), np.array(two)))
            for one, two in product(_looking_like(before), _looking_like(after))
        ),
    )


def attack_both(both: list[int], before: list[int], after: list[int]) -> None:
    truth = choice(Tables(np.array(both).reshape(2, 2), np.array(before), np.array(after)))
    possible = (
        choice(Tables(np.array(pairs).reshape(2, 2), np.array(one), np.array(two)))
        for pairs in distributions(sum(both), 4)
        for one in distributions(sum(before), 2)
        for two in distributions(sum(after), 2)
    )
    attack(truth, (one for one in possible if one.described == truth.described))


def _looking_like(counts: list[int]) -> list[tuple[int, ...]]:
    return [one for one in distributions(sum(counts), 3) if seen(one) == seen(tuple(counts))]


EXAMPLES = [[5, 0, 5, 1], [5, 3, 2, 4], [2, 2, 2, 2], [6, 5, 1, 0]]


@pytest.mark.parametrize("cells", EXAMPLES)
def test_no_hidden_count_of_pairs_can_be_computed_from_a_change(cells: list[int]) -> None:
    """Everybody is in both rounds: all tables with as many people are tried."""
    attack_pairs(cells)


@pytest.mark.parametrize(("before", "after"), [([1, 4, 4], [0, 3, 5]), ([0, 1, 7], [5, 0, 2])])
def test_no_hidden_count_of_two_groups_of_people_can_be_computed_from_a_change(
    before: list[int], after: list[int]
) -> None:
    attack_groups(before, after)


@pytest.mark.parametrize(
    ("both", "before", "after"),
    [
        ([3, 2, 1, 1], [1, 3], [3, 2]),
        ([4, 0, 1, 1], [2, 1], [0, 4]),
        ([0, 0, 2, 3], [0, 1], [0, 0]),
    ],
)
def test_no_hidden_count_of_some_in_both_rounds_can_be_computed_from_a_change(
    both: list[int], before: list[int], after: list[int]
) -> None:
    attack_both(both, before, after)


@pytest.mark.long
@settings(max_examples=60)
@given(st.lists(Cells, min_size=4, max_size=4))
def test_no_hidden_count_of_any_pairs_can_be_computed(cells: list[int]) -> None:
    assume(sum(cells) >= ENOUGH)
    attack_pairs(cells)


@pytest.mark.long
@settings(max_examples=25)
@given(st.lists(Cells, min_size=3, max_size=3), st.lists(Cells, min_size=3, max_size=3))
def test_no_hidden_count_of_any_two_groups_can_be_computed(
    before: list[int], after: list[int]
) -> None:
    assume(min(sum(before), sum(after)) >= ENOUGH)
    attack_groups(before, after)


@pytest.mark.long
@settings(max_examples=10)
@given(
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
    st.lists(st.integers(0, 3), min_size=2, max_size=2),
    st.lists(st.integers(0, 3), min_size=2, max_size=2),
)
def test_no_hidden_count_of_any_who_are_partly_in_both_can_be_computed(
    both: list[int], before: list[int], after: list[int]
) -> None:
    assume(sum(both) >= ENOUGH)
    attack_both(both, before, after)


def seen(counts: tuple[int, ...]) -> Described:
    favourable = np.arange(len(counts)) >= len(counts) - 1
    return describe_choice(np.array(counts), favourable, Silence(), wilson, scale=True)


def test_a_change_of_few_people_is_shown_without_what_would_count_them() -> None:
    """Of 40, nine rose and two fell. The net change is known from the shares; the interval and the
    p-value would tell that it was two."""
    none = np.zeros(2, dtype=np.int64)
    truth = choice(Tables(np.array([[14, 9], [2, 15]]), none, none))

    found = shown(truth)

    assert found.moved is None
    assert [one.value for one in found.estimates] == [0.18]
    assert [one.interval for one in found.estimates] == [None]
    assert found.test is None


def test_where_no_count_is_small_everything_is_shown_exactly() -> None:
    none = np.zeros(2, dtype=np.int64)
    truth = choice(Tables(np.array([[14, 19], [12, 15]]), none, none))

    assert shown(truth) == comparison(truth, Step.EXACT)
    assert shown(truth).test is not None


def test_a_large_round_keeps_its_test_although_an_option_is_hidden() -> None:
    nobody = np.zeros((5, 5), dtype=np.int64)
    truth = choice(
        Tables(nobody, np.array([3, 200, 400, 300, 100]), np.array([12, 100, 400, 350, 150]))
    )

    found = shown(truth)

    assert [cell.before for cell in found.cells] == [None, None, 400, 300, 100]
    assert found.test is not None
    assert found.test.p == 0.0001


def test_how_few_of_those_in_both_rounds_kept_silent_is_not_told() -> None:
    none = np.zeros(2, dtype=np.int64)
    tables = Tables(np.array([[14, 19], [12, 15]]), none, none)
    truth = replace(choice(tables), in_both=63, after=Silence(0, 3))

    found = shown(truth)

    assert (found.pairs, found.moved) == (61, None)
    assert found.answered_after == 61
