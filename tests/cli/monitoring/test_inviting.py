"""`vmeste monitoring invite`, `slips`, `answers`."""

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Vmeste, by
from tests.cli.monitoring.conftest import Played
from workflow.monitoring.rounds.answers.paper import LINK

INVITE = ("monitoring", "invite", "baseline", "residents", *by("coordinator"))
SLIPS = ("monitoring", "slips", "baseline", "residents")
ANSWERS = ("monitoring", "answers")


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    file = tmp_path / "contacts.csv"
    file.write_text(
        "name,email,district\nИрина,irina@example.org,1\nLeader,leader@example.org,\n",
        encoding="utf-8",
    )
    return file


def invited(vmeste: Vmeste) -> int:
    return int(vmeste.told("monitoring", "rounds")[0]["invited"])


def test_an_invitation_is_a_preview_first(vmeste: Vmeste, played: Played, contacts: Path) -> None:
    played("planned")

    said = vmeste.said(*INVITE, "--file", str(contacts))

    assert "Ирина irina@example.org Округ 1 new" in said.replace("District 1", "Округ 1")
    assert "leader@example.org — known here" in said
    assert "nobody is invited yet" in said
    assert invited(vmeste) == 30


def test_what_was_previewed_is_carried_out_once(
    vmeste: Vmeste, played: Played, contacts: Path
) -> None:
    played("planned")
    carry_out = (*INVITE, "--file", str(contacts))
    plan = vmeste.said(*carry_out).rpartition("--plan ")[2].split()[0]

    assert vmeste.said(*carry_out, "--plan", plan) == "baseline: newly invited — 2."
    assert vmeste.said(*carry_out, "--plan", plan) == "baseline: newly invited — 0."
    assert invited(vmeste) == 32


def test_a_changed_file_is_not_carried_out(vmeste: Vmeste, played: Played, contacts: Path) -> None:
    played("planned")
    plan = vmeste.said(*INVITE, "--file", str(contacts)).rpartition("--plan ")[2].split()[0]
    contacts.write_text("name,email\nЧужой,other@example.org\n", encoding="utf-8")

    said = vmeste.refused(*INVITE, "--file", str(contacts), "--plan", plan)

    assert "look at its preview again" in said
    assert invited(vmeste) == 30


def test_mistakes_among_contacts_are_told_with_their_lines(
    vmeste: Vmeste, played: Played, contacts: Path
) -> None:
    played("planned")
    contacts.write_text("name,email,district\nИрина,irina,9\n", encoding="utf-8")

    said = vmeste.failed(2, *INVITE, "--file", str(contacts))

    assert "line 2, district: there is no district 9" in said
    assert "line 2, email" in said


def test_only_a_coordinator_looks_up_addresses(
    vmeste: Vmeste, played: Played, contacts: Path
) -> None:
    played("planned")

    vmeste.refused(*INVITE[:4], *by("leader"), "--file", str(contacts))


def test_slips_are_written_with_their_links(vmeste: Vmeste, played: Played, tmp_path: Path) -> None:
    played("planned")
    out = tmp_path / "slips.csv"
    made = ("--count", "5", "--district", "2", "--out", str(out))

    assert vmeste.said(*SLIPS, *made, *by("coordinator")).endswith("35 slips.")
    titles, *lines = csv.reader(out.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert titles == ["Slip", "District", "Link"]
    assert sum(line[1] == "Округ 2" or line[1] == "District 2" for line in lines) == 5
    assert len({line[0] for line in lines}) == len({line[2] for line in lines}) == 35
    assert lines[0][2].startswith("http://127.0.0.1:8000/answer/")


def test_slips_are_not_made_by_nobody(vmeste: Vmeste, played: Played, tmp_path: Path) -> None:
    played("planned")

    said = vmeste.failed(2, *SLIPS, "--count", "5", "--out", str(tmp_path / "slips.csv"))

    assert "Say who makes them" in said


def test_a_sheet_of_paper_is_typed_in(vmeste: Vmeste, played: Played) -> None:
    played("open")
    sheet = (*ANSWERS, "paper", "baseline", "residents", "SLIP-29", "link=good", "times=2")

    assert vmeste.said(*sheet, *by("coordinator")) == "Kept: 1."
    assert "was used already" in vmeste.failed(2, *sheet, *by("coordinator"))


def test_a_table_of_answers_is_kept_whole_or_not_at_all(
    vmeste: Vmeste, played: Played, tmp_path: Path
) -> None:
    played("open")
    file = tmp_path / "answers.csv"
    vmeste.said(*ANSWERS, "form", "baseline", "residents", str(file))
    assert file.read_text() == f"{LINK},link,times,words\n"
    bring_in = (*ANSWERS, "import", "baseline", "residents", str(file), *by("coordinator"))

    file.write_text(f"{LINK},times\nSLIP-28,4\n", encoding="utf-8")
    said = vmeste.failed(2, *bring_in)

    assert "line 2, link: This question needs an answer." in said
    assert vmeste.told("monitoring", "progress", "baseline")["questionnaires"][0]["answered"] == 24


@pytest.mark.parametrize("answer", ["link", "times=2 times=3"])
def test_answers_that_are_not_written_as_they_should_be_are_refused(
    vmeste: Vmeste, played: Played, answer: str
) -> None:
    played("open")
    sheet = (*ANSWERS, "paper", "baseline", "residents", "SLIP-29", *answer.split())

    assert "Write each answer once" in vmeste.failed(2, *sheet, *by("coordinator"))
