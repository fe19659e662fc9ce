"""`vmeste access`."""

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Clock, Prepared, Vmeste, by
from tests.make import ZONE


@pytest.fixture
def looked(vmeste: Vmeste, prepared: Prepared) -> None:
    """The coordinator and somebody else looked at an initiative, the chair at another."""
    with prepared() as competition:
        competition.initiative()
        competition.initiative("1-02", title="Сквер", leader=competition.people["curator"])
    vmeste.said("initiative", "show", "1-01", *by("coordinator"))
    vmeste.said("history", "show", "1-01")
    vmeste.said("initiative", "show", "1-02", *by("chair"))
    vmeste.said("letters", "list", "--to", "leader@example.org", *by("chair"))


def listed(vmeste: Vmeste, *asked: str) -> list[tuple[str, str | None]]:
    """What was looked at, and of what or whom."""
    found = vmeste.told("access", "list", *asked)
    return [(line["what"]["en"], line["subject"] or line["person"]) for line in found]


OURS = ("initiative and its group", "initiative/1-01")
HISTORY = ("history", "initiative/1-01")
OTHERS = ("initiative and its group", "initiative/1-02")
LETTERS = ("letters", "Leader")
LOOKED_UP = ("who read of whom", "initiative/1-01")


def test_all_that_was_looked_at_is_listed(vmeste: Vmeste, looked: None) -> None:
    assert listed(vmeste) == [OURS, HISTORY, OTHERS, LETTERS]


def test_it_is_listed_by_subject_person_and_viewer(vmeste: Vmeste, looked: None) -> None:
    assert listed(vmeste, "--subject", "1-01") == [OURS, HISTORY]
    of_leader = listed(vmeste, "--person", "leader@example.org")
    assert of_leader == [OURS, HISTORY, LETTERS, LOOKED_UP]
    assert listed(vmeste, "--viewer", "chair@example.org") == [OTHERS, LETTERS]


def test_looking_at_the_list_is_in_it_the_next_time(vmeste: Vmeste, looked: None) -> None:
    listed(vmeste, "--subject", "1-01", *by("coordinator"))

    assert listed(vmeste, "--subject", "1-01")[-1] == LOOKED_UP


def test_days_are_those_where_the_programme_is(vmeste: Vmeste, looked: None, now: Clock) -> None:
    day = now.at.astimezone(ZONE).date().isoformat()

    assert len(listed(vmeste, "--since", day, "--until", day)) == 4
    assert listed(vmeste, "--since", "2026-03-03") == []
    assert listed(vmeste, "--until", "2026-03-01") == []


def test_list_says_who_did_not_say_who_they_are(
    vmeste: Vmeste, looked: None, russian: None, tmp_path: Path
) -> None:
    shown = vmeste.said("access", "list", "--subject", "1-01")
    file = tmp_path / "access.csv"
    vmeste.said("access", "list", "--csv", str(file))

    assert "Coordinator инициатива и её" in shown
    assert "не назвался" in shown
    titles, first, *_ = csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert titles == [
        *("Когда", "Кто", "Адрес смотревшего", "Что", "О чём", "О ком", "Адрес того, о ком")
    ]
    assert first[2:5] == ["coordinator@example.org", "инициатива и её группа", "initiative/1-01"]


def test_subject_and_person_at_once_are_refused(vmeste: Vmeste, looked: None) -> None:
    said = vmeste.failed(2, "access", "list", "--subject", "1-01", "--person", "x@example.org")

    assert "either --subject or --person" in said


def test_nothing_looked_at_is_said(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared():
        pass

    assert vmeste.said("access", "list") == "Nobody was shown anything here."
