from collections.abc import Iterable, Iterator, Mapping

from models import Text
from workflow.documents import Document
from workflow.monitoring.questionnaires.document import (
    Group,
    Question,
    QuestionnaireDocument,
    QuestionType,
    Scale,
)
from workflow.monitoring.questionnaires.linting.conditions import lint_conditions
from workflow.monitoring.questionnaires.linting.options import lint_options
from workflow.yaml_text import Place

MOST_QUESTIONS = 200
DEEPEST_GROUP = 5
RESERVED = ("data", "meta", "instance_id")
"""Names that XForms have a meaning of their own for."""


def lint(document: QuestionnaireDocument) -> Iterator[tuple[Place, str]]:
    """What is wrong beyond the shape of the fields."""
    placed = list(_placed(document.items, ("items",)))
    yield from _whole(document, [item for _, item in placed])
    yield from _names(placed)
    for place, item in placed:
        if isinstance(item, Question):
            yield from _question(item, place)
            yield from lint_options(item, place)
        elif len(place) // 2 > DEEPEST_GROUP:
            yield place, f"groups are at most {DEEPEST_GROUP} deep"
    yield from lint_conditions(placed)
    yield from _piped(document, ())


def _placed(
    items: Iterable[Group | Question], place: Place
) -> Iterator[tuple[Place, Group | Question]]:
    """Everything in the order it is asked in, a group before what is in it."""
    for n, item in enumerate(items):
        yield (*place, n), item
        if isinstance(item, Group):
            yield from _placed(item.items, (*place, n, "items"))


def _whole(
    document: QuestionnaireDocument, items: Iterable[Group | Question]
) -> Iterator[tuple[Place, str]]:
    questions = [item for item in items if isinstance(item, Question) and item.scale]
    if not questions:
        yield ("items",), "nothing is asked: notes alone are no questionnaire"
    if len(questions) > MOST_QUESTIONS:
        yield ("items",), f"{len(questions)} questions are too many; {MOST_QUESTIONS} at most"
    for n, name in enumerate(document.primary):
        place: Place = ("primary", n)
        question = document.questions.get(name)
        if question is None:
            yield place, f"there is no question {name}"
        elif question.scale in (None, Scale.WORDS, Scale.ACCOUNT):
            yield place, f"{name} is not tested: name a choice, a count or an amount"
        elif name in document.primary[:n]:
            yield place, f"{name} is there already; each stands once"


def _names(placed: Iterable[tuple[Place, Group | Question]]) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for place, item in placed:
        if item.name in RESERVED:
            yield (*place, "name"), f"{item.name} means something else in XForms; rename it"
        if item.name in seen:
            yield (*place, "name"), f"{item.name} is there already; each name stands once"
        seen.add(item.name)


_BELONG: Mapping[str, tuple[tuple[QuestionType, ...], str]] = {
    "likert": ((QuestionType.SELECT_ONE,), "likert is how one choice looks"),
    "multiline": ((QuestionType.TEXT,), "multiline is how a text looks"),
}


def _question(question: Question, place: Place) -> Iterator[tuple[Place, str]]:
    if question.appearance is not None:
        types, words = _BELONG[question.appearance]
        if question.type not in types:
            yield (*place, "appearance"), f"{words}; {question.name} is {question.type}"
    if question.type == QuestionType.NOTE:
        for field in ("required", "constraint"):
            if getattr(question, field):
                yield (*place, field), "a note asks nothing, so nothing can be asked of its answer"
    if question.constraint_message and not question.constraint:
        yield (*place, "constraint_message"), "there is no constraint that this could be about"
    if question.account and question.type not in (QuestionType.INTEGER, QuestionType.DECIMAL):
        yield (*place, "account"), "only a number is a plan or a fact"
    if question.months and question.scale != Scale.COUNT:
        yield (*place, "months"), "only a count, a whole number, looks back on months"


def _piped(part: Document, place: Place) -> Iterator[tuple[Place, str]]:
    """Answers are not put into words: what one person reads, all read."""
    for field, value in part:
        values = value if isinstance(value, tuple) else (value,)
        for n, each in enumerate(values):
            here: Place = (*place, field, n) if isinstance(value, tuple) else (*place, field)
            if isinstance(each, Document):
                yield from _piped(each, here)
            elif isinstance(each, Text):
                for language, words in each:
                    if words and "${" in words:
                        yield (*here, language), "an answer cannot be put into words here"
