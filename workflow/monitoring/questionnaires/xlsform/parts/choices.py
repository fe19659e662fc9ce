"""The sheet choices → its lists."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow.documents import Row
from workflow.monitoring.questionnaires.xlsform.cells.findings import Findings
from workflow.monitoring.questionnaires.xlsform.cells.tables import Line
from workflow.monitoring.questionnaires.xlsform.parts.texts import text, yes

_CODE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,39}")


@dataclass(frozen=True)
class Choice:
    row: Row
    option: dict[str, Any]
    """As a document has it."""


def read_lists(lines: Sequence[Line], found: Findings) -> Mapping[str, Sequence[Choice]]:
    """Name of the list → its options in their order."""
    lists: dict[str, list[Choice]] = {}
    for line in lines:
        if not (name := line.cells.get("list_name")):
            found.wrong(line.row, "no list_name says which list this option belongs to")
            continue
        choices = lists.setdefault(name, [])
        choice = Choice(line.row, _option(line, found))
        if any(choice.option["code"] == other.option["code"] for other in choices):
            found.wrong(line.row, f"the list {name[:40]} has this option already")
        choices.append(choice)
    return lists


def _option(line: Line, found: Findings) -> dict[str, Any]:
    code = line.cells.get("name", "")
    if not code:
        found.wrong(line.row, "the option has no name, which is the code that is stored")
    elif not _CODE.fullmatch(code):
        found.wrong(
            line.row,
            f"“{code[:40]}” is no code: it has Latin letters, digits, _ . and -, 40 at most",
        )
    if "media" in line.cells:
        found.wrong(line.row, "pictures and sound are not shown here; say it in the label")
    option: dict[str, Any] = {"code": code, "label": text(line, "label", found)}
    if option["label"] is None:
        found.wrong(line.row, "has no label in Russian or English")
    for mark in ("favourable", "no_answer"):
        if yes(line, mark, found):
            option[mark] = True
    return option
