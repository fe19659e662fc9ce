"""Long lists are written row by row, and come out as short ones do."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook

from papers import streams
from papers.streams import TooLong, stream_csv, stream_xlsx
from papers.tables import Cell, Table, table_csv
from tests.make import ROOT

TITLES = ["Код", "Что"]
ROWS: list[list[Cell]] = [["15-01", "Двор; «Соседи»"], ["=1+1", 'с "кавычками"']]


def many(number: int) -> Iterator[list[Cell]]:
    return ([f"15-{n}", "Площадка во дворе"] for n in range(number))


def test_a_csv_is_the_one_that_a_table_makes() -> None:
    file = BytesIO()

    assert stream_csv(file, TITLES, iter(ROWS)) == 2

    assert file.getvalue() == table_csv(Table(TITLES, ROWS))


def test_a_workbook_has_every_row_and_no_formula() -> None:
    file = BytesIO()

    assert stream_xlsx(file, TITLES, iter(ROWS), "Список") == 2

    sheet = load_workbook(file).worksheets[0]
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert told == [TITLES, *ROWS]
    assert sheet.cell(3, 1).data_type == "s"


def test_more_rows_than_a_workbook_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_ROWS", 3)

    assert stream_xlsx(BytesIO(), TITLES, many(3), "Список") == 3
    with pytest.raises(TooLong):
        stream_xlsx(BytesIO(), TITLES, many(4), "Список")


MEASURED = """
import os, tracemalloc
from papers.streams import stream_csv
for number in (1_000, 50_000):
    tracemalloc.start()
    with open(os.devnull, "wb") as nowhere:
        stream_csv(nowhere, ["a", "b"], ([f"15-{n}", "Площадка во дворе"] for n in range(number)))
    print(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
"""


def test_a_long_csv_takes_no_more_memory_than_a_short_one() -> None:
    """In a process of its own: in this one others' threads take memory too."""
    measured = subprocess.run(
        [sys.executable, "-c", MEASURED], cwd=ROOT, capture_output=True, text=True, check=True
    )

    short, long = map(int, measured.stdout.split())
    assert long < 1.3 * short
