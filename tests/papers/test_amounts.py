"""Amounts as a contract repeats them."""

import pytest

from models import Money
from papers.amounts import in_words


@pytest.mark.parametrize(
    ("minor", "ru", "en"),
    [
        (100, "один рубль 00 копеек", "one rouble 00 kopeks"),
        (2_01, "два рубля 01 копейка", "two roubles 01 kopek"),
        (11_11, "одиннадцать рублей 11 копеек", "eleven roubles 11 kopeks"),
        (21_22, "двадцать один рубль 22 копейки", "twenty-one roubles 22 kopeks"),
        (1_000_00, "одна тысяча рублей 00 копеек", "one thousand roubles 00 kopeks"),
        (
            2_002_05,
            "две тысячи два рубля 05 копеек",
            "two thousand and two roubles 05 kopeks",
        ),
        (
            120_000_50,
            "сто двадцать тысяч рублей 50 копеек",
            "one hundred and twenty thousand roubles 50 kopeks",
        ),
        (
            3_600_001_00,
            "три миллиона шестьсот тысяч один рубль 00 копеек",
            "three million, six hundred thousand and one roubles 00 kopeks",
        ),
        (10**15, "десять триллионов рублей 00 копеек", "ten trillion roubles 00 kopeks"),
        (99, "ноль рублей 99 копеек", "zero roubles 99 kopeks"),
    ],
)
def test_roubles_are_in_words_and_kopecks_in_figures(minor: int, ru: str, en: str) -> None:
    assert in_words(Money(minor), "ru") == ru
    assert in_words(Money(minor), "en") == en


@pytest.mark.parametrize(
    ("money", "ru"),
    [
        (Money(5_00, "KZT"), "пять тенге 00 тиынов"),
        (Money(5, "JPY"), "пять JPY"),
        (Money(5_25, "GEL"), "пять GEL 25/100"),
    ],
)
def test_a_currency_without_words_goes_by_its_code(money: Money, ru: str) -> None:
    assert in_words(money, "ru") == ru
