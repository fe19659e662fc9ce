"""Feeds: what a calendar program is given, and that a real one reads it."""

import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from models import Deadline, Meeting, ProgrammeEvent
from models.text import Language
from papers.calendar.feed import person_feed, programme_feed
from tests.make import NOON, Competition
from workflow.deadlines.calendar import agenda_of_person, agenda_of_programme
from workflow.meetings.agenda import convene

CALCURSE = shutil.which("calcurse")


def of_programme(competition: Competition, language: Language = "en") -> bytes:
    agenda = agenda_of_programme(competition.session, competition.programme, now=competition.now)
    return programme_feed(agenda, language)


def of_person(competition: Competition, name: str, language: Language = "en") -> bytes:
    person = competition.people[name]
    agenda = agenda_of_person(competition.session, person, now=competition.now)
    return person_feed(agenda, language)


def events(feed: bytes) -> dict[str, Any]:
    """By what they say; no two say the same."""
    found = Calendar.from_ical(feed).walk("VEVENT")
    assert len({str(event["uid"]) for event in found}) == len(found)
    return {str(event["summary"]): event for event in found}


def unfolded(feed: bytes) -> list[str]:
    return feed.decode().replace("\r\n ", "").split("\r\n")


def test_a_deadline_is_half_an_hour_that_ends_when_it_is_due(competition: Competition) -> None:
    initiative = competition.initiative()
    due_at = competition.session.scalars(
        select(Deadline.due_at).where(Deadline.subject_id == initiative.id)
    ).one()

    event = events(of_person(competition, "leader"))[
        "Submit the proposal: Initiative 1-01 · Площадка"
    ]

    assert (event.start, event.end) == (due_at - timedelta(minutes=30), due_at)
    assert str(event["transp"]) == "TRANSPARENT"
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(days=-1)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "Stage: Proposal\nDue: 30\xa0April\xa02026, 18:00 (Asia/Novosibirsk)\n"
            "Responsible: leader of the group\nIf nothing is done:\n"
            "30\xa0April\xa02026, 18:00 – Lapse → Withdrawn",
        ),
        (
            "ru",
            "Этап: Заявка\nСрок: 30\xa0апреля\xa02026\xa0г., 18:00 (Asia/Novosibirsk)\n"
            "Кто отвечает: лидер инициативной группы\nЕсли ничего не сделать:\n"
            "30\xa0апреля\xa02026\xa0г., 18:00 — Снять по сроку → Отозвана",
        ),
    ],
)
def test_a_deadline_says_what_happens_if_nothing_is_done(
    competition: Competition, language: Language, words: str
) -> None:
    competition.initiative()

    (event,) = events(of_person(competition, "leader", language)).values()

    assert str(event["description"]) == words


def test_a_late_deadline_says_so(competition: Competition) -> None:
    competition.initiative()
    competition.now += timedelta(days=100)

    (summary,) = events(of_person(competition, "leader"))

    assert summary.startswith("Late. Submit the proposal")


def test_a_deadline_that_waits_for_somebody_else_has_no_time(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, *_ = competition.reviews(initiative)
    reviewer = competition.name_of(first.expert_id)
    assert len(events(of_person(competition, reviewer))) == 1

    competition.act(initiative, "return_for_revision", "chair", reason="Уточните смету")

    assert events(of_person(competition, reviewer)) == {}


def test_an_extended_deadline_is_the_same_event_and_newer(competition: Competition) -> None:
    initiative = competition.initiative()
    (before,) = events(of_person(competition, "leader")).values()
    told = {"deadline": "submission", "until": "2026-05-15"}
    competition.later(hours=1)
    competition.act(initiative, "extend", "coordinator", reason="Праздники", facts=told)

    (after,) = events(of_person(competition, "leader")).values()

    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt == after["dtstamp"].dt == competition.now
    assert after.end == datetime(2026, 5, 15, 11, tzinfo=UTC)


def test_a_meeting_is_in_the_calendars_of_those_who_come(competition: Competition) -> None:
    _convene(competition)

    def summaries(name: str) -> list[str]:
        return list(events(of_person(competition, name)))

    ours = ["Meeting of the expert council"]
    assert [summaries(name) for name in ("third", "chair", "secretary")] == [ours] * 3
    assert ours[0] in summaries("coordinator")
    assert summaries("leader") == summaries("treasurer") == []
    event = events(of_person(competition, "third"))[ours[0]]
    assert (event.start, str(event["location"]), str(event["transp"]), str(event["status"])) == (
        NOON + timedelta(days=2),
        "Зал фонда",
        "OPAQUE",
        "CONFIRMED",
    )


def test_a_cancelled_meeting_is_cancelled_and_reminds_of_nothing(competition: Competition) -> None:
    meeting = _convene(competition)
    before = events(of_person(competition, "third")).popitem()[1]
    competition.act(meeting, "cancel", "chair", reason="Нет света")

    ((summary, event),) = events(of_person(competition, "third")).items()

    assert summary == "Cancelled. Meeting of the expert council"
    assert (event["uid"], str(event["status"])) == (before["uid"], "CANCELLED")
    assert event["sequence"] > before["sequence"]
    assert event.walk("VALARM") == []


def _convene(competition: Competition) -> Meeting:
    return convene(
        competition.session,
        competition.programme,
        held_at=NOON + timedelta(days=2),
        place="Зал фонда",
        actor=competition.actor("secretary"),
        now=competition.now,
        only=[],
    )


def test_a_programme_has_its_deadlines_events_and_stages(competition: Competition) -> None:
    competition.initiative()
    competition.event(held=False, starts_on=date(2026, 3, 10), ends_on=date(2026, 3, 11))

    found = events(of_programme(competition))

    assert "Submit the proposal: Initiative 1-01 · Площадка" in found
    seminar, stage = found["Seminar: Семинар"], found["Stage of the programme: Отбор"]
    assert (seminar.start, seminar.end) == (date(2026, 3, 10), date(2026, 3, 12))
    assert (stage.start, stage.end) == (date(2026, 3, 1), date(2026, 4, 16))
    assert stage.walk("VALARM") == []


def test_a_cancelled_event_is_cancelled(competition: Competition) -> None:
    event: ProgrammeEvent = competition.event(held=False)
    event.state, event.reason = "cancelled", "Заболел докладчик Пётр Петров"
    competition.session.flush()

    feed = of_programme(competition)

    assert str(events(feed)["Cancelled. Seminar: Семинар"]["status"]) == "CANCELLED"
    assert "Петров" not in "".join(unfolded(feed))


def test_the_calendar_of_a_programme_names_nobody(competition: Competition) -> None:
    competition.reviews(competition.at("expert_review"))
    competition.initiative("1-02")
    for person in competition.people.values():
        person.name = f"{person.name} Имярек"
    competition.session.flush()

    text = "".join(unfolded(of_programme(competition)))

    assert ("Имярек" in text, "@" in text) == (False, False)


def test_every_moment_is_in_utc_and_says_so(competition: Competition) -> None:
    competition.initiative()
    _convene(competition)

    moments = [
        line.partition(":")
        for line in unfolded(of_programme(competition))
        if re.match("(DTSTART|DTEND|DTSTAMP|CREATED|LAST-MODIFIED)", line)
    ]

    wrong = [
        (name, value)
        for name, _, value in moments
        if not re.fullmatch(r"\d{8}" if name.endswith("VALUE=DATE") else r"\d{8}T\d{6}Z", value)
    ]
    assert (wrong, len(moments) > 10) == ([], True)


def test_a_feed_says_its_name_and_how_often_to_ask(competition: Competition) -> None:
    head = unfolded(of_programme(competition, "ru"))[:8]

    assert head == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Vmeste//Calendars//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Малая программа: сроки и события",
        "X-WR-CALNAME:Малая программа: сроки и события",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]


def test_the_same_makes_the_same_bytes(competition: Competition) -> None:
    competition.reviews(competition.at("expert_review"))
    first = of_programme(competition)
    competition.session.expire_all()
    competition.now += timedelta(hours=1)

    assert of_programme(competition) == first


def test_lines_are_short_and_what_people_wrote_ends_none(competition: Competition) -> None:
    competition.initiative(title="Двор\r\nEND:VEVENT\r\nи сад; «наш»,\\n общий " + "ы" * 60)

    feed = of_programme(competition)

    assert max(len(line) for line in feed.split(b"\r\n")) <= 75
    assert feed.count(b"END:VEVENT") == feed.count(b"BEGIN:VEVENT") + 1
    assert unfolded(feed).count("END:VEVENT") == unfolded(feed).count("BEGIN:VEVENT")
    assert len(events(feed)) == unfolded(feed).count("BEGIN:VEVENT")


@pytest.mark.skipif(CALCURSE is None, reason="calcurse is not installed")
def test_a_real_calendar_program_reads_it(competition: Competition, tmp_path: Path) -> None:
    competition.initiative()
    _convene(competition)
    feed = tmp_path / "feed.ics"
    feed.write_bytes(of_programme(competition))

    said = _calcurse(tmp_path, "-i", str(feed))
    days = ("--from", "04/30/2026", "--to", "04/30/2026")
    shown = _calcurse(tmp_path, "-Q", *days, "--format-apt", "%S-%E %m\n")

    count = len(events(feed.read_bytes()))
    assert sum(map(int, re.findall(r"(\d+) (?:apps|events)", said))) == count
    assert "0 skipped" in said
    assert "17:30-18:00 Submit the proposal: Initiative 1-01 · Площадка" in shown
    assert "Stage of the programme: Заявки" in shown


def _calcurse(folder: Path, *arguments: str) -> str:
    assert CALCURSE is not None
    done = subprocess.run(
        [CALCURSE, "-D", str(folder / "calcurse"), *arguments],
        env={"LC_ALL": "C.UTF-8", "TZ": "Asia/Novosibirsk", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
