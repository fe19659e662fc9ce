"""What is asked of every entry: words that fit, and days on which it can have been."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Programme, Text
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.gate.facts import text_blocker


def refuse(blockers: Iterable[Blocker]) -> None:
    """Raises Refusal where there are any."""
    if found := list(blockers):
        raise Refusal(found)


def one_line(words: str) -> str:
    """Without blanks that say nothing, so that the same is not taken for another."""
    return " ".join(words.split())


def line_blockers(words: str, longest: int, what: Text) -> Iterator[Blocker]:
    """Unless it is there and has at most `longest` characters, all of them text."""
    if not words:
        yield Blocker(
            "text_missing",
            Text(en=f"{what.en} is missing: write it.", ru=f"{what.ru}: не заполнено, напишите."),
        )
    elif blocker := text_blocker(words, what, longest):
        yield blocker


def past_blockers(day: date, today: date) -> Iterator[Blocker]:
    """Unless the day has come."""
    if day > today:
        yield Blocker(
            "in_the_future",
            Text(
                en=f"{day:%d.%m.%Y} has not come yet: record it when it has happened.",
                ru=f"День {day:%d.%m.%Y} ещё не наступил: запишите, когда это произойдёт.",
            ),
        )


def within_blockers(programme: Programme, *days: date) -> Iterator[Blocker]:
    """Unless the days are the programme's own."""
    first, last = programme.starts_on, programme.ends_on
    for day in dict.fromkeys(days):
        if not first <= day <= last:
            yield Blocker(
                "outside_programme",
                Text(
                    en=f"{day:%d.%m.%Y} is outside the programme, which runs from {first:%d.%m.%Y} "
                    f"to {last:%d.%m.%Y}.",
                    ru=f"День {day:%d.%m.%Y} вне программы: она идёт с {first:%d.%m.%Y} "
                    f"по {last:%d.%m.%Y}.",
                ),
            )


def today_in(session: Session, programme_id: int, now: datetime) -> date:
    """The day where the programme is."""
    return timetable_of(session, programme_id).local_day(now)


def lock_programme(session: Session, programme_id: int) -> None:
    """Two who record the same at once come one after the other, and the second finds it there."""
    session.execute(
        select(Programme.id).where(Programme.id == programme_id).with_for_update(key_share=True)
    )
