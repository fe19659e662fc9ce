"""Tables that people bring (CSV), read so that every mistake has its line."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

from workflow.documents import LARGEST
from workflow.errors import BadDocument, Mistake

MOST = 20 * LARGEST
"""Characters: a questionnaire of thousands of people."""


@dataclass(frozen=True)
class Line:
    """One row: its line in the file, and column → what stands in it."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(text: str, name: str) -> Table:
    """Columns parted by commas or, as spreadsheets write them in some countries, by semicolons.
    Empty rows are passed over. Raises BadDocument with every mistake."""
    if len(text) > MOST:
        raise BadDocument(name, [Mistake(1, "", f"the file is larger than {MOST:,} characters")])
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    parted_by = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(StringIO(text, newline=""), delimiter=parted_by, strict=True)
    try:
        rows = list(_numbered(reader))
    except csv.Error as error:
        raise BadDocument(
            name, [Mistake(reader.line_num, "", f"cannot be read: {error}")]
        ) from None
    if not rows:
        raise BadDocument(name, [Mistake(1, "", "the file is empty")])
    (number, header), *rest = rows
    columns = tuple(cell.strip() for cell in header)
    mistakes = [
        Mistake(number, column, "the column is there twice")
        for n, column in enumerate(columns)
        if column in columns[:n]
    ]
    mistakes += [
        Mistake(line, "", f"has {len(cells)} cells, and there are {len(columns)} columns")
        for line, cells in rest
        if len(cells) != len(columns)
    ]
    if mistakes:
        raise BadDocument(name, mistakes)
    cells = (dict(zip(columns, map(str.strip, row), strict=True)) for _, row in rest)
    return Table(
        columns, tuple(Line(line, row) for (line, _), row in zip(rest, cells, strict=True))
    )


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on."""
    begins = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield begins, row
        begins = reader.line_num + 1
