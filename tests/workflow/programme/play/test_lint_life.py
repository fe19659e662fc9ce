"""What is wrong with a play's events and publications is said before it is played."""

import pytest

from tests import make
from tests.make import PROGRAMME
from tests.workflow.programme.complaints import complaints

PLAY = """\
people:
  - {code: ivan, name: Иван, email: ivan@example.org, sample: true}
  - {code: anna, name: Анна, email: anna@example.org, sample: true}
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
      participants: [ivan, anna]
      unnamed: {residents: 1}
      feedback:
        - {usefulness: 5, recommends: true, positive: true}
    - code: table
      kind: round_table
      title: Круглый стол
      on: 2026-03-20
      place: Школа
      cancelled: {on: 2026-03-19, reason: Карантин}
  initiatives:
    - code: 1-01
      district: "1"
      title: Площадка
      summary: Двор
      leader: ivan
      group: [ivan]
      requested: 1000
      consultations:
        - {on: 2026-03-02, topic: Смета, minutes: 30, by: anna}
        - {on: 2026-03-02, topic: Отчёт, minutes: 30, by: anna}
      way:
        - {on: 2026-03-02, do: propose}
  media:
    - on: 2026-03-20
      kind: site
      outlet: Портал
      title: Семинар прошёл
      url: https://example.org/1
      event: seminar
"""
MENTION = PLAY[PLAY.index("    - on: 2026-03-20\n      kind: site") :]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("code: table", "code: seminar", "84, play.events.1.code: seminar is there already; each"),
        (
            'district: "1"\n      on',
            'district: "9"\n      on',
            "76, play.events.0.district: there is",
        ),
        ("until: 2026-03-11", "until: 2026-03-09", "78, play.events.0.until: it ends before it"),
        ("on: 2026-03-10", "on: 2026-02-10", "77, play.events.0.on: it lies outside the programme"),
        ("until: 2026-03-11", "until: 2027-03-11", "78, play.events.0.until: it lies outside the"),
        ("[ivan, anna]", "[ivan, ghost]", "80, play.events.0.participants.1: there is no person"),
        ("[ivan, anna]", "[ivan, ivan]", "80, play.events.0.participants: somebody is named twice"),
        (
            "participants: [ivan, anna]\n      unnamed: {residents: 1}\n",
            "\n\n",
            "82, play.events.0.feedback: more forms than the 0 people who were there",
        ),
        (
            "place: Школа\n      cancelled",
            "place: Школа\n      unnamed: {media: 1}\n      cancelled",
            "84, play.events.1: it is cancelled: nobody was there",
        ),
        (
            "{on: 2026-03-19,",
            "{on: 2025-03-19,",
            "89, play.events.1.cancelled.on: it lies outside the programme's own days",
        ),
        ("{residents: 1}", "{ghosts: 1}", "81, play.events.0.unnamed.ghosts: input should be"),
        ("{usefulness: 5", "{usefulness: 6", "83, play.events.0.feedback.0.usefulness: input"),
        (
            "topic: Смета, minutes: 30, by: anna",
            "topic: Смета, minutes: 30, by: ghost",
            "99, play.initiatives.0.consultations.0.by: there is no person ghost",
        ),
        (
            "topic: Смета, minutes: 30, by: anna",
            "topic: Смета, minutes: 30, by: ivan",
            "99, play.initiatives.0.consultations.0.by: nobody advises themselves",
        ),
        (
            "topic: Смета, minutes: 30",
            "topic: Смета, minutes: 0",
            "99, play.initiatives.0.consultations.0.minutes: input should be greater",
        ),
        ("topic: Отчёт", "topic: Смета", "100, play.initiatives.0.consultations.1: it is there"),
        (
            "{on: 2026-03-02, topic: Смета",
            "{on: 2027-03-02, topic: Смета",
            "99, play.initiatives.0.consultations.0.on: it lies outside the programme's own days",
        ),
        ("event: seminar", "event: feast", "109, play.media.0.event: there is no event feast"),
        (
            "event: seminar",
            "initiative: 9-99",
            "109, play.media.0.initiative: there is no initiative 9-99",
        ),
        (
            "event: seminar",
            "event: seminar\n      initiative: 1-01",
            "104, play.media.0: it is about an initiative or about an event, not about both",
        ),
        (
            "- on: 2026-03-20\n      kind: site",
            "- on: 2026-02-20\n      kind: site",
            "104, play.media.0.on: it is before the programme begins",
        ),
        (MENTION, MENTION * 2, "114, play.media.1.url: https://example.org/1 is there"),
    ],
)
def test_lint_says_what_is_wrong_with_the_plays_life(old: str, new: str, line: str) -> None:
    assert old in PLAY

    (said,) = complaints("people: []\n", PLAY.replace(old, new, 1))

    assert said.startswith(f"small.yaml, line {line}")


def test_lint_finds_the_plays_life_in_order() -> None:
    assert make.document(PROGRAMME.replace("people: []\n", PLAY)).document.play is not None
