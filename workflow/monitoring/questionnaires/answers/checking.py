"""What somebody gave → answers that may be kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models import Text
from workflow.monitoring.questionnaires.answers.asking import Answer, Answers, Asking, value_of
from workflow.monitoring.questionnaires.answers.given import read_given
from workflow.monitoring.questionnaires.answers.misgiven import Misgiven
from workflow.monitoring.questionnaires.document import Question, QuestionnaireDocument

Given = Mapping[str, str | int | float | Sequence[str]]
"""Name of the question → what a form or a file has for it, or an answer already kept."""


@dataclass(frozen=True)
class Checked:
    """What came of somebody's answers. They may be kept if there is no problem."""

    answers: dict[str, Answer]
    """Those that are in order, of questions that are asked; in the order of the questionnaire."""
    problems: dict[str, Text]
    """Name of the question → what is wrong with its answer and what to do."""
    unknown: dict[str, Text]
    """Names that no question has → so in words. A form passes over them, a file is refused."""


def check_answers(document: QuestionnaireDocument, given: Given, *, today: date) -> Checked:
    """Read what was given: strings of a form or of a file, or answers already kept.

    Answers to questions that are not asked, because of other answers, are dropped in silence.
    """
    problems: dict[str, Text] = {}

    def answer(question: Question, asking: Asking) -> Answer | None:
        try:
            return _answer(question, given.get(question.name), asking)
        except Misgiven as misgiven:
            problems[question.name] = misgiven.text
            return None

    asking = Asking(today, answer)
    asking.ask(document.items)
    unknown = {name: _unknown(name) for name in given if not _is_asked(document, name)}
    return Checked(asking.kept, problems, unknown)


def asked(document: QuestionnaireDocument, answers: Answers, today: date) -> set[str]:
    """Names of the questions, notes and groups that these answers lead to."""
    asking = Asking(today, lambda question, _: answers.get(question.name))
    asking.ask(document.items)
    return asking.shown


def _is_asked(document: QuestionnaireDocument, name: str) -> bool:
    return name in document.questions and document.questions[name].scale is not None


def _answer(
    question: Question, given: str | int | float | Sequence[str] | None, asking: Asking
) -> Answer | None:
    answer = None if given is None else read_given(question, given)
    if answer is None:
        if question.required:
            raise Misgiven(en="This question needs an answer.", ru="На этот вопрос нужно ответить.")
        return None
    if question.constraint and not asking.holds(question.constraint, value_of(question, answer)):
        raise _unfulfilled(question)
    return answer


def _unfulfilled(question: Question) -> Misgiven:
    if said := question.constraint_message:
        return Misgiven(en=said.in_("en"), ru=said.ru)
    return Misgiven(
        en="This answer is not possible here: read the question once more and correct it.",
        ru="Такой ответ здесь невозможен: прочитайте вопрос ещё раз и исправьте ответ.",
    )


def _unknown(name: str) -> Text:
    return Text(
        en=f"The questionnaire has no question “{name[:60]}”: mind the spelling of its name.",
        ru=f"Вопроса «{name[:60]}» в анкете нет: проверьте, как написано его имя.",
    )
