"""A questionnaire in YAML is read, or each of its mistakes is told with its line."""

import pytest

from tests.make import ROOT
from tests.workflow.monitoring.questionnaires.forms import FORM, form
from tests.workflow.monitoring.questionnaires.items import (
    GOOD,
    HEAD,
    LEVELS,
    NONE,
    choice,
    complaints,
    plain,
)
from workflow.errors import BadDocument
from workflow.monitoring.questionnaires.document import Scale
from workflow.monitoring.questionnaires.expressions.functions import FUNCTIONS


def test_it_is_read() -> None:
    document = form()

    assert list(document.questions) == [
        "trust", "took_part", "thanks", "times", "ways", "last_on", "spent", "comment",
    ]  # fmt: skip
    assert [question.scale for question in document.questions.values()] == [
        *(Scale.ORDINAL, Scale.BINARY, None, Scale.COUNT, Scale.MULTIPLE, Scale.WORDS),
        *(Scale.AMOUNT, Scale.WORDS),
    ]


def test_several_mistakes_are_told_at_once_with_their_lines() -> None:
    text = FORM.replace("${took_part} = 'yes'", "${took_part} = 'ja'").replace("trust]", "trst]")

    with pytest.raises(BadDocument) as caught:
        form(text)

    assert caught.value.lines == [
        "residents.yaml, line 3, primary.0: there is no question trst",
        "residents.yaml, line 23, items.2.relevant: took_part has no option ja; it has yes, no",
    ]


def test_a_mistake_in_a_question_is_told_as_one_of_a_question() -> None:
    assert complaints("name: a, type: txt, lable: {ru: В}", plain("b", more=", months: six")) == [
        "line 4, items.0.label: is missing",
        "line 4, items.0.lable: is not a field known here; mind the spelling",
        "line 4, items.0.type: input should be 'select_one', 'select_multiple', 'integer', "
        "'decimal', 'date', 'text' or 'note' (given: txt)",
        "line 5, items.1.months: input should be a valid integer (given: six)",
    ]


def test_an_empty_group_is_refused() -> None:
    assert complaints("name: g, items: []") == ["line 4, items.0.items: there is no question here"]


@pytest.mark.parametrize(
    ("items", "place", "words"),
    [
        (
            ["name: data, type: text, label: {ru: В}"],
            "line 4, items.0.name",
            "data means something else in XForms; rename it",
        ),
        (
            [plain("a"), plain("a")],
            "line 5, items.1.name",
            "a is there already; each name stands once",
        ),
        (
            [plain("a"), f"name: a, items: [{{{plain('b')}}}]"],
            "line 5, items.1.name",
            "a is there already; each name stands once",
        ),
        (
            [plain("a", "note")],
            "line 3, items",
            "nothing is asked: notes alone are no questionnaire",
        ),
        (
            [plain("a", more=f", options: {LEVELS}")],
            "line 4, items.0.options",
            "only a choice has options; a is text",
        ),
        (
            [plain("a", "select_one")],
            "line 4, items.0.options",
            "a leaves no choice: give two options at least",
        ),
        (
            [choice("a", "", NONE)],
            "line 4, items.0.options",
            "a leaves no choice: give two options at least",
        ),
        (
            [choice("a", *[""] * 101)],
            "line 4, items.0.options",
            "101 options are too many; 100 at most",
        ),
        (
            [choice("a", GOOD, GOOD)],
            "line 4, items.0.options",
            "all options are favourable: then there is nothing to compare",
        ),
        (
            [choice("a", GOOD, "", type_="select_multiple")],
            "line 4, items.0.options",
            "of several choices each is counted by itself: none is favourable",
        ),
        (
            [choice("a", "", GOOD, "", more=", appearance: likert")],
            "line 4, items.0.options",
            "on a scale the favourable options stand together at one of its ends",
        ),
        (
            [choice("a", GOOD, "", GOOD, more=", appearance: likert")],
            "line 4, items.0.options",
            "on a scale the favourable options stand together at one of its ends",
        ),
        (
            [plain("a", more=", appearance: likert")],
            "line 4, items.0.appearance",
            "likert is how one choice looks; a is text",
        ),
        (
            [choice("a", "", "", more=", appearance: multiline")],
            "line 4, items.0.appearance",
            "multiline is how a text looks; a is select_one",
        ),
        (
            [plain("a", "date", ", account: plan")],
            "line 4, items.0.account",
            "only a number is a plan or a fact",
        ),
        (
            [plain("a", "decimal", ", months: 6")],
            "line 4, items.0.months",
            "only a count, a whole number, looks back on months",
        ),
        (
            [plain("a", "integer", ", months: 6, account: fact")],
            "line 4, items.0.months",
            "only a count, a whole number, looks back on months",
        ),
        (
            [plain("a", "integer", ", constraint_message: {ru: Нет}")],
            "line 4, items.0.constraint_message",
            "there is no constraint that this could be about",
        ),
        (
            [plain("a"), plain("b", "note", ", required: true")],
            "line 5, items.1.required",
            "a note asks nothing, so nothing can be asked of its answer",
        ),
        (
            ["name: a, type: text, label: {ru: 'О ${b}'}"],
            "line 4, items.0.label.ru",
            "an answer cannot be put into words here",
        ),
    ],
)
def test_what_makes_no_sense_is_told(items: list[str], place: str, words: str) -> None:
    assert complaints(*items) == [f"{place}: {words}"]


def test_the_same_code_stands_once() -> None:
    twice = "{code: x, label: {ru: Б}, favourable: true, no_answer: true}"
    options = f"[{{code: x, label: {{ru: А}}}}, {twice}, {{code: y, label: {{ru: В}}}}]"

    assert complaints(plain("a", "select_one", f", options: {options}")) == [
        "line 4, items.0.options.1: x cannot be favourable and no answer at once",
        "line 4, items.0.options.1.code: x is there already; each code stands once",
    ]


@pytest.mark.parametrize(
    "marks",
    [
        ("", "", GOOD),
        (GOOD, "", ""),
        (GOOD, GOOD, ""),
        ("", GOOD, NONE),
        (NONE, GOOD, ""),
        ("", "", ""),
        ("", NONE, GOOD, GOOD),
    ],
)
def test_favourable_options_may_stand_at_either_end_of_a_scale(marks: tuple[str, ...]) -> None:
    form(f"{HEAD}  - {{{choice('a', *marks, more=', appearance: likert')}}}\n")


@pytest.mark.parametrize(
    ("primary", "said"),
    [
        ("zz", "there is no question zz"),
        ("told", "told is not tested: name a choice, a count or an amount"),
        ("words", "words is not tested: name a choice, a count or an amount"),
        ("sums", "sums is not tested: name a choice, a count or an amount"),
        ("one, one", "one is there already; each stands once"),
    ],
)
def test_primary_questions_are_such_as_are_tested(primary: str, said: str) -> None:
    head = HEAD.replace("items:", f"primary: [{primary}]\nitems:")
    items = [
        choice("one", "", ""),
        plain("told", "note"),
        plain("words"),
        plain("sums", "integer", ", account: plan"),
    ]

    assert complaints(*items, head=head)[0].partition(": ")[2] == said


def test_four_primary_questions_are_too_many() -> None:
    head = HEAD.replace("items:", "primary: [a, b, c, d]\nitems:")

    assert complaints(plain("a"), head=head)[0].startswith("line 3, primary: ")


def test_questions_are_so_many_at_most() -> None:
    assert complaints(*(plain(f"q{n}") for n in range(201))) == [
        "line 3, items: 201 questions are too many; 200 at most"
    ]


def test_groups_are_so_deep_at_most() -> None:
    nested = plain("a")
    for n in range(6):
        nested = f"name: g{n}, items: [{{{nested}}}]"

    assert complaints(nested) == [
        "line 4, items.0.items.0.items.0.items.0.items.0.items.0: groups are at most 5 deep"
    ]


def test_the_example_in_the_guide_is_in_order_and_the_guide_names_every_function() -> None:
    guide = (ROOT / "docs" / "questionnaires.md").read_text()

    document = form(guide.split("```yaml\n")[1].split("```")[0])

    assert list(document.questions) == ["link_quality", "took_part", "times"]
    assert [name for name in FUNCTIONS if f"`{name}(" not in guide] == []
