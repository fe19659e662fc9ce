"""Texts and numbers of a statement: as they are, but visible, short, and undamaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.money.bank_files import read, row, written
from workflow.money.statement.cells.text import LONGEST, Unreadable, clean, inn, number, plain


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  ООО «Пример»  ", "ООО «Пример»"),
        ("на\r\nсквер\tи\nсад", "на сквер и сад"),
        ("два  пробела", "два  пробела"),
        ("а\x07б\x1b[31mв", "аб[31mв"),
        ("а\u202eб\u200bв\ufeff", "абв"),
        ("а\u2028б", "а б"),
        ("ООО\u00a0Пример", "ООО\u00a0Пример"),
        ("a" * 501, "a" * LONGEST),
        ("", ""),
        ("\x00\x01", ""),
    ],
)
def test_a_text_is_kept_without_what_cannot_be_seen(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


@pytest.mark.parametrize(
    "formula",
    ["=HYPERLINK(1)", "+7 913", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "<script>", "%s {0}"],
)
def test_a_formula_is_a_text_like_others(formula: str) -> None:
    (line,) = read(written(row(Плательщик=f"{formula} Пример", Назначение_платежа=formula))).lines

    assert (line.payer, line.purpose) == (f"{formula} Пример", formula)


@given(st.text())
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    kept = clean(text)

    assert clean(kept) == kept
    assert len(kept) <= LONGEST
    assert not any(ord(sign) < 32 for sign in kept)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО «Пример»", 'ооо "ПРИМЕР"'),
        ("Королёв П. П.", "Королев П.П."),
        ("Иванов\u00a0Иван", "Иванов Иван"),
    ],
)
def test_spellings_of_one_name_are_plainly_the_same(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("000101", "000101"),
        ("№ 15", "15"),
        ("N15", "15"),
        ("Name", "Name"),
        ('="000101"', "000101"),
        ("15/А", "15/А"),
        ("", ""),
    ],
)
def test_a_document_number_is_a_text(given_text: str, expected: str) -> None:
    assert number(given_text) == expected


@pytest.mark.parametrize("shortened", ["4,07E+19", "4.07028E+19", "5E+11"])
def test_a_number_that_a_spreadsheet_shortened_is_not_read(shortened: str) -> None:
    with pytest.raises(Unreadable) as caught:
        number(shortened)
    assert caught.value.why.in_("en") == (
        f"A spreadsheet has shortened the number to “{shortened}”: take the file from the bank "
        "again and do not save it in a spreadsheet."
    )


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("5400000001", "5400000001"),
        ("540000000003", "540000000003"),
        ("5400000001/540001001", "5400000001"),
        ("5400000001 540001001", "5400000001"),
        ('="0400000001"', "0400000001"),
        ("12345", "12345"),
        ("", None),
        ("-", None),
        ("0", None),
        ("000000000000", None),
    ],
)
def test_inn_is_read_where_there_is_one(given_text: str, expected: str | None) -> None:
    assert inn(given_text) == expected


@pytest.mark.parametrize("wrong", ["400000001", "54000000011", "ИНН", "5.4E+9", "٠١٢٣٤٥٦٧٨٩"])
def test_inn_of_another_length_is_not_read(wrong: str) -> None:
    with pytest.raises(Unreadable):
        inn(wrong)
