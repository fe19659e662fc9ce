"""A workbook → a questionnaire."""

from collections.abc import Sequence
from dataclasses import dataclass

from models import Text
from workflow.documents import Row, Source, check
from workflow.errors import BadDocument
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.monitoring.questionnaires.linting import lint
from workflow.monitoring.questionnaires.xlsform.cells.findings import Findings
from workflow.monitoring.questionnaires.xlsform.cells.tables import plain_language, read_table
from workflow.monitoring.questionnaires.xlsform.cells.workbook import open_workbook
from workflow.monitoring.questionnaires.xlsform.parts.choices import read_lists
from workflow.monitoring.questionnaires.xlsform.parts.settings import read_settings
from workflow.monitoring.questionnaires.xlsform.parts.survey import Survey


@dataclass(frozen=True)
class ReadForm:
    document: QuestionnaireDocument
    notices: Sequence[Text]
    """What of the workbook was left out or replaced."""


def read_xlsform(content: bytes, name: str) -> ReadForm:
    """Read and check a questionnaire in an XLSForm; `name` is the file's.

    Raises BadDocument, whose mistakes name sheet, row and question.
    """
    found = Findings(lines={(): Row("", 0, ""), ("items",): Row("survey", 0, "")})
    value = _value(content, name, found)
    if found.mistakes:
        raise BadDocument(name, list(dict.fromkeys(found.mistakes)))
    source = Source(name, found.lines)
    document = check(value, source, QuestionnaireDocument)
    mistakes = [source.mistake(place, words) for place, words in lint(document)]
    if mistakes:
        raise BadDocument(name, list(dict.fromkeys(mistakes)))
    return ReadForm(document, list(found.notices))


def _value(content: bytes, name: str, found: Findings) -> dict[str, object]:
    """As YAML would have it."""
    sheets = open_workbook(content, name)
    settings = sheets["settings"].rows
    plain = plain_language(sheets, settings[0][1].get("default_language", "") if settings else "")
    tables = {sheet: read_table(sheets[sheet], plain, found) for sheet in sheets}
    lists = read_lists(tables["choices"], found)
    document = read_settings(tables["settings"], name, found)
    return document | {"items": Survey(lists, found).read(tables["survey"])}
