"""One way for every list: the same columns in the terminal, in CSV and in a workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Generic, Literal, TypeVar

from babel.numbers import format_decimal
from rich.table import Table as RichTable
from rich.text import Text as RichText

from cli.files import write
from cli.output import console, say, table, tell
from config.settings import settings
from models import Money, Text
from papers.tables import Cell, Table, table_csv, table_xlsx

NOTHING = "—"
Line = TypeVar("Line")


@dataclass(frozen=True)
class Column(Generic[Line]):
    """What a list says of each line."""

    title: Text
    value: Callable[[Line], Cell | Text]
    shown: Callable[[Line], str | RichText] | None = None
    """What the terminal says in place of the value."""
    narrow: Text | None = None
    """The terminal's title, where room is scarce."""
    one_line: bool = False
    right: bool = False
    """Figures that end below each other, on one line."""
    fold: bool = False
    """Goes on in the next line where it is too long, and is never cut short, as a link."""
    only_in: Literal["terminal", "file"] | None = None


Columns = Sequence[Column[Line]]


def written(
    name: Text, columns: Columns[Line], lines: Sequence[Line], csv: Path | None, xlsx: Path | None
) -> bool:
    """Write the list called `name` to the files asked for; False where none is."""
    if csv is None and xlsx is None:
        return False
    kept = [column for column in columns if column.only_in != "terminal"]
    rows = [[_cell(column.value(line)) for column in kept] for line in lines]
    made = Table([say(column.title) for column in kept], rows)
    if csv is not None:
        _keep(csv, table_csv(made), len(rows))
    if xlsx is not None:
        _keep(xlsx, table_xlsx(made, say(name)), len(rows))
    return True


def print_list(columns: Columns[Line], lines: Sequence[Line]) -> None:
    rows = heads(columns)
    for line in lines:
        rows.add_row(*shown(columns, line))
    console.print(rows)


def heads(columns: Columns[Line]) -> RichTable:
    """The terminal's table, still without lines."""
    seen = [column for column in columns if column.only_in != "file"]
    no_wrap = [number for number, column in enumerate(seen) if column.one_line]
    right = [number for number, column in enumerate(seen) if column.right]
    titles = (column.narrow or column.title for column in seen)
    made = table(*titles, no_wrap=no_wrap, right=right)
    for column, drawn in zip(seen, made.columns, strict=True):
        drawn.overflow = "fold" if column.fold else "ellipsis"
    return made


def shown(columns: Columns[Line], line: Line) -> list[str | RichText]:
    """The line as the terminal says it."""
    return [
        column.shown(line) if column.shown else _words(column.value(line))
        for column in columns
        if column.only_in != "file"
    ]


def _keep(file: Path, made: bytes, lines: int) -> None:
    write(file, made)
    tell(Text(en=f"{file}: {lines} lines.", ru=f"{file}: строк — {lines}."))


def _cell(value: Cell | Text) -> Cell:
    return say(value) if isinstance(value, Text) else value


def _words(value: Cell | Text) -> str:
    match value:
        case None:
            return NOTHING
        case Text():
            return say(value)
        case Money():
            return value.in_(settings().language)
        case float():
            return format_decimal(value, format="0.00", locale=settings().language)
        case datetime():
            return f"{value:%d.%m.%Y %H:%M}"
        case date():
            return f"{value:%d.%m.%Y}"
    return str(value)
