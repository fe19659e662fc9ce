import json
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from models import RoundMode
from tests.workflow.monitoring.analysis.given import (
    FIRST,
    LINKED,
    UNLINKED,
    document,
    of,
    results,
    row,
    rows,
)
from workflow.documents import canonical
from workflow.monitoring.analysis.analyse import Setting
from workflow.monitoring.analysis.comparing.choices import compare_choice, partly_linked_ranks
from workflow.monitoring.analysis.comparing.sampling import Population
from workflow.monitoring.analysis.comparing.tables import Tables
from workflow.monitoring.analysis.frame import Row
from workflow.monitoring.analysis.methods import METHODS, design
from workflow.monitoring.analysis.results import (
    Comparison,
    Design,
    Measure,
    Method,
    Note,
    Results,
)
from workflow.monitoring.questionnaires.document import Scale


def pairs(
    question: str, *moves: tuple[str, str, int], start: int = 0
) -> tuple[list[Row], list[Row]]:
    """`moves`: an answer before, one after, and how many gave these two."""
    before = rows(question, *((first, n) for first, _, n in moves), start=start)
    after = rows(question, *((second, n) for _, second, n in moves), start=start)
    return before, after


SOLVED = ("yes", "yes", 10), ("no", "yes", 12), ("yes", "no", 5), ("no", "no", 13)


def test_a_small_example_counted_by_hand() -> None:
    """Forty people; 12 of 17 who changed their answer changed it to yes. McNemar's mid-p is
    (2·9402 less 6188)/2¹⁷; the interval has 13/42 and 6/42 for those who changed."""
    found = of(results(*pairs("solved", *SOLVED)), "solved")

    assert (found.design, found.answered_before, found.answered_after) == (Design.LINKED, 40, 40)
    assert [(c.option, c.before, c.after) for c in found.cells] == [("yes", 15, 22), ("no", 25, 18)]
    assert found.share_before is not None
    assert found.share_after is not None
    assert (found.share_before.value, found.share_after.value) == (0.375, 0.55)
    assert found.moved is not None
    assert (found.moved.improved, found.moved.same, found.moved.worse) == (12, 23, 5)
    (change,) = found.estimates
    assert (change.measure, change.value) == (Measure.SHARE_CHANGE, 0.175)
    assert change.interval is not None
    assert (change.interval.low, change.interval.high) == (-0.0304, 0.3637)
    assert found.test is not None
    assert (found.test.method, found.test.p) == (Method.MCNEMAR_MID_P, 0.0963)
    assert found.notes == ()


def person(random: Random, n: int, **given: Any) -> Row:
    """A sample person, who answers at random."""
    answers: dict[str, Any] = {
        "solved": random.choice(["yes", "no"]),
        "trust": str(random.randint(1, 5)),
        "worry": str(random.randint(1, 5)),
        "ways": random.sample("abc", random.randint(1, 3)),
        "kind": random.choice("xyz"),
        "times": random.randint(0, 9),
        "hours": random.randint(0, 100) / 10,
        "planned": random.randint(1, 9),
        "words": "",
    }
    return row(f"p{n}", given.pop("district", None), **answers | given)


def people(start: int, end: int, seed: int = 1, districts: int = 0) -> list[Row]:
    random = Random(seed)
    return [
        person(random, n, district=str(n % districts) if districts else None)
        for n in range(start, end)
    ]


DESIGNS = [
    (Design.LINKED, people(0, 400, 1), people(0, 400, 2), LINKED),
    (Design.PARTLY, people(0, 400, 1), people(100, 500, 2), LINKED),
    (Design.UNLINKED, people(0, 400, 1), people(0, 400, 2), UNLINKED),
]


@pytest.mark.parametrize(("design_", "before", "after", "setting"), DESIGNS)
def test_every_scale_has_the_method_fixed_for_it(
    design_: Design, before: list[Row], after: list[Row], setting: Setting
) -> None:
    found = results(before, after, setting)
    compared = [one for one in found.comparisons if one.design is not None]

    assert {(one.scale, one.design) for one in compared} == {
        key for key in METHODS if key[1] == design_
    }
    for one in compared:
        fixed = METHODS[one.scale, design_]
        assert tuple(e.measure for e in one.estimates) == fixed.effects
        assert one.test is not None
        assert one.test.method in fixed.tests
        assert all(e.interval is not None for e in one.estimates)


def test_what_is_only_described_has_no_test() -> None:
    found = results(people(0, 100), people(0, 100, 2))
    plain = {Scale.NOMINAL, Scale.ACCOUNT, Scale.WORDS}

    assert {one.scale for one in found.comparisons if one.design is None} == plain
    assert all(one.test is None for one in found.comparisons if one.scale in plain)
    account = of(found, "planned")
    assert account.total_before is not None
    assert account.total_after is not None
    assert account.total_after.sum == sum(_numbers(people(0, 100, 2)))


def _numbers(rows_: list[Row]) -> list[int]:
    return [json.loads(one.answers)["planned"] for one in rows_]


@pytest.mark.parametrize(
    ("paired", "alone", "expected"),
    [
        (40, 0, Design.LINKED),
        (40, 4, Design.LINKED),
        (40, 5, Design.PARTLY),
        (4, 80, Design.UNLINKED),
        (0, 80, Design.UNLINKED),
    ],
)
def test_the_design_depends_on_who_is_in_both_rounds(
    paired: int, alone: int, expected: Design
) -> None:
    assert design(paired, alone) == expected


@pytest.mark.parametrize("setting", [LINKED, UNLINKED])
@pytest.mark.parametrize(
    ("question", "worst", "best"),
    [("trust", "1", "5"), ("worry", "5", "1"), ("solved", "no", "yes")],
)
def test_better_is_towards_the_favourable_end_whichever_it_is(
    setting: Setting, question: str, worst: str, best: str
) -> None:
    up = of(results(*pairs(question, (worst, best, 30), (best, best, 10)), setting), question)
    down = of(results(*pairs(question, (best, worst, 30), (best, best, 10)), setting), question)

    none = 0.5 if up.estimates[0].measure == Measure.SUPERIORITY else 0.0
    assert up.estimates[0].value > none > down.estimates[0].value
    if setting is LINKED:
        assert up.moved is not None
        assert (up.moved.improved, up.moved.worse) == (30, 0)


def test_numbers_are_told_as_more_or_less() -> None:
    before = [row(f"p{n}", times=2) for n in range(20)]
    after = [row(f"p{n}", times=2 + n % 3) for n in range(20)]

    found = of(results(before, after), "times")

    assert (found.estimates[0].measure, found.estimates[0].value) == (Measure.MEAN_CHANGE, 0.95)
    assert found.moved is not None
    assert (found.moved.improved, found.moved.same, found.moved.worse) == (13, 7, 0)


@pytest.mark.parametrize("setting", [LINKED, UNLINKED])
def test_the_order_of_the_answers_changes_nothing(setting: Setting) -> None:
    before, after = people(0, 150, 1, districts=3), people(30, 180, 2, districts=3)
    shuffled = [list(before), list(after)]
    for seed, part in enumerate(shuffled):
        Random(seed).shuffle(part)
    asked = document(by_district=True)

    first = results(before, after, setting, asked)
    second = results(shuffled[0], shuffled[1], setting, asked)

    assert canonical(first) == canonical(second)


def test_fewer_than_six_pairs_have_no_p_value() -> None:
    five = results(*pairs("solved", ("no", "yes", 5)))
    six = results(*pairs("solved", ("no", "yes", 6)))

    assert of(five, "solved").test is None
    assert Note.FEW_PAIRS in of(five, "solved").notes
    assert of(six, "solved").test is not None
    assert Note.FEW_PAIRS not in of(six, "solved").notes


def test_a_link_that_comes_twice_is_paired_with_nobody() -> None:
    before, after = pairs("solved", *SOLVED)

    found = results(before, [*after, row("p0", solved="yes")])

    assert found.pairs == 39


def test_named_people_are_paired_and_those_of_different_modes_are_not() -> None:
    before, after = pairs("solved", *SOLVED)
    named = replace(LINKED, mode=RoundMode.NAMED, baseline_mode=RoundMode.NAMED)
    mixed = replace(LINKED, mode=RoundMode.NAMED)

    assert results(before, after, named).pairs == 40
    assert results(before, after, mixed).pairs is None
    assert of(results(before, after, mixed), "solved").design == Design.UNLINKED


def test_a_census_has_no_sampling_error() -> None:
    setting = replace(LINKED, population=Population(40))

    found = of(results(*pairs("solved", *SOLVED), setting), "solved")

    assert Note.CENSUS in found.notes
    assert found.test is None
    assert found.estimates[0].value == 0.175
    assert found.estimates[0].interval is None
    assert found.share_after is not None
    assert found.share_after.interval is None


def test_hard_to_say_is_an_answer_to_a_census() -> None:
    before, after = pairs("solved", *SOLVED, ("hard", "hard", 8))

    found = of(results(before, after, replace(LINKED, population=Population(48))), "solved")

    assert found.share_after is not None
    assert found.share_after.interval is None
    assert found.no_answer_after == 8


def test_the_interval_of_a_part_of_few_is_narrower() -> None:
    def width(population: int | None) -> float:
        setting = replace(LINKED, population=Population(population))
        interval = of(results(*pairs("solved", *SOLVED), setting), "solved").estimates[0].interval
        assert interval is not None
        return interval.high - interval.low

    assert width(50) == pytest.approx(width(None) * (10 / 49) ** 0.5, abs=2e-4)
    assert width(50) < width(80) < width(None)


def test_a_first_round_is_described_and_nothing_more() -> None:
    found = results(None, people(0, 100), FIRST)

    assert all(one.design is None and one.estimates == () for one in found.comparisons)
    assert all(one.answered_before is None for one in found.comparisons)
    assert all(Note.NO_BASELINE in one.notes for one in found.comparisons)
    share = of(found, "solved").share_after
    assert share is not None
    assert share.interval is not None


def test_a_question_that_is_new_is_described() -> None:
    before, after = pairs("solved", *SOLVED)
    trusted = [one._replace(answers=one.answers[:-1] + ', "trust": "3"}') for one in after]

    found = of(results(before, trusted), "trust")

    assert (found.answered_before, found.answered_after) == (0, 40)
    assert found.estimates == ()


def test_where_nobody_changed_there_is_nothing_to_test() -> None:
    found = of(results(*pairs("solved", ("yes", "yes", 20), ("no", "no", 20))), "solved")

    assert found.estimates[0].value == 0
    assert found.test is None
    assert Note.NO_CHANGE_POSSIBLE in found.notes


def corrections(found: Results) -> dict[tuple[str, str | None], str | None]:
    return {
        (one.question, one.option): one.test.correction if one.test else None
        for one in found.comparisons
        if one.design is not None
    }


def test_primary_questions_are_held_by_holm_and_all_others_explored() -> None:
    asked = document(primary=("solved", "ways"))
    found = results(people(0, 400), people(0, 400, 2), LINKED, asked)
    primary = [one for one in found.comparisons if one.is_primary]

    assert {one.question for one in primary} == {"solved", "ways"}
    assert len(primary) == 4  # each option is one of them
    assert corrections(found) == {
        ("solved", None): "holm",
        ("ways", "a"): "holm",
        ("ways", "b"): "holm",
        ("ways", "c"): "holm",
        ("trust", None): "benjamini_hochberg",
        ("worry", None): "benjamini_hochberg",
        ("times", None): "benjamini_hochberg",
        ("hours", None): "benjamini_hochberg",
    }
    smallest = min(primary, key=_p)
    assert smallest.test is not None
    assert smallest.test.adjusted == pytest.approx(min(4 * _p(smallest), 1))


def _p(one: Comparison) -> float:
    assert one.test is not None
    return one.test.p


def test_options_of_a_question_are_held_among_themselves_before_they_are_explored() -> None:
    """Only the question of several choices was asked: Benjamini and Hochberg's is of p-values that
    Holm's has made three times as large already."""
    before = [row(f"p{n}", ways=["a", "b"] if n % 2 else ["b", "c"]) for n in range(80)]
    after = [row(f"p{n}", ways=["a"] if n % 4 else ["b", "c"]) for n in range(80)]

    tested = [one for one in results(before, after).comparisons if one.test]

    smallest = min(tested, key=_p)
    assert smallest.test is not None
    assert smallest.test.adjusted is not None
    assert smallest.test.adjusted == pytest.approx(len(tested) * smallest.test.p)


def test_who_came_back_is_compared_with_who_did_not() -> None:
    before = rows("solved", ("yes", 40), ("no", 60))
    after = rows("solved", ("yes", 30), ("no", 30), start=10)

    (found,) = (one for one in results(before, after).returned if one.question == "solved")

    assert (found.returned, found.lost) == (0.5, 0.25)
    assert found.difference is not None
    assert found.difference.value == -0.25


def test_comments_are_shown_from_five_authors_on_in_the_order_of_the_alphabet() -> None:
    def wrote(*words: str) -> list[Row]:
        silent = [row(f"q{n}", words="") for n in range(10)]
        return silent + [row(f"p{n}", words=one) for n, one in enumerate(words)]

    four, five = wrote("г", "в", "б", "а"), wrote("д", "г", "в", "б", "а")

    (found,) = results(four, five).comments

    assert (found.before, found.after) == ((), ("а", "б", "в", "г", "д"))


def test_with_nobody_in_both_rounds_clustering_comes_to_brunner_and_munzel() -> None:
    """The superiority of placements clustered by person, where nobody is twice in the data, is the
    one of two groups of people; its interval differs only by the small-sample factors."""
    random = np.random.default_rng(1)
    before, after = random.integers(0, 40, 5) + 20, random.integers(0, 40, 5) + 20
    table = Tables(np.zeros((5, 5), dtype=np.int64), before, after)

    clustered = partly_linked_ranks(table)
    separate = compare_choice(Scale.ORDINAL, Design.UNLINKED, table)

    assert clustered.value == pytest.approx(separate.estimates[0].value)
    assert clustered.interval is not None
    assert separate.estimates[0].interval is not None
    assert clustered.interval.low == pytest.approx(separate.estimates[0].interval.low, abs=2e-3)
    assert clustered.interval.high == pytest.approx(separate.estimates[0].interval.high, abs=2e-3)
