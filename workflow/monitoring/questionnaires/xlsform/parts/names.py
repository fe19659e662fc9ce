import re

from workflow.monitoring.questionnaires.xlsform.cells.findings import Findings
from workflow.monitoring.questionnaires.xlsform.cells.tables import Line

_NAME = re.compile(r"[a-z][a-z0-9_]{0,38}")


def name_of(line: Line, found: Findings) -> str:
    """In small letters, for `Trust` and `trust` are hard to tell apart."""
    written = line.cells.get("name", "")
    name = written.lower()
    if not written:
        found.wrong(line.row, "has no name")
    elif not _NAME.fullmatch(name):
        found.wrong(
            line.at("name"),
            f"“{written[:60]}” is no name: a name has Latin letters, digits and _, begins with a "
            "letter and has 39 of them at most",
        )
    elif name != written:
        found.notice(
            en=f"Names have small letters here: {written} is {name}.",
            ru=f"Имена здесь пишутся строчными буквами: {written} — {name}.",
        )
    return name
