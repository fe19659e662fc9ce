"""Conditions are about questions and options that are there, and were asked before."""

import pytest

from tests.workflow.monitoring.questionnaires.forms import form
from tests.workflow.monitoring.questionnaires.items import HEAD, choice, complaints, plain

ITSELF = "b is this question itself: its answer is written “.”, in its constraint"
LATER = "is asked later: a condition can only look back"


@pytest.mark.parametrize(
    ("field", "condition", "words"),
    [
        ("relevant", "${zz} = 1", "there is no question zz"),
        ("relevant", "${later} = 1", f"later {LATER}"),
        ("constraint", ". < ${later}", f"later {LATER}"),
        ("relevant", "${told} = 1", "told has no answer: it is no question"),
        ("relevant", "${part} = 1", "part has no answer: it is no question"),
        ("relevant", "${b} = 1", ITSELF),
        ("constraint", "${b} < 3", ITSELF),
        (
            "relevant",
            ". = 1",
            "“.” is the answer itself, which is not there yet: name another question",
        ),
        ("relevant", "${one} = '9'", "one has no option 9; it has 1, 2"),
        ("relevant", "selected(${one}, '9')", "one has no option 9; it has 1, 2"),
        ("relevant", "selected(${many}, '9')", "many has no option 9; it has 1, 2"),
        ("relevant", "${many} = '1'", "many has several answers: write selected(${many}, '1')"),
        ("relevant", "selected(${inner}, '1')", "inner is no choice: selected() asks of one"),
        ("relevant", "${one} 1", "the condition cannot be read from “1” on"),
    ],
)
def test_a_condition_names_what_is_there_and_was_asked(
    field: str, condition: str, words: str
) -> None:
    assert complaints(
        choice("one", "", ""),
        choice("many", "", "", type_="select_multiple"),
        plain("told", "note"),
        f"name: part, items: [{{{plain('inner')}}}]",
        plain("b", "integer", f', {field}: "{condition}"'),
        plain("later"),
    ) == [f"line 8, items.4.{field}: {words}"]


QUOTED = ", relevant: \"${inner} != 1 and ${inner} != ''\""


def test_a_condition_may_name_what_stands_in_a_group_and_an_answer_that_is_missing() -> None:
    form(
        f"{HEAD}  - {{name: part, items: [{{{choice('inner', '', '')}}}]}}\n"
        f"  - {{{plain('b', more=QUOTED)}}}\n"
    )
