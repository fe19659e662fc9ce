"""One answer as somebody gave it → as it is kept."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from workflow.monitoring.questionnaires.answers.asking import Answer
from workflow.monitoring.questionnaires.answers.misgiven import Misgiven
from workflow.monitoring.questionnaires.answers.numbers import read_day, read_decimal, read_integer
from workflow.monitoring.questionnaires.document import Question, QuestionType

LONGEST_TEXT = 2000
"""Characters of an answer in words."""
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Signs that cannot be seen, turn the writing round, or cannot be stored."""
_BETWEEN_CODES = re.compile(r"[\s,;]+")


def read_given(question: Question, given: str | int | float | Sequence[str]) -> Answer | None:
    """None where nothing was answered. Raises Misgiven."""
    if question.type == QuestionType.SELECT_MULTIPLE:
        return _several(question, given)
    if isinstance(given, int | float):
        given = f"{Decimal(str(given)):f}"
    elif not isinstance(given, str):
        given = _only(given)
    written = _UNSEEN.sub("", given.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return _READ[question.type](question, written) if written else None


def _only(given: Sequence[str]) -> str:
    if len(given) > 1:
        raise Misgiven(
            en="One answer is asked for here, and several came: leave one.",
            ru="Здесь нужен один ответ, а отмечено несколько: оставьте один.",
        )
    return given[0] if given else ""


def _several(question: Question, given: str | int | float | Sequence[str]) -> Answer | None:
    codes = given if not isinstance(given, str | int | float) else _BETWEEN_CODES.split(str(given))
    chosen = {code.strip() for code in codes} - {""}
    for code in sorted(chosen):
        _check_code(question, code)
    nothing = [option for option in question.options if option.no_answer and option.code in chosen]
    if nothing and len(chosen) > 1:
        label = nothing[0].label
        raise Misgiven(
            en=f"“{label.in_('en')}” does not go with other answers: leave one or the other.",
            ru=f"«{label.ru}» не сочетается с другими ответами: оставьте либо то, либо другое.",
        )
    return [option.code for option in question.options if option.code in chosen] or None


def _one(question: Question, written: str) -> Answer:
    _check_code(question, written)
    return written


def _check_code(question: Question, code: str) -> None:
    codes = [option.code for option in question.options]
    if code not in codes:
        listed = ", ".join(codes)
        raise Misgiven(
            en=f"“{code[:40]}” is none of the answers offered here; they are {listed}.",
            ru=f"«{code[:40]}» нет среди ответов на этот вопрос; они такие: {listed}.",
        )


def _text(question: Question, written: str) -> Answer:
    if len(written) > LONGEST_TEXT:
        raise Misgiven(
            en=f"The text has {len(written)} characters: shorten it to {LONGEST_TEXT}.",
            ru=f"В тексте знаков: {len(written)}. Сократите его до {LONGEST_TEXT}.",
        )
    return written


_READ: Mapping[QuestionType, Callable[[Question, str], Answer]] = {
    QuestionType.SELECT_ONE: _one,
    QuestionType.INTEGER: lambda _, written: read_integer(written),
    QuestionType.DECIMAL: lambda _, written: read_decimal(written),
    QuestionType.DATE: lambda _, written: read_day(written),
    QuestionType.TEXT: _text,
}
