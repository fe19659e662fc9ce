"""Answers are released one by one so that nobody is given away."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.monitoring.microdata import asked
from tests.workflow.monitoring.microdata.asked import (
    HOW,
    OPINION,
    SINCE,
    TIMES,
    TOOK_PART,
    TRUST,
    answers,
    asking,
    document,
    released,
)
from workflow.errors import Refusal
from workflow.monitoring.microdata.released import HIDDEN, Microdata, Value
from workflow.monitoring.questionnaires.document import Group

ONE = document(TRUST)


def counted(made: Microdata, name: str, round_: str | None = None) -> Counter[Value]:
    n = [variable.name for variable in made.variables].index(name)
    return Counter(row.values[n] for row in made.rows if round_ in (None, row.round))


def test_a_question_of_one_choice_is_a_column_and_each_option_of_several_another() -> None:
    made = released(document(), asking([{"trust": "low", "how": ["money"], "times": 2}] * 5))

    assert [variable.name for variable in made.variables] == [
        "trust",
        "took_part",
        *("how_labour", "how_money", "how_advice"),
        "times",
    ]
    assert [row.values for row in made.rows] == [("low", None, 0, 1, 0, 2)] * 5


def test_words_and_days_are_left_out() -> None:
    made = released(
        document(), asking([{"trust": "low", "opinion": "Я Иван", "since": "1950-01-02"}] * 9)
    )

    assert [question.name for question in made.left_out] == ["opinion", "since"]
    assert OPINION.name not in str(made.rows)
    assert SINCE.name not in str(made.rows)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"low": 5, "mid": 6}, {"low": 5, "mid": 6}),
        ({"low": 3, "mid": 6, "high": 7}, {HIDDEN: 9, "high": 7}),
        ({"low": 1, "mid": 1, "high": 7}, {HIDDEN: 9}),
        ({"low": 2, "mid": 3, "high": 7}, {HIDDEN: 5, "high": 7}),
        ({"low": 6, "mid": 20, "silent": 2}, {HIDDEN: 8, "mid": 20}),
        ({"low": 3, "silent": 9}, {HIDDEN: 12}),
    ],
)
def test_a_rare_answer_is_hidden_with_the_next_smallest(
    given: dict[str, int], kept: dict[Value, int]
) -> None:
    made = released(ONE, asking(answers("trust", **given)))

    assert counted(made, "trust") == kept


def test_an_answer_rare_in_one_round_is_hidden_there_alone() -> None:
    before = asking(answers("trust", low=3, mid=6, high=9))
    after = asking(answers("trust", low=8, mid=6, high=9), code="endline")

    made = released(ONE, before, after)

    assert counted(made, "trust", "baseline") == {HIDDEN: 9, "high": 9}
    assert counted(made, "trust", "endline") == {"low": 8, "mid": 6, "high": 9}


def test_what_is_hidden_where_results_are_shown_is_hidden_here() -> None:
    whole = asking(answers("trust", low=6, mid=7, high=9))

    made = released(ONE, whole, withheld={("baseline", "trust", "mid")})

    assert counted(made, "trust") == {HIDDEN: 13, "high": 9}


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        ({"labour": 6, "money": 7, "advice": 8}, {"labour": 6, "money": 7, "advice": 8}),
        ({"labour": 2, "money": 7, "advice": 8}, {"advice": 8}),
        ({"labour": 2, "money": 1, "advice": 8}, {"advice": 8}),
        ({"labour": 6, "money": 7, "advice": 19}, {"money": 7}),
        ({"labour": 0, "money": 7, "advice": 8}, {"labour": 0, "money": 7, "advice": 8}),
    ],
)
def test_a_rare_option_of_several_is_hidden_whole_with_the_next_rarest(
    chosen: dict[str, int], kept: dict[str, int]
) -> None:
    given = [{"how": [code for code, n in chosen.items() if i < n]} for i in range(20)]

    made = released(document(HOW), asking(given))

    for code in chosen:
        shown = counted(made, f"how_{code}")
        assert shown == ({HIDDEN: 20} if code not in kept else _shares(kept[code], 20))


def _shares(ones: int, of: int) -> dict[Value, int]:
    return {value: n for value, n in ((1, ones), (0, of - ones)) if n}


def test_who_left_out_a_question_of_several_choices_does_not_stand_out() -> None:
    given: list[dict[str, Any]] = [{}] * 2 + [{"how": ["labour", "money"]}] * 6
    given += [{"how": []}] * 12

    made = released(document(HOW), asking(given))

    assert counted(made, "how_labour") == counted(made, "how_money") == {HIDDEN: 8, 0: 12}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([0] * 6 + [1] * 5, {0: 6, 1: 5}),
        ([0] * 6 + [1] * 3 + [3] * 2, {0: 6, 1.8: 5}),
        ([0] * 6 + [1] * 3 + [3] * 1, {0.6: 10}),
        ([None] * 2 + [0] * 6 + [1] * 7, {HIDDEN: 8, 1: 7}),
        ([None] * 9 + [7] * 3, {HIDDEN: 12}),
    ],
)
def test_numbers_are_drawn_together_with_their_neighbours(
    given: list[int | None], kept: dict[Value, int]
) -> None:
    made = released(document(TIMES), asking([{"times": n} for n in given]))

    assert counted(made, "times") == kept


def test_numbers_keep_their_sum() -> None:
    given = [random.Random(n).randrange(40) for n in range(97)]

    made = released(document(TIMES), asking([{"times": n} for n in given]))

    total = sum(float(str(value)) * n for value, n in counted(made, "times").items())
    assert total == pytest.approx(sum(given), abs=0.01)
    assert min(counted(made, "times").values()) >= 5


FOLLOWED = document(
    TOOK_PART,
    Group(name="details", relevant="${took_part} = 'yes'", items=(TRUST, TIMES)),
)


def test_questions_that_tell_a_hidden_answer_are_left_out() -> None:
    given = [{"took_part": "yes", "trust": "low", "times": 1}] * 9
    given += answers("took_part", no=3, unsure=20)

    made = released(FOLLOWED, asking(given))

    assert counted(made, "took_part") == {HIDDEN: 12, "unsure": 20}
    assert [question.name for question in made.left_out] == ["trust", "times"]


def test_questions_that_tell_nothing_hidden_stay() -> None:
    given = [{"took_part": "yes", "trust": "low", "times": 1}] * 9
    given += answers("took_part", no=8, unsure=20)

    assert released(FOLLOWED, asking(given)).left_out == ()


def two(districts: Sequence[str], *codes: str) -> Microdata:
    given = [{"trust": code} for code in codes]
    return released(document(TRUST, by_district=True), asking(given, districts=districts))


def test_districts_are_told_apart_where_that_hides_nothing_more() -> None:
    made = two(["1"] * 10 + ["2"] * 12, *["low"] * 5, *["mid"] * 5, *["low"] * 12)

    assert Counter(row.district for row in made.rows) == {"1": 10, "2": 12}
    assert set(made.districts) == {"1", "2"}


@pytest.mark.parametrize(
    ("districts", "codes"),
    [
        (["1"] * 4 + ["2"] * 12, ["low"] * 16),
        (["1"] * 10 + ["2"] * 12, ["low"] * 8 + ["mid"] * 14),
    ],
    ids=["too few in one", "rare answers in one"],
)
def test_districts_are_left_out_where_they_would_give_somebody_away(
    districts: list[str], codes: list[str]
) -> None:
    made = two(districts, *codes)

    assert {row.district for row in made.rows} == {None}
    assert made.districts == {}
    assert HIDDEN not in counted(made, "trust")


def test_those_of_both_rounds_have_one_number_of_the_files_own() -> None:
    names = [f"pseudonym-{n}" for n in range(12)]
    before = asking(answers("trust", low=6, mid=6), who=names)
    after = asking(answers("trust", mid=6, high=6), code="endline", who=names)

    made = released(ONE, before, after)

    assert made.is_linked
    pairs = {
        n: [row.values for row in made.rows if row.respondent == n]
        for n in range(1, len(names) + 1)
    }
    assert sorted(pairs.values()) == [[("low",), ("mid",)]] * 6 + [[("mid",), ("high",)]] * 6
    assert "pseudonym" not in str(made)


@pytest.mark.parametrize("returned", [0, 3, 9])
def test_rows_are_not_linked_where_too_few_came_back_or_were_lost(returned: int) -> None:
    before = asking(answers("trust", low=12), who=[f"a{n}" for n in range(12)])
    later = [f"a{n}" for n in range(returned)] + [f"b{n}" for n in range(20 - returned)]
    after = asking(answers("trust", low=20), code="endline", who=later)

    made = released(ONE, before, after)

    assert not made.is_linked
    assert {row.respondent for row in made.rows} == {None}


@pytest.mark.parametrize(
    ("moved", "linked"), [(0, True), (3, False), (4, False), (5, True), (20, True)]
)
def test_rows_are_not_linked_where_too_few_changed_their_answer(moved: int, linked: bool) -> None:
    names = [f"a{n}" for n in range(40)]
    before = asking(answers("trust", low=20, mid=20), who=names)
    after = answers("trust", mid=moved, low=20 - moved) + answers("trust", mid=20)
    both = (before, asking(after, code="endline", who=names))

    assert released(ONE, *both).is_linked is linked


@pytest.mark.parametrize(
    ("answered", "known", "rows"),
    [
        (20, [], 20),
        (20, [20], 20),
        (19, [20], 15),
        (16, [20], 15),
        (15, [20], 15),
        (18, [20, 22], 15),
        (20, [20, 21], 15),
        (20, [20, 25], 20),
        (16, [20, 17], 12),
    ],
)
def test_the_number_of_rows_does_not_tell_how_few_did_not_answer(
    answered: int, known: list[int], rows: int
) -> None:
    whole = asking(answers("trust", low=answered))

    made = released(ONE, replace(whole, known=known))

    assert len(made.rows) == rows
    assert not {n - rows for n in known} & {1, 2, 3, 4}


def test_too_few_answers_are_refused_in_words() -> None:
    few = asking(answers("trust", low=4), code="endline")

    with pytest.raises(Refusal) as refusal:
        released(ONE, asking(answers("trust", low=9)), few)

    assert refusal.value.codes == ["too_few_answers"]
    assert "Замер endline: ответили меньше 5 человек" in refusal.value.blockers[0].text.ru


def test_names_are_good_for_statistical_programs() -> None:
    long = asked.question("a" * 39, TOOK_PART.type, "x")
    several = asked.question("b" * 39, HOW.type, "y" * 40, "y" * 39 + "z", "n-1", "n.1")
    taken = asked.question("round", TOOK_PART.type, "x")

    made = released(document(long, several, taken), asking([{}] * 5))

    names = [variable.name for variable in made.variables]
    assert names == [
        "a" * 39,
        "b" * 39 + "_" + "y" * 24,
        "b" * 39 + "_" + "y" * 20 + "_2",
        "b" * 39 + "_n_1",
        "b" * 39 + "_n_1_2",
        "round_2",
    ]


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "trust": st.sampled_from(["low", "mid", "high"]),
        "took_part": st.sampled_from(["yes", "no", "unsure"]),
        "how": st.sets(st.sampled_from(["labour", "money", "advice"])).map(sorted),
        "times": st.integers(0, 12),
    },
)
ROUND = st.lists(st.tuples(ANSWERS, st.sampled_from("12")), min_size=5, max_size=60)
EVERY = document(by_district=True)


@given(ROUND, ROUND, st.randoms(use_true_random=False))
def test_no_value_of_any_column_is_about_one_to_four_people(
    first: list[tuple[dict[str, Any], str]],
    second: list[tuple[dict[str, Any], str]],
    chance: random.Random,
) -> None:
    made = _of(first, second)

    for n in range(len(made.variables)):
        counts = Counter((row.round, row.district, row.values[n]) for row in made.rows)
        assert min(counts.values()) >= 5
    chance.shuffle(first)
    chance.shuffle(second)
    assert _of(first, second) == made


def _of(*rounds: list[tuple[dict[str, Any], str]]) -> Microdata:
    return released(
        EVERY,
        *(
            asking([a for a, _ in each], code, districts=[d for _, d in each])
            for code, each in zip(("baseline", "endline"), rounds, strict=True)
        ),
    )
