"""`vmeste history checkpoints`, `prove`, `consistency` and `verify --against`."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

import vmeste_verify
from tests import make
from tests.cli.conftest import Prepared, Vmeste
from workflow.history.checkpoints.taking import take_checkpoint


@pytest.fixture
def kept(prepared: Prepared) -> None:
    """Two checkpoints, between which an initiative was begun."""
    with prepared() as competition:
        competition.initiative("1-01")
        take_checkpoint(competition.session, now=make.NOON)
        competition.initiative("1-02")
        take_checkpoint(competition.session, now=make.NOON + timedelta(days=1))


def test_checkpoints_are_listed_and_written(vmeste: Vmeste, kept: None, tmp_path: Path) -> None:
    first, second = vmeste.told("history", "checkpoints")
    shown = vmeste.said("history", "checkpoints")
    file = tmp_path / "checkpoints.json"
    said = vmeste.said("history", "checkpoints", "--write", str(file))

    assert shown.index(second["root"]) < shown.index(first["root"])
    assert f"2 checkpoints written to {file}." in said
    assert json.loads(file.read_text()) == [first, second]


def test_histories_are_held_to_what_was_written_before(
    vmeste: Vmeste, kept: None, tmp_path: Path
) -> None:
    file = tmp_path / "checkpoints.json"
    vmeste.said("history", "checkpoints", "--write", str(file))
    assert "every one in its place; checkpoints: 2." in vmeste.said(
        "history", "verify", "--against", str(file)
    )

    known = json.loads(file.read_text())
    known[0]["root"] = "0" * 64
    file.write_text(json.dumps(known))

    said = vmeste.refused("history", "verify", "--against", str(file))
    assert said == (
        "checkpoint 1: another root was published: what it commits to was rewritten since"
    )
    told = json.loads(vmeste("history", "verify", "--root", f"9:{'0' * 64}", "--json").output)
    assert (told["sound"], told["faults"][0]["subject"]) == (False, "checkpoint 9")


def test_what_is_no_root_and_no_list_is_refused(vmeste: Vmeste, kept: None, tmp_path: Path) -> None:
    file = tmp_path / "checkpoints.json"
    file.write_text('[{"number": "1"}]')

    assert "64 signs" in vmeste.failed(2, "history", "verify", "--root", "1:abc")
    assert "is no list of checkpoints" in vmeste.failed(
        2, "history", "verify", "--against", str(file)
    )
    assert "cannot be read" in vmeste.failed(
        2, "history", "verify", "--against", str(tmp_path / "none.json")
    )


def test_a_proof_is_written_and_holds(vmeste: Vmeste, kept: None, tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    said = vmeste.said("history", "prove", "1-01", "-o", str(file))
    root = vmeste.told("history", "checkpoints")[-1]["root"]

    assert said.startswith("1 entries proved by checkpoint 2.")
    assert said.endswith(f"python vmeste_verify.py {file} {root}")
    assert vmeste_verify.check(file.read_text(encoding="utf-8"), root)["subject"] == (
        "initiative/1-01"
    )


def test_what_cannot_be_proved_is_refused(vmeste: Vmeste, kept: None) -> None:
    assert "Checkpoint 1 was taken before initiative/1-02 had a history" in vmeste.refused(
        "history", "prove", "1-02", "--checkpoint", "1"
    )
    assert "There is no checkpoint 7" in vmeste.refused("history", "consistency", "1", "7")


def test_without_checkpoints_it_is_said_where_they_come_from(
    vmeste: Vmeste, prepared: Prepared
) -> None:
    with prepared() as competition:
        competition.initiative("1-01")

    assert "“checkpoint-histories” takes one a day" in vmeste.said("history", "checkpoints")
    assert "No checkpoint was taken yet" in vmeste.refused("history", "prove", "1-01")


def test_consistency_is_printed(vmeste: Vmeste, kept: None) -> None:
    told = json.loads(vmeste("history", "consistency", "1", "2").output)

    assert (told["old"]["number"], told["new"]["number"]) == (1, 2)
    assert told["path"]


def test_a_fault_is_said_in_russian(vmeste: Vmeste, kept: None, russian: None) -> None:
    said = vmeste.refused("history", "verify", "--root", f"1:{'0' * 64}")

    assert said == (
        "checkpoint 1: опубликован другой корень: с тех пор переписано то, что он охватывает"
    )
