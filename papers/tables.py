"""Any list as a file that a spreadsheet opens. The same table makes the same bytes."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from math import ceil, isfinite
from typing import IO

from babel.numbers import get_currency_symbol
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from models import Money
from papers.typography import one_line, printable

Cell = str | int | float | Money | date | datetime | None
"""Of a moment, the time of day where the programme is."""

FIRST_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no zones
BOM = b"\xef\xbb\xbf"
LINE = 15
"""Points that a line of text is high."""
NARROWEST, WIDEST = 8, 60
LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
EXACT = 10**15
"""Whole numbers from here on a workbook would round."""
_BEGINS_FORMULA = re.compile(r"(^|[;,]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


@dataclass(frozen=True)
class Table:
    titles: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    """As many cells in each as there are titles."""


def harmless(text: str) -> str:
    """The text on one line, with an apostrophe before what a spreadsheet would run as a formula.

    That may also be in its midst: a program that separates cells by another sign than the file does
    begins a new one there.
    """
    return _BEGINS_FORMULA.sub(r"\1'", one_line(text))


def csv_bytes(rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    """The cells as they are; the mark at the beginning tells spreadsheets that it is UTF-8."""
    written = StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return BOM + written.getvalue().encode()


def table_csv(table: Table) -> bytes:
    """For spreadsheets set to Russian, which read a comma as the decimal sign and so expect cells
    to be set apart by semicolons. Amounts stand without their currency, so that they are numbers.
    """
    return csv_bytes(([written(cell) for cell in row] for row in (table.titles, *table.rows)), ";")


def written(cell: Cell) -> str:
    """The cell as CSV has it."""
    match cell:
        case str():
            return harmless(cell)
        case Money():
            return str(cell.major).replace(".", ",")
        case float() if isfinite(cell):
            rounded = Decimal(repr(round(cell, 9))).normalize()  # 0.3, not 0.30000000000000004
            return f"{rounded:f}".replace(".", ",")
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case int():
            return str(cell)
    return ""


def table_xlsx(table: Table, title: str) -> bytes:
    """A workbook of one sheet named `title`: figures, amounts and days are such, and what people
    wrote is text, whatever it begins with."""
    return _Sheet(table, title).made()


class Cells:
    """Writes cells into a sheet, each with the look of its kind."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self.book = book
        self.sheet = sheet
        self.formats: dict[str, Format] = {}

    def write_head(self, titles: Sequence[str]) -> None:
        head = self.book.add_format(
            {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"}
        )
        for column, title in enumerate(titles):
            self.sheet.write_string(0, column, one_line(title), head)

    def write(self, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None:
                pass
            case Money() if cell.minor < EXACT:
                sign = get_currency_symbol(cell.currency, locale="ru")
                pattern = f'#,##0.00 "{sign}"'
                self.sheet.write_number(row, column, float(cell.major), self._format(pattern))
            case float() if isfinite(cell):
                self.sheet.write_number(row, column, cell, self._format("#,##0.00"))
            case int() if abs(cell) < EXACT:
                self.sheet.write_number(row, column, cell, self._format("0"))
            case datetime() if cell.year >= 1900:
                moment = cell.replace(tzinfo=None)
                self.sheet.write_datetime(row, column, moment, self._format("dd.mm.yyyy hh:mm"))
            case date() if cell.year >= 1900:
                self.sheet.write_datetime(row, column, cell, self._format("dd.mm.yyyy"))
            case str():
                self.sheet.write_string(row, column, _fitting(cell), self._format("@"))
            case _:
                self.sheet.write_string(row, column, written(cell), self._format("@"))

    def _format(self, pattern: str) -> Format:
        if pattern not in self.formats:
            look = {"num_format": pattern, "valign": "top", "text_wrap": pattern == "@"}
            self.formats[pattern] = self.book.add_format(look)
        return self.formats[pattern]

    def lay_out(self, rows: int, columns: int) -> None:
        """For reading on a screen and for printing."""
        self.sheet.freeze_panes(1, 0)
        self.sheet.autofilter(0, 0, rows, columns - 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)


def new_sheet(file: IO[bytes], title: str, **options: bool) -> tuple[Workbook, Worksheet]:
    """A workbook, of one sheet named `title`, that takes text for text."""
    unchanged = {"strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(file, unchanged | options)
    book.set_properties({"created": FIRST_DAY, "title": printable(title)})
    return book, book.add_worksheet(_sheet_name(title))


class _Sheet:
    def __init__(self, table: Table, title: str) -> None:
        self.table = table
        self.buffer = BytesIO()
        self.book, self.sheet = new_sheet(self.buffer, title, in_memory=True)

    def made(self) -> bytes:
        cells = Cells(self.book, self.sheet)
        for column in range(len(self.table.titles)):
            self.sheet.set_column(column, column, self._width(column))
        cells.write_head(self.table.titles)
        for number, row in enumerate(self.table.rows, start=1):
            self.sheet.set_row(number, LINE * self._lines(row))
            for column, cell in enumerate(row):
                cells.write(number, column, cell)
        cells.lay_out(len(self.table.rows), len(self.table.titles))
        self.book.close()
        return self.buffer.getvalue()

    def _width(self, column: int) -> int:
        cells = [self.table.titles[column], *(row[column] for row in self.table.rows)]
        return min(WIDEST, max(NARROWEST, *(2 + _length(cell) for cell in cells)))

    def _lines(self, row: Sequence[Cell]) -> int:
        """Room for long texts: not every program makes it by itself."""
        return max(1, *(ceil((_length(cell) + 2) / WIDEST) for cell in row), 1)


def _length(cell: Cell) -> int:
    """Characters as shown, about: amounts have gaps between thousands and a sign behind."""
    return len(written(cell)) + (5 if isinstance(cell, Money) else 0)


def _fitting(text: str) -> str:
    shown = printable(text)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def _sheet_name(title: str) -> str:
    """Of a sheet a name has at most 31 characters, and some signs it cannot have."""
    return re.sub(r"[\[\]:*?/\\]", " ", one_line(title))[:31].strip(" '") or "1"
