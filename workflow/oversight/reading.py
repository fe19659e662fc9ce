"""Who was shown people's data, and what of it is out of the ordinary."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, tzinfo
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models import Access, Programme, Subject, Text
from workflow.deadlines.timetable import timetable_of
from workflow.oversight.deeds import Span
from workflow.oversight.people import People, Who
from workflow.people.access import title_of

MORNING, NIGHT = time(6), time(22)
"""From when until when of the day reading is ordinary."""
MANY_IN_A_DAY = 50
MANY_OF_ONE = 10
"""More of one subject or person by one viewer in a month is out of the ordinary."""
READ_TOGETHER = 5_000


@dataclass(frozen=True)
class Read:
    """How often one viewer was shown one kind of thing."""

    viewer: Who
    what: Text
    times: int


@dataclass(frozen=True)
class Unusual:
    viewer: Who
    what: Text
    """Which rule it meets, and by how much."""


@dataclass(frozen=True)
class Reading:
    times: int
    unnamed: int
    """Of these without a word of who looked."""
    by_viewer: Sequence[Read]
    """Who looked most first."""
    unusual: Sequence[Unusual]


@dataclass
class _Seen:
    """What one viewer looked at."""

    times: int = 0
    by_what: Counter[str] = field(default_factory=Counter)
    by_night: int = 0
    by_day: Counter[date] = field(default_factory=Counter)
    of_subject: Counter[int] = field(default_factory=Counter)
    of_person: Counter[int] = field(default_factory=Counter)

    def add(self, row: Row[Any], zone: tzinfo) -> None:
        at = row.at.astimezone(zone)
        self.times += 1
        self.by_what[row.what] += 1
        self.by_night += not MORNING <= at.time() < NIGHT
        self.by_day[at.date()] += 1
        if row.subject_id is not None:
            self.of_subject[row.subject_id] += 1
        if row.person_id is not None:
            self.of_person[row.person_id] += 1


def reading(session: Session, programme: Programme, span: Span, people: People) -> Reading:
    zone = timetable_of(session, programme.id).zone
    seen: dict[int | None, _Seen] = {}
    for row in _rows(session, programme, span):
        seen.setdefault(row.viewer_id, _Seen()).add(row, zone)
    ordered = sorted(seen.items(), key=lambda item: (-item[1].times, item[0] or 0))
    references = _references(session, [each for _, each in ordered])
    return Reading(
        sum(each.times for _, each in ordered),
        seen[None].times if None in seen else 0,
        [
            Read(people.who(viewer), title_of(what), times)
            for viewer, each in ordered
            for what, times in sorted(each.by_what.items(), key=lambda item: (-item[1], item[0]))
        ],
        [
            Unusual(people.who(viewer), what)
            for viewer, each in ordered
            for what in _unusual(each, references)
        ],
    )


def _rows(session: Session, programme: Programme, span: Span) -> Iterable[Row[Any]]:
    since, until = span
    return session.execute(
        select(Access.viewer_id, Access.what, Access.at, Access.subject_id, Access.person_id).where(
            Access.programme_id == programme.id, Access.at >= since, Access.at < until
        )
    ).yield_per(READ_TOGETHER)


def _references(session: Session, seen: Sequence[_Seen]) -> dict[int, str]:
    often = {s for each in seen for s, times in each.of_subject.items() if times > MANY_OF_ONE}
    wanted = select(Subject.id, Subject.kind, Subject.code).where(Subject.id.in_(often))
    return {key: f"{kind}/{code}" for key, kind, code in session.execute(wanted)}


def _unusual(seen: _Seen, references: dict[int, str]) -> Iterable[Text]:
    if seen.by_night:
        yield Text(
            en=f"at night, from {NIGHT:%H:%M} to {MORNING:%H:%M}: {seen.by_night}",
            ru=f"ночью, с {NIGHT:%H:%M} до {MORNING:%H:%M}: {seen.by_night}",
        )
    for day, times in sorted(seen.by_day.items()):
        if times > MANY_IN_A_DAY:
            yield Text(
                en=f"on {day:%d.%m.%Y}: {times}, more than {MANY_IN_A_DAY} in a day",
                ru=f"за {day:%d.%m.%Y}: {times}, больше {MANY_IN_A_DAY} за день",
            )
    for subject_id, times in seen.of_subject.most_common():
        if times > MANY_OF_ONE:
            named = references[subject_id]
            yield Text(
                en=f"{named}: {times}, more than {MANY_OF_ONE} of one thing",
                ru=f"{named}: {times}, больше {MANY_OF_ONE} раз об одном и том же",
            )
    for times in sorted(seen.of_person.values(), reverse=True):
        if times > MANY_OF_ONE:
            yield Text(
                en=f"one person: {times}, more than {MANY_OF_ONE}",
                ru=f"об одном человеке: {times}, больше {MANY_OF_ONE} раз",
            )
