"""`vmeste dossier`."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Clock, Prepared, Vmeste, by

CODE = ("dossier", "1-01")


@pytest.fixture
def withdrawn(prepared: Prepared) -> None:
    """A proposal of the 2nd of March, withdrawn on the 4th."""
    with prepared() as competition:
        initiative = competition.initiative(title="Двор [b]")
        competition.act(
            initiative, "withdraw", "leader", reason="Передумали", now=competition.later(days=2)
        )


def test_a_dossier_begins_with_the_one_line(vmeste: Vmeste, withdrawn: None, now: Clock) -> None:
    now.at += timedelta(days=5)

    said = vmeste.said(*CODE)

    assert "1-01 Двор [b]" in said
    assert "Withdrawn: 04.03.2026, “Withdraw” — Leader; reason: Передумали" in said
    assert "History: 2 entries" in said


def test_it_is_told_as_of_a_day(vmeste: Vmeste, withdrawn: None, russian: None) -> None:
    said = vmeste.said(*CODE, "--as-of", "2026-03-03")

    assert "Заявка: следующий шаг — «Подать заявку»: лидер инициативной группы (Leader)" in said
    assert "История: 1 запись" in said
    assert "Передумали" not in said


def test_files_are_written_where_asked(
    vmeste: Vmeste, withdrawn: None, now: Clock, tmp_path: Path
) -> None:
    now.at += timedelta(days=5)
    page, paper = tmp_path / "d.html", tmp_path / "d.pdf"

    said = vmeste.said(*CODE, "--html", str(page), "--pdf", str(paper))

    assert said == f"Dossier: {page} Dossier: {paper}"
    assert "Двор [b]" in page.read_text(encoding="utf-8")
    assert paper.read_bytes().startswith(b"%PDF")


def test_json_is_for_a_script(vmeste: Vmeste, withdrawn: None, now: Clock) -> None:
    now.at += timedelta(days=5)

    told = vmeste.told(*CODE, *by("coordinator"))

    assert (told["format"], told["head"]["code"], told["outlook"]["state"]) == (
        1,
        "1-01",
        "withdrawn",
    )


def test_people_are_not_named_where_that_is_asked(
    vmeste: Vmeste, withdrawn: None, now: Clock
) -> None:
    now.at += timedelta(days=5)

    said = vmeste.said(*CODE, "--without-names")

    assert "“Withdraw” — resident 1" in said
    assert "Leader: resident 1" in said
    assert "Neighbour" not in said


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("dossier", "9-99"), 1, "There is no initiative 9-99"),
        ((*CODE, "--as-of", "2026-03-01"), 1, "The initiative had not begun by then"),
        ((*CODE, "--as-of", "1 марта"), 2, "write a day like 2017-03-24"),
        ((*CODE, *by("nobody")), 1, "Nobody here has the address"),
        ((*CODE, "--html", "/nowhere/d.html"), 2, "not written"),
    ],
)
def test_what_cannot_be_shown_is_said(
    vmeste: Vmeste, withdrawn: None, arguments: tuple[str, ...], code: int, words: str
) -> None:
    assert words in vmeste.failed(code, *arguments)
