"""What a page sends is put in the place of what it had before."""

import pytest

from web.answers.posted import Posted
from workflow.monitoring.questionnaires.reading import read_questionnaire

OPTIONS = "options: [{code: a, label: {ru: А}}, {code: b, label: {ru: Б}}]"
DOCUMENT = read_questionnaire(
    f"""\
questionnaire: residents
title: {{ru: Анкета}}
items:
  - {{name: words, type: text, label: {{ru: Слова}}}}
  - {{name: one, type: select_one, label: {{ru: Один}}, {OPTIONS}}}
  - {{name: several, type: select_multiple, label: {{ru: Несколько}}, {OPTIONS}}}
""",
    "residents.yaml",
)


@pytest.mark.parametrize(
    ("fields", "whole"),
    [
        ({"words": ["x"]}, {"words": "x"}),
        ({"several": ["a"]}, {"several": ["a"]}),
        ({"several": ["b", "a"]}, {"several": ["b", "a"]}),
        ({"one": ["a", "b"]}, {"one": ["a", "b"]}),
        ({"words": [""], "one": []}, {}),
        ({"foreign": ["x"]}, {}),
    ],
)
def test_what_was_typed_is_taken_as_it_is(
    fields: dict[str, list[str]], whole: dict[str, object]
) -> None:
    posted = Posted({"-shown": list(DOCUMENT.questions), **fields})

    assert posted.over({}, DOCUMENT.questions.values()) == whole


def test_only_what_the_page_had_is_replaced() -> None:
    before = {"words": "before", "one": "a", "several": ["a"]}
    posted = Posted({"-shown": ["words", "several"], "words": ["after"], "one": ["b"]})

    assert posted.over(before, DOCUMENT.questions.values()) == {"words": "after", "one": "a"}
    assert before == {"words": "before", "one": "a", "several": ["a"]}


def test_enter_goes_on() -> None:
    assert (Posted({}).go, Posted({"-go": ["back"]}).go) == ("next", "back")
