"""Rows: a donation in its parts, or bad with a reason that says what to do."""

from datetime import date

import pytest

from tests.workflow.money.bank_files import COLUMNS, read, row, written
from workflow.money.statement import StatementLine

TEXT = written(row())
CELLS = ";".join(COLUMNS.values())


def reasons(text: str) -> list[tuple[int, str]]:
    return [(bad.number, bad.reason.in_("en")) for bad in read(text).bad]


def test_a_row_is_read_into_its_parts() -> None:
    assert read(TEXT).lines == (
        StatementLine(
            number=2,
            received_on=date(2017, 2, 1),
            amount=1500_50,
            payer="ООО «Пример»",
            payer_inn="5400000001",
            payer_account="40702810000000000101",
            purpose="По договору пожертвования № 12/2017",
            reference="101",
            agreement="12/2017",
        ),
    )


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (
            {"Дата_операции": "31.02.2017"},
            "There is no such day as 31.02.2017 (the day comes first, then the month): correct "
            "the date.",
        ),
        (
            {"Дата_операции": ""},
            "The date is empty: write the day on which the money came.",
        ),
        (
            {"Сумма": "1 500,505"},
            "1 500,505 has too many figures after its point, or a point between thousands: write "
            "at most 2 figures after it and set off thousands with spaces, as in 1 234,56.",
        ),
        (
            {"Сумма": "0,00"},
            "The row has no amount, or it is zero: write how much came, or remove the row.",
        ),
        (
            {"Сумма": ""},
            "The row has no amount, or it is zero: write how much came, or remove the row.",
        ),
        (
            {"Сумма": "1500 USD"},
            "“1500 USD” cannot be read as an amount in RUB: write it like 1 234,56.",
        ),
        ({"Плательщик": ""}, "The payer is not named: write who gave the money."),
        ({"Плательщик": " — "}, "The payer is not named: write who gave the money."),
        (
            {"ИНН": "400000001"},
            "“400000001” is not an INN (10 or 12 digits): a spreadsheet may have dropped its "
            "zeros; take the file from the bank again or correct the number.",
        ),
        (
            {"Счет_плательщика": "4,07E+19"},
            "A spreadsheet has shortened the number to “4,07E+19”: take the file from the bank "
            "again and do not save it in a spreadsheet.",
        ),
        (
            {"Валюта": "USD"},
            "The currency is “USD”, and the programme counts in RUB: enter this donation by hand.",
        ),
        (
            {"Валюта": ""},
            "The currency is “—”, and the programme counts in RUB: enter this donation by hand.",
        ),
    ],
)
def test_a_row_that_cannot_be_read_says_what_to_do(changed: dict[str, str], reason: str) -> None:
    assert reasons(written(row(**changed))) == [(2, reason)]
    assert read(written(row(**changed))).lines == ()


def test_a_bad_row_is_shown_as_it_stands_and_the_others_are_read() -> None:
    statement = read(f"{TEXT}{CELLS.replace('01.02', '31.02')}\n{CELLS.replace(';101', ';102')}")

    (bad,) = statement.bad
    assert (bad.number, bad.text) == (3, CELLS.replace("01.02", "31.02"))
    assert [line.number for line in statement.lines] == [2, 4]


@pytest.mark.parametrize(
    ("cells", "count"), [("01.02.2017;101", 2), (CELLS + ";лишнее", 8), ("01.02.2017", 1)]
)
def test_a_row_of_another_width_is_bad(cells: str, count: int) -> None:
    assert reasons(TEXT + cells) == [
        (
            3,
            f"The row has {count} cells and the header has 7: correct the row. A text with “;” in "
            "it goes in quotation marks.",
        )
    ]


def test_empty_cells_at_the_end_do_not_matter() -> None:
    assert read(TEXT.replace("\n", ";;\n")).lines == read(TEXT).lines
    assert read(TEXT + f"{CELLS.replace(';101', ';102')};;;").bad == ()


NO_QUOTES = (
    "The row cannot be cut into cells: a quotation mark is not closed or stands in the middle. "
    'Write a double one ("") inside a cell, or remove it.'
)


@pytest.mark.parametrize(
    "payer", ['"ООО', '"Пример" ООО', '"ООО "Пример""'], ids=["open", "behind", "nested"]
)
def test_marks_that_do_not_match_spoil_their_own_row_only(payer: str) -> None:
    bad = CELLS.replace("ООО «Пример»", payer)
    good = CELLS.replace(";101", ";102")
    statement = read(f"{TEXT}{bad}\n{good}\n{good.replace(';102', ';103')}\n")

    assert [(line.number, line.reason.in_("en")) for line in statement.bad] == [(3, NO_QUOTES)]
    assert [line.number for line in statement.lines] == [2, 4, 5]


def test_a_cell_may_have_separators_marks_and_breaks() -> None:
    payer, purpose = 'ООО "А; Б"', "На сквер;\nна сад"
    statement = read(written(row(Плательщик=payer, Назначение_платежа=purpose), row()))

    first, second = statement.lines
    assert (first.payer, first.purpose) == (payer, "На сквер; на сад")
    assert (first.number, second.number) == (2, 4)
