"""A row that asks something → a question as a document has it."""

from collections.abc import Mapping, Sequence
from typing import Any

from workflow.monitoring.questionnaires.document import QuestionType
from workflow.monitoring.questionnaires.xlsform.cells.findings import Findings
from workflow.monitoring.questionnaires.xlsform.cells.tables import Line
from workflow.monitoring.questionnaires.xlsform.parts.choices import Choice
from workflow.monitoring.questionnaires.xlsform.parts.conditions import condition
from workflow.monitoring.questionnaires.xlsform.parts.names import name_of
from workflow.monitoring.questionnaires.xlsform.parts.texts import text, yes

_REFUSED: Mapping[str, str] = {
    "calculation": "nothing is calculated here: ask for it or leave it out",
    "choice_filter": "all options of a list are offered; divide the question by relevant",
    "repeat_count": "each question is asked once",
    "trigger": "questions do not wait for others; use relevant",
    "media": "pictures and sound are not shown here; say it in the label",
}
_APPEARANCES = {"likert": QuestionType.SELECT_ONE, "multiline": QuestionType.TEXT}


def question(
    line: Line, type_: QuestionType, choices: Sequence[Choice], found: Findings
) -> dict[str, Any]:
    _refuse(line, found)
    asked: dict[str, Any] = {
        "name": name_of(line, found),
        "type": str(type_),
        "label": text(line, "label", found),
    }
    if asked["label"] is None:
        found.wrong(line.row, "has no label in Russian or English")
    given = {
        "hint": text(line, "hint", found),
        "constraint_message": text(line, "constraint_message", found),
        "relevant": condition(line, "relevant", found),
        "constraint": condition(line, "constraint", found),
        "required": yes(line, "required", found),
        "appearance": _appearance(line, type_, found),
        "options": [choice.option for choice in choices],
        "months": _number(line.cells.get("months")),
        "account": line.cells.get("account"),
    }
    return asked | {field: value for field, value in given.items() if value}


def _refuse(line: Line, found: Findings) -> None:
    for field, words in _REFUSED.items():
        if field in line.cells:
            found.wrong(line.at(field), words)
    if yes(line, "read_only", found):
        found.wrong(line.at("read_only"), "what nobody can answer is a note: make its type note")


def _number(written: str | None) -> int | str | None:
    """What is no number is told later, as in every document."""
    is_number = written is not None and written.isascii() and written.isdecimal()
    return int(written or 0) if is_number and len(written or "") < 10 else written


def _appearance(line: Line, type_: QuestionType, found: Findings) -> str | None:
    known = None
    for look in line.cells.get("appearance", "").split():
        if _APPEARANCES.get(look) == type_:
            known = look
        else:
            found.notice(
                en=f"The appearance {look[:40]} of {type_} is not used.",
                ru=f"Вид {look[:40]} у {type_} не используется.",
            )
    return known
