"""How codes, days and amounts are written in a programme's document."""

from datetime import date
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import holidays
from babel.numbers import list_currencies
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from models.money import Money
from workflow.documents import Document

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,38}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("there is no such time zone; write one like Asia/Novosibirsk") from None
    return name


def _country(code: str) -> str:
    if len(code) != 2 or code not in holidays.list_supported_countries():
        raise ValueError("no national calendar is known for it; write one like RU")
    return code


def _currency(code: str) -> str:
    if code not in list_currencies():
        raise ValueError("there is no such currency; write its code, like RUB")
    return code


def _day(written: Any) -> Any:
    if not isinstance(written, str | date):
        raise ValueError("write a day like 2017-03-24")
    return written


def _minor(written: Any) -> int:
    return Money.parse(written).minor


Zone = Annotated[str, AfterValidator(_zone)]
Country = Annotated[str, AfterValidator(_country)]
Currency = Annotated[str, AfterValidator(_currency)]
Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[int, Field(gt=0, le=1_000_000, strict=True)]
Amount = Annotated[int, BeforeValidator(_minor)]
"""Written in roubles, kept in kopecks."""


class Period(Document):
    starts_on: Day
    ends_on: Day

    @field_validator("ends_on")
    @classmethod
    def _in_order(cls, ends_on: date, info: ValidationInfo) -> date:
        if "starts_on" in info.data and ends_on < info.data["starts_on"]:
            raise ValueError("it ends before it starts")
        return ends_on
