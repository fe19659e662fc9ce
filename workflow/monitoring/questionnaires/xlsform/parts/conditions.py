import re

from workflow.monitoring.questionnaires.expressions import Unreadable, parse
from workflow.monitoring.questionnaires.xlsform.cells.findings import Findings
from workflow.monitoring.questionnaires.xlsform.cells.tables import Line

_ANSWER = re.compile(r"\$\{\s*([^{}]*?)\s*\}")


def condition(line: Line, field: str, found: Findings) -> str | None:
    """With the names in it as names are written here. What it is about is looked at later, by the
    lint of all questionnaires."""
    written = line.cells.get(field)
    if written is None:
        return None
    text = _ANSWER.sub(lambda name: f"${{{name[1].lower()}}}", written)
    try:
        parse(text)
    except Unreadable as unreadable:
        found.wrong(line.at(field), str(unreadable))
    return text
