"""What happens in a play beside the competition, played once and again."""

from typing import Any

from sqlalchemy import func, select

from cli.play.script import scenes
from models import (
    Base,
    Consultation,
    Feedback,
    Headcount,
    MediaMention,
    Participation,
    ProgrammeEvent,
)
from tests.make import PROGRAMME, Competition, document
from workflow.deadlines.timetable import timetable_of
from workflow.programme.indicators import count

PLAY = """\
people:
  - {code: leader, name: Лидер, email: leader@example.org, sample: true}
  - {code: friend, name: Друг, email: friend@example.org, sample: true}
play:
  notice: {ru: Всё выдумано}
  events:
    - code: seminar
      kind: seminar
      title: Семинар
      district: "1"
      on: 2026-03-10
      until: 2026-03-11
      place: Школа
      participants: [leader, friend]
      unnamed: {residents: 3}
      feedback:
        - {usefulness: 5, recommends: true, positive: true}
        - {usefulness: 4, recommends: true}
    - code: table
      kind: round_table
      title: Круглый стол
      on: 2026-04-20
      place: Школа
      cancelled: {on: 2026-04-19, reason: Карантин}
  initiatives:
    - code: 1-01
      district: "1"
      title: Площадка
      summary: Двор
      leader: leader
      group: [friend]
      requested: 1000
      consultations:
        - {on: 2026-03-02, topic: Смета, minutes: 30, by: friend}
        - {on: 2026-03-12, topic: Отчёт, minutes: 30, by: friend}
      way:
        - {on: 2026-03-02, do: propose}
  media:
    - {on: 2026-03-20, kind: site, outlet: Портал, title: А, url: "https://example.org/a"}
    - {on: 2026-03-21, kind: site, outlet: Портал, title: Б, url: "https://example.org/b",
       event: seminar}
    - {on: 2026-03-22, kind: site, outlet: Портал, title: В, url: "https://example.org/c",
       initiative: 1-01}
"""
RECORDS: tuple[type[Base], ...] = (
    *(ProgrammeEvent, Participation, Headcount, Feedback),
    *(Consultation, MediaMention),
)


def kept(competition: Competition) -> dict[str, int]:
    session = competition.session
    return {
        model.__tablename__: session.scalars(select(func.count()).select_from(model)).one()
        for model in RECORDS
    }


def play(competition: Competition) -> None:
    session, programme = competition.session, competition.programme
    script = document(PROGRAMME.replace("people: []\n", PLAY)).document
    for scene in scenes(script, timetable_of(session, programme.id)):
        scene.enact(session, programme, scene.at)


def test_the_plays_life_is_played_and_not_again(competition: Competition) -> None:
    play(competition)
    first = kept(competition)
    play(competition)

    assert kept(competition) == first
    assert first == {
        "programme_event": 2,
        "participation": 2,
        "headcount": 1,
        "feedback": 2,
        "consultation": 2,
        "media_mention": 3,
    }


def test_all_that_is_played_says_that_it_is_a_sample(competition: Competition) -> None:
    play(competition)

    models: tuple[Any, ...] = (ProgrammeEvent, Feedback, Consultation, MediaMention)
    for model in models:
        assert set(competition.session.scalars(select(model.is_sample))) == {True}


def test_what_was_cancelled_in_the_play_does_not_count(competition: Competition) -> None:
    play(competition)

    states = select(ProgrammeEvent.code, ProgrammeEvent.state, ProgrammeEvent.reason)
    assert {tuple(row) for row in competition.session.execute(states)} == {
        ("seminar", "held", None),
        ("table", "cancelled", "Карантин"),
    }
    assert count(competition.session, competition.programme.id, "events_held") == 1
