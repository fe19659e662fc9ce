"""The same payment once more, and another one that only looks like it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.money.bank_files import read, row, written
from workflow.money.statement import StatementLine

FINGERPRINT = "632543138cedd06db3073eb52967e547266f6c4c6fc76a52f67740e7cda0d5a0"


def fingerprint(**changed: str) -> str:
    (line,) = read(written(row(**changed))).lines
    return line.fingerprint


def test_a_payment_that_stands_twice_is_told_with_the_line_that_it_repeats() -> None:
    statement = read(written(row(), row(Номер_документа="102"), row(), row()))

    assert [line.number for line in statement.lines] == [2, 3]
    assert [(again.line.number, again.repeats) for again in statement.repeated] == [(4, 2), (5, 2)]
    assert statement.bad == ()


def test_equal_donations_of_one_day_with_different_numbers_are_two() -> None:
    statement = read(written(row(Номер_документа="17"), row(Номер_документа="18")))

    assert ([line.reference for line in statement.lines], statement.repeated) == (["17", "18"], ())


@pytest.mark.parametrize("nothing", ["", "0", "000"])
def test_without_a_document_number_nobody_guesses_whether_it_is_a_repeat(nothing: str) -> None:
    statement = read(written(row(Номер_документа=nothing), row(Номер_документа=nothing)))

    assert ([line.number for line in statement.lines], statement.repeated) == ([2], ())
    assert [(bad.number, bad.reason.in_("en")) for bad in statement.bad] == [
        (
            3,
            "The row looks like line 2 and has no document number: if it is another payment, write "
            "its number; if it is the same, remove the row.",
        )
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"Дата_операции": "2017-02-01 10:15"},
        {"Сумма": "+1,500.50 ₽"},
        {"Плательщик": 'ооо "пример"'},
        {"Номер_документа": "000101"},
        {"Номер_документа": "№ 101"},
        {"ИНН": "5400000001/540001001"},
        {"Счет_плательщика": ""},
        {"Назначение_платежа": "Другие слова"},
    ],
)
def test_the_spelling_does_not_change_the_fingerprint(changed: dict[str, str]) -> None:
    assert fingerprint(**changed) == fingerprint()


@pytest.mark.parametrize(
    "changed",
    [
        {"Дата_операции": "02.02.2017"},
        {"Сумма": "1 500,51"},
        {"Плательщик": "ООО «Примеры»"},
        {"Номер_документа": "1010"},
        {"Номер_документа": "101А"},
        {"ИНН": "5400000002"},
        {"ИНН": ""},
    ],
)
def test_another_payment_has_another_fingerprint(changed: dict[str, str]) -> None:
    assert fingerprint(**changed) != fingerprint()


def test_the_fingerprint_stays_what_it_was() -> None:
    """Donations that were imported are recognised by it for years."""
    assert fingerprint() == FINGERPRINT


@given(st.text("1а", max_size=3), st.text("1а", max_size=3), st.sampled_from([None, "5400000001"]))
def test_parts_of_a_fingerprint_do_not_run_together(
    payer: str, reference: str, inn: str | None
) -> None:
    def line(payer: str, reference: str) -> StatementLine:
        return StatementLine(2, date(2017, 2, 1), 1, payer, inn, None, "", reference, None)

    same = line(payer, reference).fingerprint == line(payer + "1", reference).fingerprint

    assert not same
    assert line("а" + payer, reference).fingerprint != line(payer, "а" + reference).fingerprint
