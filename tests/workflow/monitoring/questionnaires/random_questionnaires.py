"""Questionnaires and answers that nobody thought of, for what must hold of all of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from models import Text
from workflow.monitoring.questionnaires.answers import Given
from workflow.monitoring.questionnaires.document import (
    Group,
    Option,
    Question,
    QuestionnaireDocument,
    QuestionType,
)

WORDS = st.sampled_from(
    [
        "Да",
        "Ёлки-палки?",
        "=1+1",
        "«так» & <b>так</b>",
        'He said "x"',
        "'",
        "@",
        "a\nb",
        "+7",
        "_x0041_",
    ]
) | st.text("абвЁ АZ09,.:;=<>&'\"«»“”_@+-?!\n№", min_size=1, max_size=9).map(str.strip).filter(bool)
TEXTS = st.builds(Text, ru=WORDS, en=st.none() | WORDS)
NAMES = ("a", "b2", "c_", "end", "name", "label", "begin_group", "d" * 39, "trust")
CODES = ("yes", "no", "1", "2", "A.b-c", "_", "88", "x" * 40)
CHOICES = (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE)


@st.composite
def documents(draw: st.DrawFn) -> QuestionnaireDocument:
    """In order, as the lint sees it."""
    names = draw(st.permutations(NAMES))[: draw(st.integers(1, len(NAMES)))]
    asked: list[Question] = []
    items = _items(draw, names, asked, depth=0)
    tested = [q.name for q in asked if q.type in CHOICES]
    return QuestionnaireDocument(
        questionnaire=draw(st.sampled_from(NAMES)),
        title=draw(TEXTS),
        introduction=draw(st.none() | TEXTS),
        thanks=draw(st.none() | TEXTS),
        by_district=draw(st.booleans()),
        primary=tuple(tested[: draw(st.integers(0, 3))]),
        items=tuple(items),
    )


def _items(
    draw: st.DrawFn, names: list[str], asked: list[Question], depth: int
) -> list[Group | Question]:
    """All of `names` are used up; `asked` has the questions so far, which conditions look back
    on."""
    items: list[Group | Question] = []
    while names:
        name = names.pop(0)
        if names and depth < 2 and draw(st.booleans()):
            relevant = draw(_conditions(asked))
            inner = names[: draw(st.integers(1, len(names)))]
            del names[: len(inner)]
            items.append(
                Group(
                    name=name,
                    label=draw(st.none() | TEXTS),
                    relevant=relevant,
                    items=tuple(_items(draw, inner, asked, depth + 1)),
                )
            )
        else:
            question = draw(_questions(name, tuple(asked)))
            items.append(question)
            if question.scale is not None:
                asked.append(question)
    if depth == 0 and not asked:
        items.append(Question(name="last_", type=QuestionType.TEXT, label=draw(TEXTS)))
    return items


@st.composite
def _questions(draw: st.DrawFn, name: str, asked: Sequence[Question]) -> Question:
    type_ = draw(st.sampled_from(QuestionType))
    fields: dict[str, Any] = {
        "name": name,
        "type": type_,
        "label": draw(TEXTS),
        "hint": draw(st.none() | TEXTS),
        "relevant": draw(_conditions(asked)),
    }
    if type_ != QuestionType.NOTE:
        fields["required"] = draw(st.booleans())
    if type_ in CHOICES:
        fields |= draw(_choices(type_))
    elif type_ in (QuestionType.INTEGER, QuestionType.DECIMAL):
        fields |= draw(_numbers(type_))
    elif type_ == QuestionType.TEXT:
        fields["appearance"] = draw(st.sampled_from([None, "multiline"]))
    return Question(**fields)


@st.composite
def _choices(draw: st.DrawFn, type_: QuestionType) -> Mapping[str, Any]:
    codes = draw(st.permutations(CODES))[: draw(st.integers(2, 5))]
    good = draw(st.integers(0, len(codes) - 1)) if type_ == QuestionType.SELECT_ONE else 0
    options = [
        Option(code=code, label=draw(TEXTS), favourable=n < good) for n, code in enumerate(codes)
    ]
    if draw(st.booleans()):
        options.append(Option(code="no_say", label=draw(TEXTS), no_answer=True))
    likert = type_ == QuestionType.SELECT_ONE and draw(st.booleans())
    return {"options": tuple(options), "appearance": "likert" if likert else None}


@st.composite
def _numbers(draw: st.DrawFn, type_: QuestionType) -> Mapping[str, Any]:
    constraint = draw(st.sampled_from([None, ". <= 5", ". mod 2 = 0 or . > 100"]))
    message = draw(TEXTS) if constraint and draw(st.booleans()) else None
    account = draw(st.sampled_from([None, "plan", "fact"]))
    months = draw(st.sampled_from([None, 6]))
    counts = type_ == QuestionType.INTEGER and account is None
    return {
        "constraint": constraint,
        "constraint_message": message,
        "account": account,
        "months": months if counts else None,
    }


@st.composite
def _conditions(draw: st.DrawFn, asked: Sequence[Question]) -> str | None:
    if not asked or draw(st.booleans()):
        return None
    parts = [
        draw(_about(question))
        for question in draw(st.lists(st.sampled_from(asked), min_size=1, max_size=2))
    ]
    joined = f" {draw(st.sampled_from(['and', 'or']))} ".join(parts)
    return f"not({joined})" if draw(st.booleans()) else joined


@st.composite
def _about(draw: st.DrawFn, question: Question) -> str:
    name = f"${{{question.name}}}"
    if question.options:
        code = draw(st.sampled_from(question.options)).code
        several = question.type == QuestionType.SELECT_MULTIPLE
        return f"selected({name}, '{code}')" if several else f"{name} = '{code}'"
    match question.type:
        case QuestionType.DATE:
            return f"{name} < today()"
        case QuestionType.TEXT:
            return f"string-length({name}) > 2"
    return draw(st.sampled_from([f"{name} > 3", f"{name} + 1 <= 4", f"{name} != 0"]))


@st.composite
def given_to(draw: st.DrawFn, document: QuestionnaireDocument) -> Given:
    """What somebody, or some program, sends for it: much of it good, some of it nonsense."""
    given: dict[str, str | Sequence[str]] = {}
    for name, question in document.questions.items():
        if draw(st.integers(0, 4)):
            given[name] = draw(_given(question))
    return given


def _given(question: Question) -> st.SearchStrategy[str | Sequence[str]]:
    nonsense = st.text(max_size=8) | st.lists(st.text(max_size=4), max_size=3)
    codes = [option.code for option in question.options]
    good: Mapping[QuestionType, st.SearchStrategy[Any]] = {
        QuestionType.SELECT_ONE: st.sampled_from(codes or [""]),
        QuestionType.SELECT_MULTIPLE: st.lists(st.sampled_from(codes or [""]), max_size=4),
        QuestionType.INTEGER: st.integers(0, 9).map(str),
        QuestionType.DECIMAL: st.sampled_from(["3,5", "1 200", "-4", "0.000001"]),
        QuestionType.DATE: st.sampled_from(["2017-11-02", "02.11.2017", "2017-02-30"]),
    }
    usual = good.get(question.type, st.text(max_size=8))
    return st.one_of(usual, usual, usual, nonsense)
