"""`vmeste deadline`."""

from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from config.secret import secret
from config.settings import settings
from papers.calendar.address import Feed, read_feed_token
from tests import make
from tests.cli.conftest import Clock, Prepared, Vmeste, by

EXTEND = ("deadline", "extend", "1-01", "submission", "--reason", "Праздники")


@pytest.fixture
def waiting(prepared: Prepared) -> make.Competition:
    """A proposal, and another with two reviews asked for."""
    with prepared() as competition:
        competition.initiative("1-01", title="Площадка у пруда")
        competition.reviews(competition.at("expert_review", "1-02", title="Сквер"))
    return competition


def test_the_list_says_for_whom_and_what_happens_otherwise(
    vmeste: Vmeste, waiting: make.Competition
) -> None:
    (line,) = vmeste.told("deadline", "list", "--person", "leader@example.org")

    assert line == {
        "reference": "initiative/1-01",
        "name": "submission",
        "due_at": "2026-04-30T18:00:00+07:00",
        "about": {
            "ru": "Инициатива 1-01 · Площадка у пруда",
            "en": "Initiative 1-01 · Площадка у пруда",
        },
        "awaited": {"ru": "Подать заявку", "en": "Submit the proposal"},
        "state": {"ru": "Заявка", "en": "Proposal"},
        "late": False,
        "paused": False,
        "refused": False,
        "people": [{"name": "Leader", "email": "leader@example.org"}],
        "steps": [
            {
                "title": {"ru": "Снять по сроку", "en": "Lapse"},
                "to_state": {"ru": "Отозвана", "en": "Withdrawn"},
                "at": "2026-04-30T18:00:00+07:00",
            }
        ],
    }


def test_the_list_is_read_in_both_languages(
    vmeste: Vmeste, waiting: make.Competition, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("deadline", "list", "--person", "leader@example.org")

    assert "30.04.2026 Lapse" in vmeste.said(*asked)
    monkeypatch.setattr(settings(), "language", "ru")
    said = vmeste.said(*asked)
    assert said.startswith("Срок Что Кто отвечает Если ничего не сделать 30.04.2026 18:00 Подать")


@pytest.mark.parametrize(
    ("options", "references"),
    [
        ((), ["review/1-02.1", "review/1-02.2", "initiative/1-02", "initiative/1-01"]),
        (("--days", "20"), ["review/1-02.1", "review/1-02.2"]),
        (("--late",), []),
        (("--district", "2"), []),
        (("--person", "coordinator@example.org"), ["initiative/1-02"]),
        (("--programme", "small", "--days", "0"), []),
    ],
)
def test_the_list_can_be_narrowed(
    vmeste: Vmeste, waiting: make.Competition, options: tuple[str, ...], references: list[str]
) -> None:
    found = [line["reference"] for line in vmeste.told("deadline", "list", *options)]

    assert [each for each in found if not each.startswith("monitoring")] == references


def test_what_is_late_is_listed_as_such(
    vmeste: Vmeste, waiting: make.Competition, now: Clock
) -> None:
    now.at = now.at.replace(month=4, day=1)

    late = vmeste.told("deadline", "list", "--late")

    assert [line["reference"] for line in late] == [
        "review/1-02.1",
        "review/1-02.2",
        "initiative/1-02",
    ]
    assert "late" in vmeste.said("deadline", "list", "--late")


def test_nothing_due_is_said(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared():
        pass

    assert vmeste.said("deadline", "list", "--late") == "Nothing is due."
    assert vmeste.told("deadline", "list", "--late") == []


def test_the_list_goes_to_a_workbook(
    vmeste: Vmeste, waiting: make.Competition, tmp_path: Path
) -> None:
    file = tmp_path / "deadlines.xlsx"

    vmeste.said("deadline", "list", "--person", "leader@example.org", "--xlsx", str(file))

    titles, line = load_workbook(file).active.iter_rows(values_only=True)
    told = dict(zip(titles, line, strict=True))
    assert (told["Reference"], told["Deadline"], told["For whom"]) == (
        "initiative/1-01",
        "submission",
        "Leader",
    )
    assert told["If nothing is done"] == "30.04.2026 Lapse → Withdrawn"


def test_the_preview_says_what_the_clock_will_do(vmeste: Vmeste, waiting: make.Competition) -> None:
    def lapses(days: str) -> list[tuple[str, str, list[str]]]:
        return [
            (line["at"], line["action"], [person["name"] for person in line["people"]])
            for line in vmeste.told("deadline", "preview", "--days", days)
            if line["reference"] == "initiative/1-01"
        ]

    assert lapses("14") == []
    assert lapses("60") == [
        ("2026-04-23T09:00:00+07:00", "remind", ["Leader"]),
        ("2026-04-29T09:00:00+07:00", "remind", ["Leader"]),
        ("2026-04-30T18:00:00+07:00", "lapse", ["Coordinator", "Leader"]),
    ]
    assert "Lapse → Withdrawn" in vmeste.said("deadline", "preview", "--days", "60")


def test_a_preview_of_nothing_is_said(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared():
        pass

    assert vmeste.said("deadline", "preview", "--days", "1") == (
        "Nothing happens by itself up to 03.03.2026."
    )


def test_a_coordinator_gives_more_time(vmeste: Vmeste, waiting: make.Competition) -> None:
    done = (*EXTEND, "--until", "2026-05-15", *by("coordinator"), "--key", "k")

    assert (
        vmeste.said(*done)
        == vmeste.said(*done)
        == ("1-01: submission is now due 15.05.2026 18:00.")
    )
    (line,) = vmeste.told("deadline", "list", "--person", "leader@example.org")
    assert line["due_at"] == "2026-05-15T18:00:00+07:00"


def test_more_time_is_given_for_reviews_and_parts_too(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        competition.reviews(competition.at("expert_review", "1-02"))
        competition.expense(competition.at("implementation", "1-03"), 1_00)
    more = ("--until", "2026-05-15", "--reason", "Праздники", *by("coordinator"))

    for reference, name in (("review/1-02.1", "review"), ("expense/1-03.e1", "check")):
        said = vmeste.said("deadline", "extend", reference, name, *more)
        assert said == f"{reference}: {name} is now due 15.05.2026 18:00."


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((*EXTEND, "--until", "2026-05-15", *by("leader")), 1, "Only the coordinator"),
        ((*EXTEND, "--until", "2026-04-30", *by("coordinator")), 1, "Give a day after 30.04.2026"),
        ((*EXTEND, "--until", "May", *by("coordinator")), 2, "write a day like"),
        (
            (*EXTEND[:3], "report", *EXTEND[4:], "--until", "2026-05-15", *by("coordinator")),
            1,
            "Say which deadline: submission.",
        ),
    ],
)
def test_more_time_is_refused_in_words(
    vmeste: Vmeste,
    waiting: make.Competition,
    arguments: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    assert words in vmeste.failed(code, *arguments)


def test_a_calendar_is_written_to_a_file(
    vmeste: Vmeste, waiting: make.Competition, tmp_path: Path
) -> None:
    file = tmp_path / "own.ics"

    said = vmeste.said("deadline", "calendar", "--person", "leader@example.org", "--out", str(file))

    assert said.replace(" ", "") == f"{file}iswritten."
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Подать заявку: Инициатива 1-01 · Площадка у пруда"


def test_the_programmes_calendar_is_in_the_commands_language(
    vmeste: Vmeste, waiting: make.Competition, tmp_path: Path
) -> None:
    file = tmp_path / "all.ics"
    vmeste.said("deadline", "calendar", "--out", str(file))

    found = Calendar.from_ical(file.read_bytes())

    assert str(found["name"]) == "Small programme: deadlines and events"


@pytest.mark.parametrize(
    ("web_url", "begins"),
    [
        ("", "http://127.0.0.1:8000/calendar/"),
        ("https://a.example/b/", "https://a.example/b/calendar/"),
    ],
)
def test_a_feed_has_a_secret_address(
    vmeste: Vmeste,
    waiting: make.Competition,
    monkeypatch: pytest.MonkeyPatch,
    web_url: str,
    begins: str,
) -> None:
    monkeypatch.setattr(settings(), "web_url", web_url.rstrip("/"))

    def read(*arguments: str) -> Feed | None:
        address = vmeste.said("deadline", "feed", *arguments)
        assert address.startswith(begins)
        token = address.removeprefix(begins).removesuffix(".ics")
        return read_feed_token(token, secret())

    leader = waiting.people["leader"].id
    assert read("--person", "leader@example.org") == Feed("person", leader)
    assert read() == Feed("programme", waiting.programme.id, "en")
