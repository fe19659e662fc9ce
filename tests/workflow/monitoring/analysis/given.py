"""A questionnaire of every scale, and answers to it, as the tests of this folder give them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from models import RoundMode
from workflow.monitoring.analysis.analyse import Setting, analyse
from workflow.monitoring.analysis.frame import Frame, Row, read_frame
from workflow.monitoring.analysis.results import Comparison, Results
from workflow.monitoring.questionnaires.document import QuestionnaireDocument

ITEMS: list[dict[str, Any]] = [
    {
        "name": "solved",
        "type": "select_one",
        "label": {"ru": "Решали ли вместе?"},
        "options": [
            {"code": "yes", "label": {"ru": "да"}, "favourable": True},
            {"code": "no", "label": {"ru": "нет"}},
            {"code": "hard", "label": {"ru": "трудно сказать"}, "no_answer": True},
        ],
    },
    {
        "name": "trust",
        "type": "select_one",
        "appearance": "likert",
        "label": {"ru": "Доверие"},
        "options": [
            {"code": str(n), "label": {"ru": str(n)}, "favourable": n > 3} for n in range(1, 6)
        ],
    },
    {
        "name": "worry",
        "type": "select_one",
        "appearance": "likert",
        "label": {"ru": "Тревога"},
        "options": [
            {"code": str(n), "label": {"ru": str(n)}, "favourable": n < 3} for n in range(1, 6)
        ],
    },
    {
        "name": "ways",
        "type": "select_multiple",
        "label": {"ru": "Как?"},
        "options": [{"code": code, "label": {"ru": code}} for code in ("a", "b", "c")],
    },
    {
        "name": "kind",
        "type": "select_one",
        "label": {"ru": "Кто вы?"},
        "options": [{"code": code, "label": {"ru": code}} for code in ("x", "y", "z")],
    },
    {"name": "times", "type": "integer", "label": {"ru": "Сколько раз?"}, "months": 12},
    {"name": "hours", "type": "decimal", "label": {"ru": "Сколько часов?"}},
    {"name": "planned", "type": "integer", "label": {"ru": "План"}, "account": "plan"},
    {"name": "words", "type": "text", "label": {"ru": "Что ещё?"}},
    {"name": "thanks", "type": "note", "label": {"ru": "Спасибо"}},
]


def document(**given: Any) -> QuestionnaireDocument:
    fields = {"questionnaire": "residents", "title": {"ru": "Жители"}, "items": ITEMS}
    return QuestionnaireDocument.model_validate(fields | given)


def row(who: str | None = None, district: str | None = None, **answers: Any) -> Row:
    return Row(json.dumps(answers, sort_keys=True), who, district)


def frame(rows: Iterable[Row], asked: QuestionnaireDocument | None = None) -> Frame:
    return read_frame(rows, asked or document())


LINKED = Setting(
    round="endline", mode=RoundMode.LINKED, baseline="baseline", baseline_mode=RoundMode.LINKED
)
UNLINKED = Setting(
    round="endline",
    mode=RoundMode.ANONYMOUS,
    baseline="baseline",
    baseline_mode=RoundMode.ANONYMOUS,
)
FIRST = Setting(round="baseline", mode=RoundMode.LINKED)


def results(
    before: Sequence[Row] | None,
    after: Sequence[Row],
    setting: Setting = LINKED,
    asked: QuestionnaireDocument | None = None,
) -> Results:
    asked = asked or document()
    first = frame(before, asked) if before is not None else None
    return analyse(asked, setting, first, frame(after, asked))


def of(
    found: Results, question: str, option: str | None = None, district: str | None = None
) -> Comparison:
    (one,) = (
        one
        for one in found.comparisons
        if (one.question, one.option, one.district) == (question, option, district)
    )
    return one


def rows(question: str, *counts: tuple[str, int], start: int = 0) -> list[Row]:
    """`counts`: an answer and how many gave it, each person with the number of their own."""
    answers = [answer for answer, count in counts for _ in range(count)]
    return [row(f"p{n}", **{question: answer}) for n, answer in enumerate(answers, start)]
