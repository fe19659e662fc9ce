"""Amounts: read in every style of banks, and never guessed."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money import LARGEST
from workflow.money.statement.cells.amounts import amount, is_currency, sign_of
from workflow.money.statement.cells.text import Unreadable


def grouped(kopecks: int, group: str, point: str) -> str:
    roubles, part = divmod(kopecks, 100)
    return f"{roubles:,}".replace(",", group) + f"{point}{part:02}"


STYLES: dict[str, Callable[[int], str]] = {
    "plain": lambda kopecks: f"{kopecks // 100},{kopecks % 100:02}",
    "point": lambda kopecks: f"{kopecks // 100}.{kopecks % 100:02}",
    "space and comma": lambda kopecks: grouped(kopecks, " ", ","),
    "space and point": lambda kopecks: grouped(kopecks, " ", "."),
    "comma and point": lambda kopecks: grouped(kopecks, ",", "."),
    "point and comma": lambda kopecks: grouped(kopecks, ".", ","),
    "apostrophe": lambda kopecks: grouped(kopecks, "'", ","),
    "curved apostrophe": lambda kopecks: grouped(kopecks, "’", ","),
    "space that does not break": lambda kopecks: grouped(kopecks, "\u00a0", ","),
    "narrow space": lambda kopecks: grouped(kopecks, "\u202f", ","),
    "thin space": lambda kopecks: grouped(kopecks, "\u2009", ","),
    "plus": lambda kopecks: "+" + grouped(kopecks, " ", ","),
    "sign of the rouble": lambda kopecks: grouped(kopecks, "\u00a0", ",") + "\u00a0₽",
    "word": lambda kopecks: grouped(kopecks, " ", ",") + " руб.",
    "code": lambda kopecks: "RUB " + grouped(kopecks, ",", "."),
}


@pytest.mark.parametrize("style", STYLES)
@given(kopecks=st.integers(0, LARGEST))
def test_kopecks_are_read_back_from_every_style(style: str, kopecks: int) -> None:
    assert amount(STYLES[style](kopecks), "RUB") == kopecks


@given(kopecks=st.integers(0, LARGEST), minus=st.sampled_from("-−–"))
def test_a_minus_is_read_whichever_it_is(kopecks: int, minus: str) -> None:
    assert amount(minus + grouped(kopecks, " ", ","), "RUB") == -kopecks


@pytest.mark.parametrize(
    ("written", "kopecks"),
    [
        ("1234", 1234_00),
        ("1 234", 1234_00),
        ("1 234,5", 1234_50),
        ("1,234,567", 1_234_567_00),
        ("1.234.567", 1_234_567_00),
        ("1,234.56", 1234_56),
        ("1'234,56", 1234_56),
        ("+500,00", 500_00),
        ("+ 500", 500_00),
        ("500р.", 500_00),
        ("500 руб", 500_00),
        ("500.00 RUR", 500_00),
        ("0", 0),
        ("0,00", 0),
        ("  7,01\u00a0", 7_01),
        ("10 000 000 000 000,00", LARGEST),
    ],
)
def test_amount_reads_what_banks_write(written: str, kopecks: int) -> None:
    assert amount(written, "RUB") == kopecks


@pytest.mark.parametrize(
    ("written", "currency", "minor"),
    [("5.50 USD", "USD", 550), ("500", "JPY", 500), ("1 234,567", "BHD", 1_234_567)],
)
def test_amount_counts_in_the_smallest_unit_of_the_currency(
    written: str, currency: str, minor: int
) -> None:
    assert amount(written, currency) == minor


NO_AMOUNT = "cannot be read as an amount in RUB: write it like 1 234,56."
TOO_FINE = (
    "has too many figures after its point, or a point between thousands: write at most 2 figures "
    "after it and set off thousands with spaces, as in 1 234,56."
)
TOO_MUCH = "is more than this programme can count: is the column right?"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1,234", f"1,234 {TOO_FINE}"),
        ("1.234", f"1.234 {TOO_FINE}"),
        ("0,005", f"0,005 {TOO_FINE}"),
        ("1 234,567", f"1 234,567 {TOO_FINE}"),
        ("1234,567", f"1234,567 {TOO_FINE}"),
        ("1,234,56", f"“1,234,56” {NO_AMOUNT}"),
        ("1.234.56", f"“1.234.56” {NO_AMOUNT}"),
        ("1 23,00", f"“1 23,00” {NO_AMOUNT}"),
        ("12 34 567", f"“12 34 567” {NO_AMOUNT}"),
        ("1 234'567", f"“1 234'567” {NO_AMOUNT}"),
        ("1000-50", f"“1000-50” {NO_AMOUNT}"),
        ("100-", f"“100-” {NO_AMOUNT}"),
        ("(100,00)", f"“(100,00)” {NO_AMOUNT}"),
        (",50", f"“,50” {NO_AMOUNT}"),
        ("100,", f"“100,” {NO_AMOUNT}"),
        ("+-5", f"“+-5” {NO_AMOUNT}"),
        ("", f"“” {NO_AMOUNT}"),
        ("руб.", f"“руб.” {NO_AMOUNT}"),
        ("сто", f"“сто” {NO_AMOUNT}"),
        ("100 $", f"“100 $” {NO_AMOUNT}"),
        ("100 EUR", f"“100 EUR” {NO_AMOUNT}"),
        ("1e5", f"“1e5” {NO_AMOUNT}"),
        ("=1+1", f"“=1+1” {NO_AMOUNT}"),
        ("١٢٣", f"“١٢٣” {NO_AMOUNT}"),
        ("1" * 61, f"“{'1' * 40}…” {NO_AMOUNT}"),
        ("10000000000000,01", f"10000000000000,01 {TOO_MUCH}"),
        ("40702810000000000101", f"40702810000000000101 {TOO_MUCH}"),
    ],
)
def test_amount_says_why_it_is_not_read(written: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        amount(written, "RUB")
    assert caught.value.why.in_("en") == reason


@given(st.text() | st.from_regex(r"[-+0-9 ,.'₽руб]{1,20}", fullmatch=True))
def test_any_text_is_an_amount_within_bounds_or_unreadable(written: str) -> None:
    try:
        read = amount(written, "RUB")
    except Unreadable:
        return
    assert abs(read) <= LARGEST
    assert sign_of(written) * read >= 0


@pytest.mark.parametrize(
    ("written", "sign"), [("5", 0), ("+5", 1), (" -5", -1), ("−5", -1), ("", 0), ("= -5", 0)]
)
def test_sign_is_what_the_amount_itself_bears(written: str, sign: int) -> None:
    assert sign_of(written) == sign


@pytest.mark.parametrize(
    ("written", "currency", "expected"),
    [
        ("RUB", "RUB", True),
        ("rur", "RUB", True),
        ("810", "RUB", True),
        ("643", "RUB", True),
        ("руб.", "RUB", True),
        ("₽", "RUB", True),
        ("Российский рубль", "RUB", True),
        ("USD", "RUB", False),
        ("840", "RUB", False),
        ("", "RUB", False),
        ("RUB", "USD", False),
        ("usd", "USD", True),
    ],
)
def test_a_currency_has_several_names(written: str, currency: str, expected: bool) -> None:
    assert is_currency(written, currency) == expected
