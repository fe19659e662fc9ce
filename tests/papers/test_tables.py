"""Lists as files, read back by what people open them with."""

import csv
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from models import Money
from papers.tables import Cell, Table, harmless, table_csv, table_xlsx
from tests.make import ROOT
from tests.papers import samples

DANGEROUS = ["=HYPERLINK(A1)", "+7 913", "@SUM(A1)", "-1-01", "{=1}", "=cmd|' /C calc'!A0"]
MOMENT = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
TABLE = Table(
    ["Код", "Название", "Мест", "Балл", "Сумма", "День", "Срок", "Пусто"],
    [["15-01", "Двор «Солнышко»", 5, 7.25, Money(120_000_50), date(2026, 3, 2), MOMENT, None]],
)
ELSEWHERE = """
from hashlib import sha256
from papers.tables import table_csv, table_xlsx
from tests.papers.test_tables import TABLE
print(sha256(table_csv(TABLE)).hexdigest(), sha256(table_xlsx(TABLE, "Список")).hexdigest())
"""


def read(made: bytes) -> list[list[str]]:
    text = made.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def one(cell: Cell) -> Table:
    return Table(["Одно"], [[cell]])


def sheet(made: bytes) -> Worksheet:
    (found,) = load_workbook(BytesIO(made)).worksheets
    return found


def test_a_csv_reads_as_a_russian_spreadsheet_expects() -> None:
    made = table_csv(TABLE)

    assert made.startswith(b"\xef\xbb\xbf")
    assert read(made) == [
        list(TABLE.titles),
        [
            "15-01",
            "Двор «Солнышко»",
            "5",
            "7,25",
            "120000,50",
            "2026-03-02",
            "2026-03-02 14:05",
            "",
        ],
    ]


def test_a_workbook_has_figures_days_and_amounts_as_such() -> None:
    cells = list(sheet(table_xlsx(TABLE, "Список"))[2])

    assert [cell.value for cell in cells] == [
        *("15-01", "Двор «Солнышко»", 5, 7.25, 120_000.5),
        *(datetime(2026, 3, 2), datetime(2026, 3, 2, 14, 5), None),  # noqa: DTZ001
    ]
    assert [cell.data_type for cell in cells[:7]] == ["s", "s", "n", "n", "n", "d", "d"]
    assert [cell.number_format for cell in cells[3:7]] == [
        "#,##0.00",
        '#,##0.00 "₽"',
        "dd.mm.yyyy",
        "dd.mm.yyyy hh:mm",
    ]


def test_a_workbook_is_ready_to_be_read() -> None:
    made = sheet(table_xlsx(Table(["Код", "Текст"], [["1", "слово " * 60]]), "Список"))

    assert (made.freeze_panes, made.auto_filter.ref, made.title) == ("A2", "A1:B2", "Список")
    assert 8 <= made.column_dimensions["A"].width < 10
    assert 60 <= made.column_dimensions["B"].width < 62
    assert made.row_dimensions[2].height == 7 * 15


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_is_never_a_formula_in_a_workbook(text: str) -> None:
    cell = sheet(table_xlsx(one(text), "Список"))["A2"]

    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", [text for text in DANGEROUS if text[0] != "{"])
def test_a_text_is_never_a_formula_in_a_csv(text: str) -> None:
    assert read(table_csv(one(text))) == [["Одно"], [f"'{text}"]]


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("мяч; =1+1", "мяч; '=1+1"),
        ("мяч,=1+1", "мяч,'=1+1"),
        ("\t=1+1", "'=1+1"),
        ("мяч\r\n=1+1", "мяч =1+1"),
        ("＝1+1", "'＝1+1"),
        ("5 = 5, a-b, e@x.ru", "5 = 5, a-b, e@x.ru"),
        ("— нет", "— нет"),
        ("", ""),
    ],
)
def test_a_guard_stands_only_where_a_cell_could_begin(text: str, guarded: str) -> None:
    assert harmless(text) == guarded


@given(st.text())
def test_no_cell_of_any_csv_begins_a_formula(text: str) -> None:
    (_, row) = read(table_csv(Table(["a", "b"], [[text, "конец"]])))

    assert row[1] == "конец"
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_below_zero_is_a_number_and_not_guarded() -> None:
    table = Table(["a", "b"], [[-5, -0.5]])

    assert read(table_csv(table))[1] == ["-5", "-0,5"]
    assert [c.value for c in sheet(table_xlsx(table, "Список"))[2]] == [-5, -0.5]


@pytest.mark.parametrize(
    ("cell", "in_csv", "in_xlsx"),
    [
        (float("nan"), "", None),
        (float("inf"), "", None),
        (1e-7, "0,0000001", 1e-7),
        (0.1 + 0.2, "0,3", 0.3),
        (1e20, str(10**20), 1e20),
        (1.0, "1", 1),
        (10**18, str(10**18), str(10**18)),
        (Money(10**17), f"{10**15},00", f"{10**15},00"),
        (Money(500, "JPY"), "500", 500),
        (date(1812, 9, 7), "1812-09-07", "1812-09-07"),
    ],
)
def test_odd_figures_are_not_lost(cell: Cell, in_csv: str, in_xlsx: object) -> None:
    written = table_csv(one(cell)).decode("utf-8-sig").split("\r\n")[1].strip('"')

    assert written == in_csv
    assert (sheet(table_xlsx(one(cell), "Список"))["A2"].value or None) == in_xlsx


@pytest.mark.parametrize("text", [*samples.HOSTILE, "ж" * 40_000])
def test_hostile_texts_make_files_all_the_same(text: str) -> None:
    made: Any = sheet(table_xlsx(one(text), text))["A2"].value

    assert made is not None
    assert len(made) == min(len(text), 32_767)
    assert len(read(table_csv(one(text)))) == 2


@pytest.mark.parametrize(
    ("title", "name"), [("Список: [1/2]?", "Список   1 2"), ("'", "1"), ("я" * 40, "я" * 31)]
)
def test_a_title_becomes_a_name_that_a_sheet_can_have(title: str, name: str) -> None:
    assert sheet(table_xlsx(TABLE, title)).title == name


def test_a_list_of_nothing_has_its_titles() -> None:
    nothing = Table(["Код", "Сумма"], [])

    assert read(table_csv(nothing)) == [["Код", "Сумма"]]
    assert [cell.value for cell in sheet(table_xlsx(nothing, "Список"))[1]] == ["Код", "Сумма"]


@pytest.mark.parametrize(("zone", "seed"), [("Pacific/Apia", "1"), ("America/New_York", "2")])
def test_another_process_makes_the_same_bytes(zone: str, seed: str) -> None:
    made = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env=os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LANG": "C"},
        capture_output=True,
        text=True,
        check=True,
    )

    workbook = table_xlsx(TABLE, "Список")
    assert made.stdout.split() == [
        sha256(table_csv(TABLE)).hexdigest(),
        sha256(workbook).hexdigest(),
    ]
