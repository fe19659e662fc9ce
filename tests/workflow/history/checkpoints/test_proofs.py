"""Proofs that leave the database, and the script that checks them without it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

import vmeste_verify
from models import EntryText, Initiative
from tests.make import ROOT
from tests.workflow.history.forging import initiative
from workflow.errors import Refusal
from workflow.history.chain import canonical_json
from workflow.history.checkpoints.merkle import is_consistent
from workflow.history.checkpoints.proofs import find_checkpoint, prove, prove_consistency

Proof = dict[str, Any]
SCRIPT = ROOT / "vmeste_verify.py"
GENESIS = "0" * 64


@pytest.fixture
def proof(checkpointed: Session) -> Proof:
    return prove(checkpointed, initiative(checkpointed))


@pytest.fixture
def told(checkpointed: Session) -> Proof:
    """Of a history in which somebody wrote something, with it."""
    asked = select(Initiative).join(EntryText, EntryText.subject_id == Initiative.id).limit(1)
    return prove(checkpointed, checkpointed.scalars(asked).one(), with_texts=True)


def written(proof: Proof) -> str:
    return json.dumps(proof, ensure_ascii=False, indent=2) + "\n"


def sealed(proof: Proof) -> Proof:
    """As somebody forges it who knows how the file is sealed."""
    kept = {name: value for name, value in proof.items() if name != "sha256"}
    return kept | {"sha256": sha256(canonical_json(kept).encode()).hexdigest()}


def run(path: Path, *known: str, language: str = "C") -> subprocess.CompletedProcess[str]:
    """The script with nothing but the standard library."""
    environment = {**os.environ, "LC_ALL": "", "LANG": language, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", str(SCRIPT), str(path), *known],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )


@pytest.fixture
def file(tmp_path: Path) -> Callable[[Proof | str], Path]:
    def write(proof: Proof | str) -> Path:
        path = tmp_path / "proof.json"
        path.write_text(proof if isinstance(proof, str) else written(proof), encoding="utf-8")
        return path

    return write


def refused(proof: Proof | str, root: str) -> bool:
    try:
        vmeste_verify.check(proof if isinstance(proof, str) else written(proof), root)
    except Exception:
        return True
    return False


def root_of(proof: Proof) -> str:
    root: str = proof["checkpoint"]["root"]
    return root


def test_the_script_is_short_and_needs_only_the_standard_library() -> None:
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    imported = [line.split()[1] for line in lines if line.startswith(("import ", "from "))]

    assert len(lines) < 100
    assert set(imported) <= sys.stdlib_module_names


def test_a_proof_is_accepted_with_the_root_that_was_published(
    proof: Proof, file: Callable[[Proof], Path]
) -> None:
    done = run(file(proof), root_of(proof))

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "   1  2026-03-02T12:00:00.000000Z  propose: new → proposal"
    assert len(lines) == len(proof["entries"]) + 3
    assert lines[-3:] == [
        "initiative/1-01: 11 entries as in checkpoint 2",
        root_of(proof),
        "It is the root you gave.",
    ]


def test_without_a_root_it_says_how_little_that_shows(
    proof: Proof, file: Callable[[Proof], Path]
) -> None:
    done = run(file(proof))

    assert done.returncode == 0
    assert "so far the file only agrees with itself" in done.stdout


def test_the_published_list_does_for_a_root(
    proof: Proof, file: Callable[[Proof], Path], tmp_path: Path
) -> None:
    listed = tmp_path / "checkpoints.json"
    listed.write_text(json.dumps([proof["checkpoint"]]))
    assert run(file(proof), str(listed)).returncode == 0

    later = {**proof, "checkpoint": {**proof["checkpoint"], "taken_at": "2030-01-01"}}
    assert run(file(sealed(later)), str(listed)).returncode == 1


def test_it_speaks_russian(proof: Proof, file: Callable[[Proof], Path]) -> None:
    done = run(file(proof), GENESIS, language="ru_RU.UTF-8")

    assert done.returncode == 1
    assert "НЕ ПРИНЯТО" in done.stdout
    assert f"корень у него другой: {root_of(proof)}" in done.stdout


@pytest.mark.parametrize(
    "broken",
    ["", "{}", "[]", "null", "5", '"x"', "{", "[" * 100_000, '{"format": 1}', "\x00", "9" * 5000],
)
def test_a_broken_file_is_refused_without_a_traceback(
    file: Callable[[str], Path], broken: str
) -> None:
    done = run(file(broken), GENESIS)

    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count("\n") == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path / "none.json")

    assert (done.returncode, done.stderr) == (1, "")


def test_another_root_is_refused(proof: Proof, file: Callable[[Proof], Path]) -> None:
    done = run(file(proof), GENESIS)

    assert done.returncode == 1
    assert f"its root is another: {root_of(proof)}" in done.stdout


def test_a_careful_forgery_is_told_by_its_entry(
    proof: Proof, file: Callable[[Proof], Path]
) -> None:
    proof["entries"][2]["facts"] = '{"x":1}'

    assert "entry 3 was changed" in run(file(sealed(proof)), root_of(proof)).stdout


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(data=st.data())
def test_whatever_is_flipped_in_the_file_is_refused(proof: Proof, data: st.DataObject) -> None:
    text = written(proof)
    place = data.draw(st.integers(0, len(text) - 2))
    sign = data.draw(st.characters(codec="utf-8", exclude_characters=text[place]))
    altered = text[:place] + sign + text[place + 1 :]

    assert refused(altered, root_of(proof)) or altered.split() == text.split()


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every value in the file that is not made of others."""
    if isinstance(value, dict):
        return [place for key in value for place in places(value[key], (*at, key))]
    if isinstance(value, list):
        return [place for n, each in enumerate(value) for place in places(each, (*at, n))]
    return [at]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(data=st.data())
def test_whatever_a_careful_forger_changes_of_what_is_proved_is_refused(
    told: Proof, data: st.DataObject
) -> None:
    """All but what the file says of itself: how the subject and the checkpoint are called."""
    proved = [
        at
        for at in places(told)
        if at[0] in ("entries", "leaf", "path") or at == ("checkpoint", "root")
    ]
    *way, last = data.draw(st.sampled_from(proved))
    forged = deepcopy(told)
    part: Any = forged
    for step in way:
        part = part[step]
    another = data.draw(st.none() | st.integers() | st.text() | st.just(GENESIS))
    if another == part[last] and type(another) is type(part[last]):
        return
    part[last] = another

    assert refused(sealed(forged), root_of(told))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_entries_left_out_doubled_or_moved_are_refused(proof: Proof, data: st.DataObject) -> None:
    entries = proof["entries"]
    order = data.draw(st.lists(st.integers(0, len(entries) - 1), max_size=len(entries) + 2))
    if order == list(range(len(entries))):
        return

    assert refused(sealed({**proof, "entries": [entries[n] for n in order]}), root_of(proof))


def test_a_proof_has_no_personal_data_unless_asked_for(checkpointed: Session, told: Proof) -> None:
    texts = [entry["texts"] for entry in told["entries"] if entry["texts"]]
    subject = checkpointed.get_one(Initiative, told["leaf"]["subject_id"])
    words = [text["text"] for each in texts for text in each.values()]
    assert words

    plain = written(prove(checkpointed, subject))
    people = [word for person in (subject.leader, *subject.group) for word in (person.email,)]
    assert [word for word in (*words, *people, subject.title) if word in plain] == []


def test_an_earlier_checkpoint_proves_what_was_then(checkpointed: Session) -> None:
    proof = prove(checkpointed, initiative(checkpointed), 1)

    assert proof["checkpoint"]["number"] == 1
    assert not refused(proof, find_checkpoint(checkpointed, 1).root)
    assert refused(proof, find_checkpoint(checkpointed, 2).root)


@pytest.mark.parametrize(("code", "number", "why"), [("1-03", 1, "not_in"), ("1-01", 9, "no_such")])
def test_what_no_checkpoint_has_is_not_proved(
    checkpointed: Session, code: str, number: int, why: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        prove(checkpointed, initiative(checkpointed, code), number)

    assert refusal.value.blockers[0].code.startswith(why)


def test_a_later_checkpoint_has_all_that_an_earlier_one_has(checkpointed: Session) -> None:
    proof = prove_consistency(checkpointed, 1, 2)

    old, new = proof["old"], proof["new"]
    assert is_consistent(
        old["size"],
        bytes.fromhex(old["root"]),
        new["size"],
        bytes.fromhex(new["root"]),
        [bytes.fromhex(step) for step in proof["path"]],
    )
    with pytest.raises(Refusal):
        prove_consistency(checkpointed, 2, 1)
