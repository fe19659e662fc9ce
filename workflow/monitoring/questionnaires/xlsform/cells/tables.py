"""A sheet → its rows, cell by cell in the fields they fill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.text import Language
from workflow.documents import Row
from workflow.monitoring.questionnaires.xlsform.cells.columns import Column, columns
from workflow.monitoring.questionnaires.xlsform.cells.findings import Findings
from workflow.monitoring.questionnaires.xlsform.cells.workbook import Sheet
from workflow.monitoring.questionnaires.xlsform.parts.languages import (
    language_by_letters,
    language_of,
)

Words = Mapping[Language, str]


@dataclass(frozen=True)
class Line:
    """A row of a sheet, by the fields that are read here."""

    row: Row
    cells: Mapping[str, str]
    words: Mapping[str, Words]
    """Of the fields that people read."""

    def at(self, field: str) -> Row:
        """For a mistake in one of its cells."""
        called = f"{self.row.called}, {field}" if self.row.called else field
        return Row(self.row.sheet, self.row.number, called)


def plain_language(sheets: Mapping[str, Sheet], default: str) -> Language:
    """What the columns without a language are written in."""
    labels = [
        row[heading]
        for sheet in sheets.values()
        for heading in ("label", "caption")
        for _, row in sheet.rows
        if heading in row
    ]
    return language_of(default) or language_by_letters(" ".join(labels))


def read_table(sheet: Sheet, plain: Language, found: Findings) -> Sequence[Line]:
    meant = {column.heading: column for column in columns(sheet.name, sheet.headings)}
    _tell_unread(sheet, list(meant.values()), found)
    return [_line(sheet, number, row, meant, plain) for number, row in sheet.rows]


def _line(
    sheet: Sheet, number: int, row: Mapping[str, str], meant: Mapping[str, Column], plain: Language
) -> Line:
    cells: dict[str, str] = {}
    words: dict[str, dict[Language, str]] = {}
    for heading, cell in row.items():
        column = meant[heading]
        if column.field in _READ_BY_PEOPLE:
            if language := column.language if column.written_language else plain:
                words.setdefault(column.field, {}).setdefault(language, cell)
        elif column.field:
            cells.setdefault(column.field, cell)
    called = cells.get("name") or cells.get("type") or cells.get("list_name") or ""
    return Line(Row(sheet.name, number, called[:60]), cells, words)


_READ_BY_PEOPLE = ("label", "hint", "constraint_message", "title", "introduction", "thanks")


def _tell_unread(sheet: Sheet, meant: Sequence[Column], found: Findings) -> None:
    filled = {heading for _, row in sheet.rows for heading in row}
    for column in meant:
        if column.heading not in filled:
            continue
        if column.field and column.written_language and not column.language:
            language = column.written_language[:40]
            found.notice(
                en=f"The language “{language}” is left out: there are Russian and English here.",
                ru=f"Язык «{language}» не взят: здесь есть русский и английский.",
            )
        elif column.field is None and sheet.name != "settings":
            found.notice(
                en=f"Sheet {sheet.name}: the column {column.heading[:40]} is not used.",
                ru=f"Лист {sheet.name}: столбец {column.heading[:40]} не используется.",
            )
