"""What docs/replay.md says to type works, and says what it promises."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Vmeste
from tests.make import ROOT
from tests.workflow.replay.logs import declared
from workflow.replay.report import BreakKind
from workflow.replay.words import read_words

pytestmark = pytest.mark.long

TEXT = (ROOT / "docs" / "replay.md").read_text(encoding="utf-8")
LIFECYCLE = ROOT / "programmes" / "examples" / "old-competition" / "lifecycle.yaml"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


@pytest.mark.long
def test_every_command_can_be_typed_as_it_stands(
    vmeste: Vmeste, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "programmes").symlink_to(ROOT / "programmes")
    monkeypatch.chdir(tmp_path)
    ended = []
    for command in "".join(blocks("sh")).splitlines():
        name, *arguments = shlex.split(command)
        assert name == "vmeste"
        result = vmeste(*arguments)
        ended.append((arguments[0], result.exit_code))
        if arguments[0] == "replay":  # five applications of the example do not add up
            assert "2014-05" in result.output or (tmp_path / "cases.csv").exists()
    assert ended == [*[("replay", 1)] * 4, ("history", 0), ("history", 0)]


def test_the_words_shown_can_be_read() -> None:
    (document,) = blocks("yaml")
    lifecycle = declared(LIFECYCLE.read_text(encoding="utf-8")).document
    assert read_words(document, "words.yaml", lifecycle).role("бухгалтерия") == "treasurer"


def test_every_kind_of_break_is_explained() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)) == set(map(str, BreakKind))
