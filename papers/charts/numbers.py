"""Figures as a language writes them."""

from babel.numbers import format_decimal

from models.text import Language
from papers.charts import phrases as p
from papers.typography import NBSP, number_in, say

MINUS = "\u2212"
MINUTE, HOUR, DAY = 60, 3600, 86_400
"""In seconds."""


def share_in(share: float, language: Language) -> str:
    """Whole percent. Some are never shown as none, nor almost all as all."""
    if 0 < share < 0.005:
        return _percent(f"<{NBSP}1", language)
    if 0.995 <= share < 1:
        return _percent(f">{NBSP}99", language)
    return _percent(number_in(round(share * 100 + 1e-9), language), language)


def range_in(low: float, high: float, language: Language) -> str:
    """Two shares, from the lower to the higher."""
    first, last = (round(min(1, max(0, end)) * 100 + 1e-9) for end in (low, high))
    return _percent(f"{first}–{last}", language)


def _percent(figure: str, language: Language) -> str:
    return f"{figure}{NBSP}%" if language == "ru" else f"{figure}%"


def decimal_in(value: float, language: Language, digits: int = 1, *, signed: bool = False) -> str:
    """With so many digits after the sign; a change says whether it is up or down."""
    rounded = round(value, digits)
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    shown = str(format_decimal(abs(rounded), format=pattern, locale=language)).replace(" ", NBSP)
    if rounded < 0:
        return MINUS + shown
    return f"+{shown}" if signed and rounded > 0 else shown


def points_in(change: float, language: Language) -> str:
    """A change of a share, as in `+12 п. п.`"""
    return say(p.POINTS, language, n=decimal_in(change * 100, language, 1, signed=True))


def number_or_hidden(number: int | None, language: Language) -> str:
    return say(p.HIDDEN, language) if number is None else number_in(number, language)


def in_units(seconds: int) -> tuple[int, int]:
    """A number of minutes, hours or days, rounded up: it lasted no longer; and the unit."""
    unit = next(u for u in (DAY, HOUR, MINUTE) if seconds >= 2 * u or u == MINUTE)
    return -(-seconds // unit), unit


def time_in(seconds: int, language: Language) -> str:
    """How long something lasted, as `13 дн.`; never less than it did."""
    number, unit = in_units(seconds)
    return say(_UNITS[unit], language, n=number_in(number, language))


_UNITS = {MINUTE: p.MINUTES, HOUR: p.HOURS, DAY: p.DAYS}
