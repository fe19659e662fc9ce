"""Days as people type and read them."""

from datetime import date

import typer

from cli.output import say
from models import Text


def typed_day(written: str) -> date:
    """For an option: a day like 2017-03-24."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        words = Text(en="write a day like 2017-03-24", ru="напишите дату так: 2017-03-24")
        raise typer.BadParameter(say(words)) from None


def days(first: date, last: date) -> str:
    """One day, or the first and the last."""
    return f"{first:%d.%m.%Y}" if first == last else f"{first:%d.%m.%Y} – {last:%d.%m.%Y}"
