"""The three questionnaires of the Berdsk programme keep to what a good survey needs."""

import re

import pytest

from tests.workflow.monitoring.questionnaires.forms import BERDSK, TODAY, berdsk
from workflow.monitoring.questionnaires.answers import check_answers
from workflow.monitoring.questionnaires.document import Scale

each = pytest.mark.parametrize("name", BERDSK)


@each
def test_it_is_short(name: str) -> None:
    assert 10 <= len(berdsk(name).questions) <= 16


@each
def test_everything_is_said_in_both_languages(name: str) -> None:
    assert berdsk(name).model_dump_json().count('"en":null') == 0


@each
def test_each_scale_lets_people_not_know(name: str) -> None:
    for question in berdsk(name).questions.values():
        if question.scale == Scale.ORDINAL:
            assert question.options[-1].code == "hard_to_say"
            assert question.options[-1].no_answer


@each
def test_each_scale_is_balanced(name: str) -> None:
    """As many favourable options as others, but for one in the middle."""
    for question in berdsk(name).questions.values():
        if question.scale == Scale.ORDINAL:
            good = [option.favourable for option in question.counted_options]
            assert sum(good) == len(good) // 2


@each
def test_whoever_took_part_is_asked_how_it_was(name: str) -> None:
    def answered(took_part: str) -> set[str]:
        given = {"took_part": took_part, "positive_experience": "yes"}
        return set(check_answers(berdsk(name), given, today=TODAY).answers)

    assert answered("yes") == {"took_part", "positive_experience"}
    assert answered("no") == {"took_part"}
    options = berdsk(name).questions["positive_experience"].options
    assert [option.code for option in options if option.favourable] == ["yes"]


@each
def test_whoever_did_none_of_it_marks_nothing_else(name: str) -> None:
    document = berdsk(name)
    (several,) = [q for q in document.questions.values() if q.scale == Scale.MULTIPLE]

    def problems(codes: list[str]) -> set[str]:
        return {several.name} & check_answers(
            document, {several.name: codes}, today=TODAY
        ).problems.keys()

    assert problems(["none"]) == set()
    assert problems(["phone", "letter"]) == set()
    assert problems(["none", "phone"]) == {several.name}


@each
def test_verdicts_rest_on_two_or_three_questions_named_in_advance(name: str) -> None:
    assert 1 <= len(berdsk(name).primary) <= 3
    assert "link_quality" in berdsk(name).primary


def test_only_the_many_are_kept_by_district() -> None:
    assert [berdsk(name).by_district for name in BERDSK] == [True, False, False]


@each
def test_the_same_form_fits_before_and_after(name: str) -> None:
    """It names neither the programme nor a round."""
    words = berdsk(name).model_dump_json()

    assert not re.search(r"программ|programme|мы вместе|до начала|после окончания", words, re.I)
