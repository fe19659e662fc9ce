"""Amounts as banks write them."""

import re

from babel.numbers import get_currency_precision

from models import Text
from models.money import LARGEST
from workflow.money.statement.cells.text import Unreadable, clean, shown

LONGEST_AMOUNT = 60
"""Characters: no amount that can be counted is longer, whatever stands around it."""

CURRENCY_WORDS = {
    "RUB": (
        *("rub", "rur", "643", "810", "руб", "руб.", "р.", "₽"),
        *("рубль", "рубли", "рублей", "рублях", "российский рубль"),
    )
}
"""What banks write for a currency besides its code; 810 and RUR are the rouble's codes before
1998, which account numbers and exports still carry."""

_MINUS = "−–-"
"""The hyphen last: in a class of characters it would make a range."""
_AMOUNT = re.compile(
    rf"(?P<sign>[+{_MINUS}]?) ?"
    r"(?P<whole>\d{1,3}(?P<group>[ '.,])\d{3}(?:(?P=group)\d{3})*|\d+)"
    r"(?:(?P<point>[.,])(?P<part>\d+))?",
    re.ASCII,
)


def is_currency(written: str, currency: str) -> bool:
    word = clean(written).casefold()
    return word == currency.casefold() or word in CURRENCY_WORDS.get(currency, ())


def sign_of(written: str) -> int:
    """1 or -1 as the amount says itself; 0 where it bears no sign."""
    first = clean(written)[:1]
    return 1 if first == "+" else -1 if first and first in _MINUS else 0


def amount(written: str, currency: str) -> int:
    """The amount in the currency's smallest unit, below zero where it bears a minus.

    Read are `1234`, `1 234,56`, `1 234.56`, `1,234.56`, `1.234,56`, `1'234,56`, `+500,00` with any
    kind of space and the currency's sign or code. `1,234` could be two amounts and is not read.

    Raises Unreadable.
    """
    parts = _AMOUNT.fullmatch(_bare(written, currency))
    if parts is None or (parts["point"] and parts["point"] == parts["group"]):
        raise Unreadable(
            Text(
                en=f"“{shown(written)}” cannot be read as an amount in {currency}: write it like "
                "1 234,56.",
                ru=f"«{shown(written)}» не читается как сумма в {currency}: напишите её так: "
                "1 234,56.",
            )
        )
    minor = _minor(parts, written, get_currency_precision(currency))
    return -minor if parts["sign"] and parts["sign"] in _MINUS else minor


def _bare(written: str, currency: str) -> str:
    """The amount without its currency, every kind of space and apostrophe as one."""
    text = clean(written)
    if len(text) > LONGEST_AMOUNT:
        return ""
    text = re.sub(r"\s+", " ", text).replace("’", "'").casefold()
    words = (currency.casefold(), *CURRENCY_WORDS.get(currency, ()))
    for word in sorted((word for word in words if not word.isdigit()), key=len, reverse=True):
        if text.endswith(word):
            return text.removesuffix(word).strip()
        if text.startswith(word):
            return text.removeprefix(word).strip()
    return text


def _minor(parts: re.Match[str], written: str, digits: int) -> int:
    group, part = parts["group"], parts["part"] or ""
    could_be_a_part = group in (".", ",") and parts["whole"].count(group) == 1 and not part
    if could_be_a_part or len(part) > digits:
        raise Unreadable(
            Text(
                en=f"{shown(written)} has too many figures after its point, or a point between "
                f"thousands: write at most {digits} figures after it and set off thousands with "
                "spaces, as in 1 234,56.",
                ru=f"У суммы {shown(written)} лишние знаки после запятой, или запятой отделены "
                f"тысячи: после запятой пишите не больше знаков, чем {digits}, а тысячи отделяйте "
                "пробелом: 1 234,56.",
            )
        )
    minor = int(re.sub(r"\D", "", parts["whole"]) + part.ljust(digits, "0"))
    if minor > LARGEST:
        raise Unreadable(
            Text(
                en=f"{shown(written)} is more than this programme can count: is the column right?",
                ru=f"{shown(written)} — больше, чем программа может учесть: тот ли это столбец?",
            )
        )
    return minor
