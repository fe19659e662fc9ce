"""Money: whole kopecks only, read as people write it and written as they read it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.money import LARGEST, Money
from models.text import Language

SPACE = "\u00a0"
"""Russian puts a space that does not break between thousands."""


@pytest.mark.parametrize(
    ("written", "kopecks"),
    [
        (0, 0),
        (120000, 12_000_000),
        (120000.5, 12_000_050),
        (0.1, 10),
        (Decimal("0.01"), 1),
        ("0", 0),
        ("120000", 12_000_000),
        ("120 000", 12_000_000),
        ("120 000,50", 12_000_050),
        ("120000.5", 12_000_050),
        ("  700 000\n", 70_000_000),
        (f"3{SPACE}600{SPACE}000", 360_000_000),
        ("3\u202f600\u202f000,01", 360_000_001),
        (10**13, LARGEST),
        ("10 000 000 000 000,00", LARGEST),
    ],
)
def test_parse_reads_an_amount_as_people_write_it(written: object, kopecks: int) -> None:
    assert Money.parse(written) == Money(kopecks, "RUB")


@pytest.mark.parametrize(
    ("written", "currency", "minor"),
    [("5,50", "USD", 550), ("5", "JPY", 5), ("5,555", "BHD", 5555)],
)
def test_parse_counts_in_the_smallest_unit_of_the_currency(
    written: str, currency: str, minor: int
) -> None:
    assert Money.parse(written, currency) == Money(minor, currency)


NO_AMOUNT = "is not an amount of money"
TOO_SMALL = (
    "has a part smaller than the currency has; thousands are set off by spaces, as in 700 000"
)
TOO_LARGE = "is more than this programme can count"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (-1, "an amount cannot be below zero, and -1 is"),
        ("-0,01", "an amount cannot be below zero, and -0,01 is"),
        ("0.001", f"0.001 {TOO_SMALL}"),
        (0.001, f"0.001 {TOO_SMALL}"),
        ("10,005", f"10,005 {TOO_SMALL}"),
        ("1,000", f"1,000 {TOO_SMALL}"),
        ("700,000", f"700,000 {TOO_SMALL}"),
        ("1." + "0" * 100_000 + "1", f"1.{'0' * 38} {TOO_SMALL}"),
        ("1e-5", f"“1e-5” {NO_AMOUNT}"),
        ("1e-400000000", f"“1e-400000000” {NO_AMOUNT}"),
        ("1e400", f"“1e400” {NO_AMOUNT}"),
        (1e400, f"“inf” {NO_AMOUNT}"),
        (10**40, f"{10**39}0"[:40] + f" {TOO_LARGE}"),
        (10**13 + 1, f"10000000000001 {TOO_LARGE}"),
        ("10 000 000 000 000,01", f"10 000 000 000 000,01 {TOO_LARGE}"),
        ("9" * 100_000, f"{'9' * 40} {TOO_LARGE}"),
        ("nan", f"“nan” {NO_AMOUNT}"),
        ("sNaN", f"“sNaN” {NO_AMOUNT}"),
        (float("nan"), f"“nan” {NO_AMOUNT}"),
        ("infinity", f"“infinity” {NO_AMOUNT}"),
        (float("-inf"), f"“-inf” {NO_AMOUNT}"),
        ("", f"“” {NO_AMOUNT}"),
        ("   ", f"“   ” {NO_AMOUNT}"),
        ("abc", f"“abc” {NO_AMOUNT}"),
        ("a" * 100_000, f"“{'a' * 40}” {NO_AMOUNT}"),
        ("100 руб.", f"“100 руб.” {NO_AMOUNT}"),
        ("1,000,000", f"“1,000,000” {NO_AMOUNT}"),
        ("1.000,50", f"“1.000,50” {NO_AMOUNT}"),
        ("'120'", f"“'120'” {NO_AMOUNT}"),
        (None, f"“None” {NO_AMOUNT}"),
        (True, f"“True” {NO_AMOUNT}"),
        ([1], f"“[1]” {NO_AMOUNT}"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_parse_refuses_with_a_reason_what_is_no_amount(written: object, reason: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  its words are compared below
        Money.parse(written)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("money", "language", "written"),
    [
        (Money(0), "ru", "0 ₽"),
        (Money(0), "en", "0 RUB"),
        (Money(1), "ru", "0,01 ₽"),
        (Money(50), "en", "0.50 RUB"),
        (Money(99_900), "ru", "999 ₽"),
        (Money(12_000_000), "ru", f"120{SPACE}000 ₽"),
        (Money(12_000_000), "en", "120,000 RUB"),
        (Money(12_000_050), "ru", f"120{SPACE}000,50 ₽"),
        (Money(12_000_050), "en", "120,000.50 RUB"),
        (Money(LARGEST), "en", "10,000,000,000,000 RUB"),
        (Money(500, "JPY"), "en", "500 ¥"),
    ],
)
def test_in_writes_it_as_the_language_does(money: Money, language: Language, written: str) -> None:
    assert money.in_(language) == written


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=LARGEST))
def test_whole_kopecks_survive_writing_and_reading(kopecks: int) -> None:
    roubles, rest = divmod(kopecks, 100)
    assert Money.parse(f"{roubles},{rest:02}") == Money(kopecks)
    assert Money.parse(Money(kopecks).in_("ru").removesuffix(" ₽")) == Money(kopecks)


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[0-9 ,.eE+_-]{1,20}", fullmatch=True))
def test_parse_gives_an_amount_within_bounds_or_a_reason(written: str) -> None:
    try:
        read = Money.parse(written)
    except ValueError as error:
        reason = str(error)
        assert reason.endswith((NO_AMOUNT, TOO_SMALL, TOO_LARGE, " is"))
    else:
        assert 0 <= read.minor <= LARGEST
