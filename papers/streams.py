"""Lists of any length as files that a spreadsheet opens: written row by row, so that a million rows
take no more memory than one."""

import csv
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from itertools import chain, islice
from typing import IO

from papers.tables import BOM, NARROWEST, WIDEST, Cell, Cells, new_sheet, written

MOST_ROWS = 1_048_575
"""That a sheet of a workbook holds below its head."""
SAMPLE = 100
"""Rows that say how wide a column is."""


class TooLong(Exception):
    """There are more rows than a workbook holds."""


def stream_csv(file: IO[bytes], titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """The same as `table_csv` makes; returns how many rows there were."""
    file.write(BOM)
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([written(title) for title in titles])
    count = 0
    for row in rows:
        writer.writerow([written(cell) for cell in row])
        count += 1
    text.detach()
    return count


def stream_xlsx(
    file: IO[bytes], titles: Sequence[str], rows: Iterable[Sequence[Cell]], title: str
) -> int:
    """As `table_xlsx`, but that columns are as wide as their first rows need. Raises TooLong."""
    book, sheet = new_sheet(file, title, constant_memory=True)
    cells, coming, count = Cells(book, sheet), iter(rows), 0
    first = list(islice(coming, SAMPLE))
    for column, words in enumerate(zip(titles, *first, strict=True)):
        longest = max(len(written(cell)) for cell in words)
        sheet.set_column(column, column, min(WIDEST, max(NARROWEST, longest + 2)))
    cells.write_head(titles)
    for count, row in enumerate(chain(first, coming), start=1):
        if count > MOST_ROWS:
            book.close()
            raise TooLong
        for column, cell in enumerate(row):
            cells.write(count, column, cell)
    cells.lay_out(count, len(titles))
    book.close()
    return count
