"""What a row of the sheet survey is, by its type."""

from dataclasses import dataclass
from typing import Literal

from workflow.monitoring.questionnaires.document import QuestionType

_PLAIN = (
    QuestionType.INTEGER,
    QuestionType.DECIMAL,
    QuestionType.DATE,
    QuestionType.TEXT,
    QuestionType.NOTE,
)
_WATCHED = ("audit", "start-geopoint", "background-audio", "background-geopoint")
"""What devices record beside the answers, without asking."""
_SELECTS = {
    "select one": QuestionType.SELECT_ONE,
    "select all that apply": QuestionType.SELECT_MULTIPLE,
}


@dataclass(frozen=True)
class RowKind:
    what: Literal["begin", "end", "question", "recorded", "unknown"]
    """recorded: what devices note of whoever answers, such as when and on which device."""
    type: QuestionType | None = None
    list_name: str = ""
    control: str = ""
    """What begins or ends: group, repeat …"""
    or_other: bool = False


def row_kind(written: str) -> RowKind:
    """By the names that XLSForms have had for it over the years, as pyxform knows them."""
    from pyxform import aliases, xls2json  # noqa: PLC0415 -- takes a second
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT  # noqa: PLC0415

    if begun := xls2json.RE_BEGIN_CONTROL.search(written):
        return RowKind("begin", control=aliases.control[begun["type"]])
    if ended := xls2json.RE_END_CONTROL.search(written):
        return RowKind("end", control=aliases.control[ended["type"]])
    if selected := xls2json.RE_SELECT.search(written):
        command = selected["select_command"]
        kind = None if command in aliases.select_from_file else aliases.select[command]
        if kind not in _SELECTS:
            return RowKind("unknown")
        other = bool(selected["specify_other"])
        return RowKind("question", _SELECTS[kind], selected["list_name"], or_other=other)
    definition = QUESTION_TYPE_DICT.get(written)
    for type_ in _PLAIN:
        if definition is not None and _bare(definition) == _bare(QUESTION_TYPE_DICT[type_]):
            return RowKind("question", type_)
    recorded = definition is not None and "jr:preload" in definition.get("bind", {})
    return RowKind("recorded" if recorded or written in _WATCHED else "unknown")


def _bare(definition: dict[str, object]) -> dict[str, object]:
    """Without the hints that some old names carry."""
    return {part: value for part, value in definition.items() if part != "hint"}
