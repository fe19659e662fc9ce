import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from models import Money, Text
from models.text import Language

NBSP = "\u00a0"
LANGUAGES: tuple[Language, ...] = ("ru", "en")

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069]"
)
"""What XML refuses, and what turns the direction of text around: with it a signed paper could be
made to read otherwise than what is stored."""
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_QUOTES = {"ru": ("«", "»", "„", "“"), "en": ("“", "”", "‘", "’")}  # outer two, inner two


@dataclass(frozen=True)
class Plural:
    """What is counted, in each of the language's forms; `{n}` is the number."""

    ru: tuple[str, str, str]
    """For 1, for 2, for 5."""
    en: tuple[str, str]
    """For 1, for 2."""


_FORMS = {"one": 0, "few": 1, "many": 2, "other": -1}


def say(text: Text, language: Language, **given: object) -> str:
    """The text with what is given put in. Braces in what is given mean nothing."""
    return text.in_(language).format(**given)


def counted(number: int, what: Plural, language: Language) -> str:
    """The number with what is counted, as in `2 рабочих дня`."""
    form = _FORMS[Locale(language).plural_form(number)]
    words = (what.en if language == "en" else what.ru)[form]
    return words.format(n=number_in(number, language))


def number_in(number: int, language: Language) -> str:
    return str(format_decimal(number, locale=language)).replace(" ", NBSP)


def percent_in(share: int, language: Language) -> str:
    return f"{share}{NBSP}%" if language == "ru" else f"{share}%"


def printable(text: str) -> str:
    """The text as a paper can show it: where a character cannot be, U+FFFD says that it was."""
    return _UNPRINTABLE.sub("\ufffd", _NEWLINES.sub("\n", text)).strip()


def one_line(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", printable(text))


def paragraphs(text: str) -> tuple[str, ...]:
    """The printable text's paragraphs, each on one line; what was left empty is left out."""
    return tuple(in_line(line) for line in printable(text).split("\n") if line.strip())


def in_line(text: str) -> str:
    """The printable text on one line; a number, and a city, stays with what is before it."""
    return re.sub(r"№ (?=\d)|\bг\. (?=[А-ЯЁ])", _bound, one_line(text))


def _bound(found: re.Match[str]) -> str:
    return found[0].rstrip() + NBSP


def quoted(text: str, language: Language) -> str:
    """The text on one line in the language's quotation marks; marks inside become inner ones."""
    opening, closing, inner_opening, inner_closing = _QUOTES[language]
    inside = in_line(text).translate({ord(opening): inner_opening, ord(closing): inner_closing})
    return f"{opening}{inside}{closing}"


def listed(names: Iterable[str]) -> str:
    """Names one after another; a name is never broken."""
    return ", ".join(in_line(name).replace(" ", NBSP) for name in names)


def sum_in(amount: Money, language: Language) -> str:
    return amount.in_(language).replace(" ", NBSP)


def day_in(day: date, language: Language) -> str:
    """The day; of a moment, the day where it is."""
    year = f"{NBSP}'г.'" if language == "ru" else ""
    return format_date(day, f"d{NBSP}MMMM{NBSP}y{year}", locale=language)


def noon_of(day: date) -> datetime:
    """A moment that stands for the day, wherever the file is made."""
    return datetime.combine(day, time(12), UTC)


def time_of(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def offset_of(moment: datetime) -> str:
    """How far the moment's zone is from UTC, as in `UTC+07:00`."""
    return format_datetime(moment, "'UTC'xxx", locale="en")
