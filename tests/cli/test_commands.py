"""The command line as people and scripts use it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from config.settings import settings
from models import database
from models.database import transaction
from tests import make
from tests.cli.conftest import plain
from tests.make import ROOT

BERDSK = str(ROOT / "programmes" / "berdsk-2016.yaml")
LEADER = "leader@example.org"


@pytest.fixture
def vmeste(configured: str) -> Callable[..., Result]:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    return run


@pytest.fixture
def kept(configured: str) -> None:
    """A competition with a proposal and an initiative whose way is over."""
    with transaction() as session:
        competition = make.competition(session)
        competition.initiative("1-01", title="Площадка")
        competition.at("completed", "1-02", title="Сквер")


def test_check_finds_the_shipped_programme_in_order(vmeste: Callable[..., Result]) -> None:
    result = vmeste("programme", "check", BERDSK, "--json")

    assert result.exit_code == 0
    assert json.loads(result.output)["lifecycles"].keys() == {
        "initiative",
        "enrolment",
        "monitoring_round",
        "council",
        "review",
        "meeting",
        "agenda_item",
        "fund",
        "tranche",
        "expense",
        "change_request",
        "consent",
    }


def test_check_names_file_line_and_field(vmeste: Callable[..., Result], tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(make.PROGRAMME.replace("fund_target: 700 000", "fund_target: -1"))

    result = vmeste("programme", "check", str(broken))

    assert result.exit_code == 2
    assert "broken.yaml, line 9, fund_target: an amount cannot be below zero" in plain(result)


def test_check_of_what_is_no_text_says_so(vmeste: Callable[..., Result], tmp_path: Path) -> None:
    binary = tmp_path / "picture.yaml"
    binary.write_bytes(b"programme: x\n\xff\xfe")

    result = vmeste("programme", "check", str(binary))

    assert (result.exit_code, "line 2: not UTF-8" in plain(result)) == (2, True)


def test_check_of_a_missing_file_says_so(vmeste: Callable[..., Result]) -> None:
    result = vmeste("programme", "check", "nowhere.yaml")

    assert result.exit_code == 2
    assert "nowhere.yaml: cannot be read (No such file or directory)" in plain(result)


def test_load_then_show(vmeste: Callable[..., Result]) -> None:
    assert vmeste("programme", "load", BERDSK).exit_code == 0
    assert vmeste("programme", "load", BERDSK).exit_code == 0

    shown = json.loads(vmeste("programme", "show", "--json").output)
    assert shown["districts"][0]["problems"] == 8
    assert shown["money"]["target"] == {"minor": 700_000_00, "currency": "RUB"}


def test_a_broken_file_loads_nothing(vmeste: Callable[..., Result], tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(make.PROGRAMME + "colour: red\n")

    assert vmeste("programme", "load", str(broken)).exit_code == 2
    assert vmeste("programme", "show").exit_code == 1


def test_list_filters_by_district_and_state(vmeste: Callable[..., Result], kept: None) -> None:
    def codes(*options: str) -> list[str]:
        listed = json.loads(vmeste("initiative", "list", "--json", *options).output)
        return [line["code"] for line in listed]

    assert codes() == ["1-01", "1-02"]
    assert codes("--state", "completed") == ["1-02"]
    assert codes("--district", "2") == []


def test_show_says_what_is_due(vmeste: Callable[..., Result], kept: None) -> None:
    shown = plain(vmeste("initiative", "show", "1-01"))

    assert "1-01 Площадка Proposal · District 1" in shown
    assert "Due: 30.04.2026 18:00" in shown


def test_actions_say_what_is_possible_and_why_not(
    vmeste: Callable[..., Result], kept: None, russian: None
) -> None:
    shown = plain(vmeste("initiative", "actions", "1-01", "--as", "expert@example.org"))

    assert "✗ submit — Подать заявку" in shown
    assert "Это может сделать только лидер инициативной группы." in shown


def test_actions_of_a_finished_initiative_are_none(
    vmeste: Callable[..., Result], kept: None
) -> None:
    shown = plain(vmeste("initiative", "actions", "1-02", "--as", LEADER))

    assert shown == "“Completed”: its way is over, nothing more can be done."


def test_advance_moves_and_a_repeat_with_the_key_does_not(
    vmeste: Callable[..., Result], kept: None
) -> None:
    submit = ("initiative", "advance", "1-01", "submit", "--as", LEADER, "--key", "k", "--json")

    first, again = vmeste(*submit), vmeste(*submit)

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert json.loads(first.output)["to_state"] == "expert_review"
    assert json.loads(again.output)["repeated"] is True
    history = json.loads(vmeste("history", "show", "1-01", "--json").output)
    assert [entry["action"] for entry in history] == ["propose", "submit"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["1-01", "submit", "--as", "expert@example.org"], 1, "Only the leader of the group"),
        (["1-01", "approve", "--as", LEADER], 1, "“approve” is not possible"),
        (["1-01", "submit", "--as", "ghost@example.org"], 1, "Nobody here has the address"),
        (["9-99", "submit", "--as", LEADER], 1, "There is no initiative 9-99"),
        (["1-01", "submit", "--as", LEADER, "--version", "7"], 1, "you saw version 7, it is now 1"),
        (["1-01", "submit", "--as", LEADER, "--fact", "colour"], 2, "write --fact NAME=VALUE"),
        (["1-01", "submit", "--as", LEADER, "--fact", "a=b"], 1, "This action takes no “a”"),
        (["1-01", "withdraw", "--as", LEADER], 1, "Give the reason"),
        (["1-01", "submit"], 2, "Missing option '--as'"),
    ],
)
def test_advance_refuses_in_words(
    vmeste: Callable[..., Result], kept: None, arguments: list[str], code: int, words: str
) -> None:
    result = vmeste("initiative", "advance", *arguments)

    assert result.exit_code == code
    assert words in plain(result)
    assert len(json.loads(vmeste("history", "show", "1-01", "--json").output)) == 1


def test_history_shows_who_did_what(vmeste: Callable[..., Result], kept: None) -> None:
    shown = plain(vmeste("history", "show", "1-02"))

    assert "02.03.2026 19:00" in shown
    assert "Treasurer" in shown
    assert "follows from agenda_item/" in shown


@pytest.mark.parametrize(
    ("reference", "entries"), [("enrolment/1", 3), ("monitoring_round/baseline", 1)]
)
def test_history_of_other_kinds_is_shown(
    vmeste: Callable[..., Result], kept: None, reference: str, entries: int
) -> None:
    assert len(json.loads(vmeste("history", "show", reference, "--json").output)) == entries


def test_history_of_an_unknown_kind_is_refused(vmeste: Callable[..., Result], kept: None) -> None:
    result = vmeste("history", "show", "budget/1")

    assert (result.exit_code, "“budget” has no history" in plain(result)) == (2, True)


def test_verify_tells_a_script_by_its_exit_code(vmeste: Callable[..., Result], kept: None) -> None:
    result = vmeste("history", "verify", "--json")
    assert (result.exit_code, json.loads(result.output)["sound"]) == (0, True)

    with transaction() as session:
        session.connection().exec_driver_sql("update subject set state = 'rejected' where id = 4")
    result = vmeste("history", "verify")
    assert result.exit_code == 1
    assert "does not stand where its history ends" in plain(result)


def test_diagram_is_mermaid_in_the_language_asked_for(
    vmeste: Callable[..., Result], kept: None, russian: None
) -> None:
    printed = vmeste("lifecycle", "diagram", "enrolment").output

    assert printed.startswith("stateDiagram-v2\n")
    assert "[*] --> applied: Подать заявку от округа" in printed


def test_an_empty_database_is_a_sentence_not_a_traceback(
    vmeste: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "database_url", f"sqlite:///{tmp_path}/empty.db")
    database.engine.cache_clear()
    database._sessions.cache_clear()

    result = vmeste("programme", "show")

    assert result.exit_code == 3
    assert "“vmeste db upgrade” brings it forward" in plain(result)
