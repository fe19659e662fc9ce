"""What people and files give becomes answers that may be kept, or a word that says what to do."""

from datetime import date

import pytest

from tests.workflow.monitoring.questionnaires.forms import FORM, TODAY, checked, form, problem
from workflow.monitoring.questionnaires.answers import Checked, asked

ALL = {
    "trust": "high",
    "took_part": "yes",
    "times": "3",
    "ways": ["work", "meeting"],
    "last_on": "02.11.2017",
    "spent": "1 250,5",
    "comment": " Всё хорошо.\r\nСпасибо ",
}


def test_every_kind_of_answer_is_kept_in_one_form() -> None:
    assert checked(ALL) == Checked(
        answers={
            "trust": "high",
            "took_part": "yes",
            "times": 3,
            "ways": ["meeting", "work"],
            "last_on": "2017-11-02",
            "spent": 1250.5,
            "comment": "Всё хорошо.\nСпасибо",
        },
        problems={},
        unknown={},
    )


def test_answers_of_those_who_are_not_asked_are_dropped_in_silence() -> None:
    assert checked({**ALL, "took_part": "no"}) == Checked(
        answers={
            "trust": "high",
            "took_part": "no",
            "spent": 1250.5,
            "comment": "Всё хорошо.\nСпасибо",
        },
        problems={},
        unknown={},
    )


def test_what_hangs_on_a_hidden_answer_is_hidden_too() -> None:
    given = {**ALL, "times": "0"}  # so `ways` is not asked, and then `last_on` is not

    assert checked(given).answers.keys() == {"trust", "took_part", "times", "spent", "comment"}


def test_nothing_but_what_is_asked_is_required() -> None:
    assert checked({"trust": "low"}).problems == {}
    assert checked({"trust": "low", "took_part": "no"}).problems == {}
    assert list(checked({"trust": "low", "took_part": "yes"}).problems) == ["times"]
    assert list(checked({}).problems) == ["trust"]


@pytest.mark.parametrize("empty", ["", "  ", "\n", [], [""], "\u200b"])
def test_an_empty_answer_is_none(empty: str | list[str]) -> None:
    given = {"trust": empty, "took_part": "yes", "times": "1", "ways": empty, "comment": empty}

    result = checked(given)

    assert result.answers == {"took_part": "yes", "times": 1}
    assert result.problems["trust"].en == "This question needs an answer."
    assert result.problems["trust"].ru == "На этот вопрос нужно ответить."


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0", 0),
        (" 12 ", 12),
        ("+3", 3),
        ("1 00", None),
        ("3,0", 3),
        ("3.00", 3),
        ("007", 7),
        (5, 5),
    ],
)
def test_whole_numbers_are_read_as_people_write_them(written: str | int, kept: int | None) -> None:
    given = {"trust": "low", "took_part": "yes", "times": written}

    assert checked(given).answers.get("times") == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("3,5", 3.5),
        ("3.5", 3.5),
        ("1 250", 1250.0),
        ("1\u00a0250\u202f000,75", 1250000.75),
        ("−4", -4.0),
        ("-0", 0.0),
        ("0,0000010", 0.000001),
        (1e-06, 1e-06),
        ("1,234", 1.234),
    ],
)
def test_decimal_numbers_are_read_as_people_write_them(written: str | float, kept: float) -> None:
    answers = checked({"trust": "low", "spent": written}).answers

    assert answers["spent"] == kept
    assert str(answers["spent"]) == str(kept)  # never -0.0


LEVELS = "none of the answers offered here; they are low, middling, high, hard_to_say."
WAYS = "none of the answers offered here; they are meeting, work, hard_to_say."
ALONE = "“Hard to say” does not go with other answers: leave one or the other."
IMPOSSIBLE = "This answer is not possible here: read the question once more and correct it."
WHOLE = "Write a whole number from 0 to 1,000,000,000, in digits: 3."
DECIMAL = "Write a number in digits, with 6 of them after the point at most: 3.5."
DAY = "Write a day that the calendar has: 2017-11-02 or 02.11.2017."
ONE = "One answer is asked for here, and several came: leave one."


@pytest.mark.parametrize(
    ("name", "written", "words"),
    [
        ("trust", "hgih", f"“hgih” is {LEVELS}"),
        ("trust", "Высокое", f"“Высокое” is {LEVELS}"),
        ("trust", ["low", "high"], ONE),
        ("ways", "meeting tea", f"“tea” is {WAYS}"),
        ("ways", ["work", "hard_to_say"], ALONE),
        ("times", "три", WHOLE),
        ("times", "3,5", WHOLE),
        ("times", "-1", WHOLE),
        ("times", "1000000001", WHOLE),
        ("times", "1e2", WHOLE),
        ("times", "٣", WHOLE),
        ("times", "9" * 50, WHOLE),
        ("times", "201", "Not oftener than once a day."),
        ("times", ["1", "2"], ONE),
        ("spent", "много", DECIMAL),
        ("spent", "1,2,3", DECIMAL),
        ("spent", "0,1234567", DECIMAL),
        ("spent", "1000000000001", DECIMAL),
        ("spent", "NaN", DECIMAL),
        ("spent", "inf", DECIMAL),
        ("spent", float("nan"), DECIMAL),
        ("last_on", "30.02.2017", DAY),
        ("last_on", "2017-13-01", DAY),
        ("last_on", "вчера", DAY),
        ("last_on", "11/02/2017", DAY),
        ("last_on", "1699-01-01", DAY),
        ("last_on", "01.12.2017", IMPOSSIBLE),
        ("comment", "я" * 2001, "The text has 2001 characters: shorten it to 2000."),
    ],
)
def test_what_cannot_be_kept_is_told_with_what_to_do(
    name: str, written: object, words: str
) -> None:
    assert problem(name, written).en == words


def test_problems_are_told_in_russian_too() -> None:
    assert problem("trust", "x").ru == (
        "«x» нет среди ответов на этот вопрос; они такие: low, middling, high, hard_to_say."
    )
    assert problem("times", "x").ru == "Напишите целое число цифрами, от 0 до 1 000 000 000: 3."
    assert problem("times", "900").ru == "Не чаще раза в день."
    assert problem("ways", "work hard_to_say").ru == (
        "«Затрудняюсь ответить» не сочетается с другими ответами: оставьте либо то, либо другое."
    )


def test_an_answer_with_a_problem_is_not_kept() -> None:
    assert checked({"trust": "low", "took_part": "yes", "times": "201"}).answers == {
        "trust": "low",
        "took_part": "yes",
    }


@pytest.mark.parametrize(
    "written", ["work meeting", "work;meeting", "work, meeting", ["work", "meeting", "work"]]
)
def test_several_choices_come_as_a_list_or_with_something_between(written: str | list[str]) -> None:
    given = {"trust": "low", "took_part": "yes", "times": "1", "ways": written}

    assert checked(given).answers["ways"] == ["meeting", "work"]


def test_signs_that_cannot_be_seen_or_stored_are_left_out() -> None:
    answers = checked({"trust": "low", "comment": "a\x00b\u202ec\ud800\td\x85e"}).answers

    assert answers["comment"] == "abc\tde"


def test_names_that_no_question_has_are_told_apart() -> None:
    result = checked({"trust": "low", "trsut": "high", "thanks": "x", "details": "y"})

    assert result.problems == {}
    assert list(result.unknown) == ["trsut", "thanks", "details"]
    assert result.unknown["trsut"].en == (
        "The questionnaire has no question “trsut”: mind the spelling of its name."
    )


def test_a_constraint_looks_at_answers_given_before() -> None:
    text = FORM.replace("constraint: . <= today()", "constraint: . <= today() and ${times} < 3")
    given = {"trust": "low", "took_part": "yes", "ways": "work", "last_on": "2017-11-02"}

    assert list(checked({**given, "times": "3"}, text).problems) == ["last_on"]
    assert checked({**given, "times": "2"}, text).problems == {}


def test_it_says_what_is_asked_so_far() -> None:
    beginning = {"trust", "took_part", "spent", "comment"}
    details = {"details", "thanks", "times"}

    assert asked(form(), {}, TODAY) == beginning
    assert asked(form(), {"took_part": "yes"}, TODAY) == beginning | details
    assert asked(form(), {"took_part": "yes", "times": 2}, TODAY) == beginning | details | {"ways"}
    assert asked(form(), {"times": 2, "ways": ["work"]}, TODAY) == beginning


def test_today_is_the_day_that_it_is_told() -> None:
    text = FORM.replace("${took_part} = 'yes'", "today() < date('2018-01-01')")

    assert "times" in asked(form(text), {}, date(2017, 12, 31))
    assert "times" not in asked(form(text), {}, date(2018, 1, 1))
