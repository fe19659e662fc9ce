"""Days as banks write them."""

import re
from datetime import date

from models import Text
from workflow.money.statement.cells.text import Unreadable, clean, shown

_TIME = r"(?:(?:\s+|T)[0-2]?\d:[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?)?"
_DAY_FIRST = re.compile(
    rf"(?P<day>\d\d?)([./])(?P<month>\d\d?)\2(?P<year>(?:19|20)\d\d|\d\d){_TIME}", re.ASCII
)
_YEAR_FIRST = re.compile(rf"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d){_TIME}", re.ASCII)


def day(written: str) -> date:
    """`01.02.2017`, `01.02.17`, `01/02/2017` (the day first) or `2017-02-01`, and perhaps a time,
    which is left out. Two figures of a year are of this century.

    Raises Unreadable, also for a day that no calendar has.
    """
    text = " ".join(clean(written).split())
    if not text:
        raise Unreadable(
            Text(
                en="The date is empty: write the day on which the money came.",
                ru="Дата пуста: укажите день, когда пришли деньги.",
            )
        )
    parts = _DAY_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if parts is None:
        raise Unreadable(
            Text(
                en=f"“{shown(text)}” cannot be read as a date: write it like 24.03.2017.",
                ru=f"«{shown(text)}» не читается как дата: напишите её так: 24.03.2017.",
            )
        )
    year = int(parts["year"])
    try:
        return date(year if year > 99 else 2000 + year, int(parts["month"]), int(parts["day"]))
    except ValueError:
        raise Unreadable(
            Text(
                en=f"There is no such day as {shown(text)} (the day comes first, then the month): "
                "correct the date.",
                ru=f"Дня {shown(text)} не бывает (сначала день, потом месяц): исправьте дату.",
            )
        ) from None
