"""How figures, days and people of the council read."""

from collections.abc import Iterable
from datetime import date, datetime, time

from babel.numbers import format_decimal, format_percent
from sqlalchemy.orm import Session

from cli.output import say
from config.clock import now
from config.settings import settings
from models import Choice, Programme, Text
from workflow.council.grounds import GROUNDS
from workflow.deadlines.timetable import timetable_of

NOTHING = "—"
CHOICES = {
    Choice.FOR: Text(en="for", ru="за"),
    Choice.AGAINST: Text(en="against", ru="против"),
    Choice.ABSTAIN: Text(en="abstained", ru="воздержались"),
}


def number(value: float, pattern: str = "0.00") -> str:
    return format_decimal(value, format=pattern, locale=settings().language)


def share(value: float) -> str:
    return format_percent(value, locale=settings().language)


def day(value: date) -> str:
    return f"{value:%d.%m.%Y}"


def listed(names: Iterable[str]) -> str:
    return ", ".join(names) or NOTHING


def grounds(codes: Iterable[str]) -> str:
    """Why somebody keeps out."""
    return ", ".join(say(GROUNDS[code]) for code in codes)


def shown_at(session: Session, programme: Programme) -> datetime:
    """The moment that is looked at: now, but of a programme that is over its last day, on which
    its council was still in office."""
    return min(now(), timetable_of(session, programme.id).at(programme.ends_on, time(23, 59)))
