"""`vmeste monitoring export`."""

import csv
from collections import Counter
from pathlib import Path

import pyreadstat
import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Vmeste
from tests.cli.monitoring.conftest import Played

EXPORT = ("monitoring", "export", "baseline", "residents")


def test_answers_are_written_so_that_nobody_is_given_away(
    vmeste: Vmeste, played: Played, tmp_path: Path
) -> None:
    played("analysed")
    table, sav, book = tmp_path / "a.csv", tmp_path / "a.sav", tmp_path / "a.xlsx"

    said = vmeste.said(*EXPORT, "--csv", str(table), "--sav", str(sav), "--codebook", str(book))

    assert said.endswith("24 rows.")
    titles, *lines = csv.reader(table.read_text().splitlines())
    assert titles == ["round", "link", "times"]
    assert Counter(line[1] for line in lines) == {"poor": 8, "middling": 6, "good": 10}
    read, meta = pyreadstat.read_sav(sav)
    assert len(read) == 24
    assert meta.variable_value_labels["link"] == {1: "Poor", 2: "Middling", 3: "Good"}
    assert "left out" in str(list(load_workbook(book).active.values))
    assert "Слово" not in table.read_text()


def test_the_codebook_may_be_a_table(vmeste: Vmeste, played: Played, tmp_path: Path) -> None:
    played("analysed")
    book = tmp_path / "codebook.csv"

    vmeste.said(*EXPORT, "--codebook", str(book))

    assert "link;Как связь с властью?" in book.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("state", "arguments", "code", "words"),
    [
        ("open", (*EXPORT, "--csv", "a.csv"), 1, "once the round has closed and was analysed"),
        ("analysed", (*EXPORT,), 2, "Say what to write"),
        (
            "analysed",
            ("monitoring", "export", "baseline", "ghosts", "--csv", "a.csv"),
            1,
            "does not ask ghosts. It asks: residents",
        ),
    ],
)
def test_what_cannot_be_exported_is_told_so(
    vmeste: Vmeste,
    played: Played,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    state: str,
    arguments: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    played(state)

    assert words in vmeste.failed(code, *arguments)
    assert not (tmp_path / "a.csv").exists()
