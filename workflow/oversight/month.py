import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from babel.dates import format_date

from models import Text
from models.text import Language
from workflow.deadlines.timetable import Timetable
from workflow.errors import Blocker, Refusal

REPORTED_AT = time(9)
"""When the report on the month before is made, on the first day of the next."""


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, written: str) -> Self:
        """Raises Refusal unless it is written like 2017-05."""
        found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", written.strip())
        if found is None or found[1] == "0000":
            raise Refusal([_NO_MONTH])
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def before(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    @property
    def after(self) -> "Month":
        return Month.of(self.first + timedelta(days=31))

    @property
    def title(self) -> Text:
        return Text(ru=self._named("ru", "LLLL y 'г.'"), en=self._named("en", "LLLL y"))

    def _named(self, language: Language, pattern: str) -> str:
        return format_date(self.first, pattern, locale=language)

    def span(self, timetable: Timetable) -> tuple[datetime, datetime]:
        """Its first moment where the programme is, and the first after it."""
        return timetable.at(self.first, time()), timetable.at(self.after.first, time())

    def reported_at(self, timetable: Timetable) -> datetime:
        return timetable.at(self.after.first, REPORTED_AT)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


_NO_MONTH = Blocker(
    "no_month",
    Text(en="Write the month like 2017-05.", ru="Напишите месяц так: 2017-05."),
)
