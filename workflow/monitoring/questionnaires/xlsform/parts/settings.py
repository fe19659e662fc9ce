"""The sheet settings → what a questionnaire says as a whole."""

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from workflow.documents import Row
from workflow.monitoring.questionnaires.xlsform.cells.findings import Findings
from workflow.monitoring.questionnaires.xlsform.cells.tables import Line
from workflow.monitoring.questionnaires.xlsform.parts.texts import text, yes

_NAME = re.compile(r"[a-z][a-z0-9_]{0,38}")


def read_settings(lines: Sequence[Line], name: str, found: Findings) -> dict[str, Any]:
    """`name`, of the file, stands in where no form_id or form_title is given."""
    line = lines[0] if lines else Line(Row("settings", 0, ""), {}, {})
    for more in lines[1:]:
        found.wrong(more.row, "the settings have one row, below the headings")
    stem = PurePath(name).stem
    document: dict[str, Any] = {
        "questionnaire": _form_id(line, stem, found),
        "title": text(line, "title", found) or {"ru": stem},
    }
    for field in ("introduction", "thanks"):
        if words := text(line, field, found):
            document[field] = words
    if yes(line, "by_district", found):
        document["by_district"] = True
    if primary := re.split(r"[\s,;]+", line.cells.get("primary", "")):
        document["primary"] = [each.lower() for each in primary if each]
    for field in document:
        found.lines[(field,)] = line.at(field)
    return document


def _form_id(line: Line, stem: str, found: Findings) -> str:
    written = line.cells.get("form_id") or stem
    if not _NAME.fullmatch(written.lower()):
        found.wrong(
            line.at("form_id"),
            f"“{written[:60]}” does not name a questionnaire: write in form_id what it is called "
            "in the programme, such as residents (small Latin letters, digits and _)",
        )
    return written.lower()
