"""Whatever is sent: nothing that was not asked for is kept, and what is kept is in one form."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.monitoring.questionnaires.forms import TODAY
from tests.workflow.monitoring.questionnaires.random_questionnaires import documents, given_to
from workflow.monitoring.questionnaires.answers import Given, asked, check_answers
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.linting import lint

FORMS = documents().flatmap(lambda document: st.tuples(st.just(document), given_to(document)))


@given(FORMS)
def test_no_answer_to_a_hidden_question_survives(
    form: tuple[QuestionnaireDocument, Given],
) -> None:
    document, sent = form

    checked = check_answers(document, sent, today=TODAY)

    shown = asked(document, checked.answers, TODAY)
    assert checked.answers.keys() <= shown
    assert checked.problems.keys() <= shown
    assert checked.answers.keys() & checked.problems.keys() == set()
    for name in checked.problems:
        assert document.questions[name].required or name in sent


@given(FORMS)
def test_checking_kept_answers_again_changes_nothing(
    form: tuple[QuestionnaireDocument, Given],
) -> None:
    document, sent = form
    checked = check_answers(document, sent, today=TODAY)

    again = check_answers(document, checked.answers, today=TODAY)
    stored = json.loads(json.dumps(checked.answers))

    assert again.answers == checked.answers == stored
    assert list(again.answers) == [name for name in document.questions if name in again.answers]
    assert again.problems.keys() <= checked.problems.keys()
    assert again.unknown == {}


@given(documents())
def test_the_questionnaires_made_up_here_are_in_order(document: QuestionnaireDocument) -> None:
    assert list(lint(document)) == []
