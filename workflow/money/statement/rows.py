"""Rows of a CSV file, each with the place where it stands."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

TALLEST = 20
"""Lines of one row: a quotation mark that is not closed by then was never meant to be."""


@dataclass(frozen=True)
class Row:
    number: int
    """Of its first line in the file, from 1."""
    text: str
    height: int
    """In lines of the file; more than one where a cell has breaks of the line."""
    cells: tuple[str, ...] | None
    """None where the quotation marks do not match."""

    @property
    def filled(self) -> list[str]:
        """The cells that are not blank, in their order."""
        return [cell.strip() for cell in self.cells or () if cell.strip()]


def lines_of(text: str) -> list[str]:
    """Lines with their ends; only what ends lines in files does, no sign of Unicode."""
    return list(StringIO(text, newline=""))


def row_at(lines: Sequence[str], at: int, separator: str) -> Row:
    """The row that begins with the line `at`, counted from 0.

    Where quotation marks do not match, it is that line alone: the rows after it are not lost.
    """
    reader = csv.reader(
        lines[at : at + TALLEST], delimiter=separator, skipinitialspace=True, strict=True
    )
    try:
        cells = tuple(next(reader))
    except csv.Error:
        return Row(at + 1, lines[at], 1, None)
    height = reader.line_num
    return Row(at + 1, "".join(lines[at : at + height]), height, cells)


def rows(lines: Sequence[str], start: int, separator: str) -> Iterator[Row]:
    """The rows from the line `start` on, counted from 0."""
    at = start
    while at < len(lines):
        row = row_at(lines, at, separator)
        yield row
        at += row.height
