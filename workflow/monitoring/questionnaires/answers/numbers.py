"""Numbers and days as people write them, in Russian or otherwise."""

import re
from datetime import date
from decimal import Decimal

from workflow.monitoring.questionnaires.answers.misgiven import Misgiven

LARGEST = 1_000_000_000
"""Of a whole number: beyond it, digits were typed by mistake."""
LARGEST_DECIMAL = 1_000_000_000_000
DECIMALS = 6
"""Digits after the comma."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)

_NUMBER = re.compile(
    r"(?P<sign>[-+−–]?) ?(?P<whole>\d{1,3}(?: \d{3})+|\d+)(?:[.,](?P<part>\d+))?", re.ASCII
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d\d?)\.(\d\d?)\.(\d{4})", re.ASCII)


def read_integer(written: str) -> int:
    """Counts of something: never below zero."""
    number = _number(written)
    if number is None or number != int(number) or not 0 <= number <= LARGEST:
        raise Misgiven(
            en=f"Write a whole number from 0 to {LARGEST:,}, in digits: 3.",
            ru=f"Напишите целое число цифрами, от 0 до {_spaced(LARGEST)}: 3.",
        )
    return int(number)


def read_decimal(written: str) -> float:
    """A comma or a point stands before the fraction, spaces between thousands."""
    number = _number(written)
    if number is None or abs(number) > LARGEST_DECIMAL:
        raise Misgiven(
            en=f"Write a number in digits, with {DECIMALS} of them after the point at most: 3.5.",
            ru=f"Напишите число цифрами, после запятой — не больше {DECIMALS} знаков: 3,5.",
        )
    return float(number)


def _number(written: str) -> Decimal | None:
    parts = _NUMBER.fullmatch(re.sub(r"\s", " ", written)) if len(written) <= 40 else None
    if parts is None or len((parts["part"] or "").rstrip("0")) > DECIMALS:
        return None
    number = Decimal(f"{parts['whole'].replace(' ', '')}.{parts['part'] or 0}")
    return number if parts["sign"] in ("", "+") else -number


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def read_day(written: str) -> str:
    """As ISO 8601 has it, or as Russians write it: 2017-11-02, 02.11.2017, 2.11.2017."""
    try:
        if parts := _DAY.fullmatch(written):
            year, month, day = (parts[1], parts[2], parts[3]) if parts[1] else parts.group(6, 5, 4)
            read = date(int(year), int(month), int(day))
            if FIRST_DAY <= read <= LAST_DAY:
                return read.isoformat()
    except ValueError:
        pass
    raise Misgiven(
        en="Write a day that the calendar has: 2017-11-02 or 02.11.2017.",
        ru="Напишите дату, какая есть в календаре: 02.11.2017 или 2017-11-02.",
    )
