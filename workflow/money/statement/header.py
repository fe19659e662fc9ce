"""The row that names a statement's columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models import Text
from workflow.errors import Blocker, Refusal
from workflow.money.statement.cells.amounts import CURRENCY_WORDS
from workflow.money.statement.cells.text import shown
from workflow.money.statement.decoding import no_statement
from workflow.money.statement.rows import Row, row_at
from workflow.money.statement.spellings import NAMES, SPELLINGS, Field

SEPARATORS = (";", "\t", ",")
FARTHEST = 100
"""Lines that may stand before the header."""
LIKE_A_HEADER = 3
"""Known columns from which on a row without the others is told what it lacks."""


@dataclass(frozen=True)
class Header:
    row: Row
    separator: str
    places: Mapping[Field, int]
    """Column → its place among the cells, from 0."""
    doubled: tuple[int, ...]
    """Places of columns of which two could be meant."""

    @property
    def width(self) -> int:
        """Cells that a row must have: up to the last column with a name."""
        return 1 + max(n for n, cell in enumerate(self.row.cells or ()) if cell.strip())

    @property
    def missing(self) -> list[Field]:
        """Necessary columns that are not there; a debit alone says nothing of income."""
        there = set(self.places)
        if Field.AMOUNT in there and Field.DEBIT not in there:
            there.add(Field.CREDIT)
        return [field for field in NAMES if field not in there]

    def cell(self, row: Row, field: Field) -> str:
        """What a row has in a column; nothing where there is no such column or cell."""
        place = self.places.get(field)
        cells = row.cells or ()
        return cells[place].strip() if place is not None and place < len(cells) else ""


def find_header(lines: Sequence[str], currency: str) -> Header:
    """The first row that names all necessary columns, with whatever separator.

    Raises Refusal where there is none, or where two columns bear one name that matters.
    """
    nearest: list[Header] = []
    for at in range(min(len(lines), FARTHEST)):
        here = [_header(lines, at, separator, currency) for separator in SEPARATORS]
        best = max(here, key=_known)
        if not best.missing:
            return _unambiguous(best)
        nearest.append(best)
    raise _lacking(max(nearest, key=_known))


def name_of(cell: str, currency: str) -> str:
    """A column's name without case, points, and the currency that is the programme's own."""
    words = re.findall(r"№|\w+|₽", cell.casefold().replace("ё", "е"))
    own = {currency.casefold(), *(w.rstrip(".") for w in CURRENCY_WORDS.get(currency, ()))}
    while len(words) > 1 and words[-1] in own:
        words = words[:-2] if words[-2] == "в" else words[:-1]
    return " ".join(words)


def _known(header: Header) -> int:
    return len(header.places)


def _header(lines: Sequence[str], at: int, separator: str, currency: str) -> Header:
    row = row_at(lines, at, separator)
    names = [name_of(cell, currency) for cell in row.cells or ()]
    places: dict[Field, int] = {}
    doubled: list[int] = []
    for field, groups in SPELLINGS.items():
        meant = next((found for group in groups if (found := _among(names, group))), [])
        if meant:
            places[field] = meant[0]
            doubled += meant if len(meant) > 1 else []
    return Header(row, separator, places, tuple(doubled))


def _among(names: Sequence[str], group: tuple[str, ...]) -> list[int]:
    return [place for place, name in enumerate(names) if name in group]


def _unambiguous(header: Header) -> Header:
    if not header.doubled:
        return header
    cells = header.row.cells or ()
    names = ", ".join(f"{place + 1}. “{shown(cells[place])}”" for place in header.doubled)
    raise Refusal(
        [
            Blocker(
                "statement_header_ambiguous",
                Text(
                    en=f"Line {header.row.number} names columns of which either could be meant: "
                    f"{names}. Rename the one that is not about the payer or the income, and read "
                    "the file again.",
                    ru=f"В строке {header.row.number} названы столбцы, из которых подходит любой: "
                    f"{names}. Переименуйте тот, что не о плательщике и не о поступлении, и "
                    "загрузите файл снова.",
                ),
            )
        ]
    )


def _lacking(best: Header) -> Refusal:
    if len(best.places) < LIKE_A_HEADER:
        return no_statement(
            "statement_no_header",
            "The file has no row that names the columns (date, amount, payer, purpose).",
            "В файле нет строки с названиями столбцов (дата, сумма, плательщик, назначение).",
        )
    lacking = [NAMES[field] for field in best.missing]
    return no_statement(
        "statement_column_missing",
        f"The header in line {best.row.number} has no column for: "
        f"{', '.join(name.in_('en') for name in lacking)}.",
        f"В заголовке (строка {best.row.number}) нет столбцов: "
        f"{', '.join(name.ru for name in lacking)}.",
    )
