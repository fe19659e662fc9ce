"""`vmeste history export`."""

import gzip
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Clock, Prepared, Vmeste, by
from tests.event_logs import REASON, cases
from tests.papers.event_log.checks import ocel_mistakes, xes_mistakes


@pytest.fixture
def begun(prepared: Prepared) -> None:
    with prepared() as competition:
        ours = competition.at("expert_review")
        competition.later(days=2)
        competition.act(ours, "withdraw", "leader", reason=REASON)


@pytest.fixture
def export(vmeste: Vmeste, begun: None) -> Vmeste:
    return vmeste


def test_both_logs_are_written_and_counted(export: Vmeste, tmp_path: Path, now: Clock) -> None:
    xes, ocel = tmp_path / "log.xes", tmp_path / "log.json"

    said = export.said("history", "export", "--xes", str(xes), "--ocel", str(ocel))

    log = json.loads(ocel.read_text(encoding="utf-8"))
    assert xes_mistakes(xes.read_bytes()) == []
    assert ocel_mistakes(log) == []
    assert "log.xes: traces: 1, events: 3." in said
    assert f"log.json: objects: {len(log['objects'])}, events: {len(log['events'])}." in said
    assert "personal data" not in said


def test_it_is_said_in_russian(export: Vmeste, russian: None, tmp_path: Path) -> None:
    xes = tmp_path / "log.xes"

    said = export.said("history", "export", "--xes", str(xes))

    assert "log.xes: трасс — 1, событий — 3." in said
    submitted = cases(xes.read_bytes())["1-01"].of("submit")
    assert submitted["vmeste:title"] == "Подать заявку"


def test_a_packed_log_is_the_same_packed(export: Vmeste, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"k" * 32)
    plain, packed = tmp_path / "log.xes", tmp_path / "log.xes.gz"
    for file in (plain, packed):
        export.said("history", "export", "--xes", str(file), "--pseudonyms", str(key))

    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()


def test_logs_under_one_key_know_each_other_and_others_do_not(
    export: Vmeste, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"k" * 32)

    def leader(*given: str) -> str:
        file = tmp_path / "log.xes"
        export.said("history", "export", "--xes", str(file), *given)
        return str(cases(file.read_bytes())["1-01"].of("submit")["org:resource"])

    keyed = ("--pseudonyms", str(key))
    assert leader(*keyed) == leader(*keyed)
    assert len({leader(), leader(), leader(*keyed)}) == 3


@pytest.mark.parametrize("asked", ["comments", "scores", "money", "hashes"])
def test_what_is_asked_for_comes_with_a_warning(export: Vmeste, tmp_path: Path, asked: str) -> None:
    said = export.said("history", "export", "--xes", str(tmp_path / "a.xes"), f"--with-{asked}")

    assert "personal data" in said


def test_comments_are_there_when_asked_for(export: Vmeste, tmp_path: Path) -> None:
    file = tmp_path / "log.xes"
    export.said("history", "export", "--xes", str(file))
    assert REASON not in file.read_text(encoding="utf-8")

    export.said("history", "export", "--xes", str(file), "--with-comments")

    assert REASON in file.read_text(encoding="utf-8")


def test_a_period_and_a_district_are_asked_for(export: Vmeste, tmp_path: Path) -> None:
    def traces(*given: str) -> str:
        return export.said("history", "export", "--xes", str(tmp_path / "a.xes"), *given)

    assert "traces: 1, events: 2." in traces("--until", "2026-03-03")
    assert "traces: 1, events: 1." in traces("--since", "2026-03-04", "--district", "1")
    assert "traces: 0, events: 0." in traces("--district", "2")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "Say what to write: --xes FILE, --ocel FILE."),
        (["--xes", "a.xml"], ".xes or .xes.gz"),
        (["--ocel", "a.xes"], ".json"),
        (["--xes", "no/such/folder/a.xes"], "not written"),
        (["--xes", "a.xes", "--pseudonyms", "no-such-key"], "cannot be read"),
        (["--xes", "a.xes", "--since", "2026-03-04", "--until", "2026-03-03"], "swap"),
    ],
)
def test_what_cannot_be_is_said(
    export: Vmeste, given: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert said in export.failed(2, "history", "export", *given)
    assert list(tmp_path.glob("*.xes")) == []


def test_a_key_that_is_too_short_is_refused(export: Vmeste, tmp_path: Path) -> None:
    key, file = tmp_path / "key", tmp_path / "a.xes"
    key.write_text("short\n")

    said = export.refused("history", "export", "--xes", str(file), "--pseudonyms", str(key))

    assert "openssl rand -hex 32" in said
    assert not file.exists()


def test_nobody_looks_who_is_not_here(export: Vmeste, tmp_path: Path) -> None:
    file = tmp_path / "a.xes"

    export.refused("history", "export", "--xes", str(file), *by("nobody"))

    assert not file.exists()
    export.said("history", "export", "--xes", str(file), *by("evaluator"))
    assert file.exists()


def test_a_log_that_fails_leaves_the_former_one_and_nothing_else(
    export: Vmeste, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.xes"
    file.write_text("the former")

    def breaks(*_given: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr("papers.event_log.xes._event", breaks)
    result = export("history", "export", "--xes", str(file))

    assert isinstance(result.exception, RuntimeError)
    assert file.read_text() == "the former"
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(str(file))] == []
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".a.xes")]
