"""`vmeste history search`, as somebody types it."""

import csv
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Clock, Prepared, Vmeste
from tests.make import Competition


@pytest.fixture
def written(prepared: Prepared) -> None:
    """One initiative came far, and another was withdrawn."""
    with prepared() as made:
        made.at("approval")
        withdrawn = made.initiative("1-02")
        made.act(withdrawn, "withdraw", "leader", reason="Площадку построил город")


@pytest.mark.usefixtures("written")
def test_what_is_found_says_who_did_what_about_which_and_why(vmeste: Vmeste) -> None:
    said = vmeste.said("history", "search", "площадка")

    assert "02.03.2026 19:00 Leader Withdraw → Withdrawn" in said
    assert "initiative/1-02 · Площадка · District 1" in said
    assert said.endswith("Площадку построил город")


@pytest.mark.usefixtures("written", "russian")
def test_it_speaks_russian(vmeste: Vmeste) -> None:
    said = vmeste.said("history", "search", "--subject", "1-02", "--action", "withdraw")

    assert "Leader Отозвать" in said
    assert "Площадка · Округ 1" in said


@pytest.mark.usefixtures("written")
def test_filters_hold_together(vmeste: Vmeste) -> None:
    both = vmeste.told("history", "search", "--person", "leader@example.org", "--district", "1")
    assert {hit["actor"] for hit in both["hits"]} == {"Leader"}
    assert {hit["reference"] for hit in both["hits"]} == {"initiative/1-01", "initiative/1-02"}

    none = vmeste.said("history", "search", "--state", "withdrawn", "--district", "2")
    assert none == "Nothing was found."


@pytest.mark.usefixtures("written")
def test_what_a_flow_moved_is_told_apart(vmeste: Vmeste) -> None:
    found = vmeste.told("history", "search", "--flow", "any", "--kind", "initiative")["hits"]
    assert found
    assert all(hit["flow"] and hit["actor"] is None for hit in found)


@pytest.mark.usefixtures("written")
def test_pages_follow_one_another(vmeste: Vmeste) -> None:
    every = vmeste.told("history", "search")
    first = vmeste.told("history", "search", "--limit", "3")
    rest = vmeste.told("history", "search", "--after", first["after"])

    assert every["after"] is None
    assert first["hits"] + rest["hits"] == every["hits"]
    assert f"More: --after {first['after']}" in vmeste.said("history", "search", "--limit", "3")


def test_an_override_stands_out(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as made:
        override(made)

    assert "[overridden]" in vmeste.said("history", "search", "--overridden")
    assert vmeste.said("history", "search", "--late") == "Nothing was found."


def override(made: Competition) -> None:
    initiative = made.initiative()
    deadline = {"deadline": "submission", "until": "2026-05-20"}
    made.act(initiative, "extend", "coordinator", reason="Эксперт болен", facts=deadline)


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(
    ("option", "given", "known"),
    [
        ("--district", "99", "Known: 1, 2."),
        ("--state", "gone", "approval"),
        ("--action", "fly", "withdraw"),
        ("--kind", "boat", "initiative"),
        ("--person", "leadr@example.org", "Known: leader@example.org"),
        ("--on-behalf", "leadr@example.org", "Known: leader@example.org"),
        ("--as", "nobody@example.org", "Nobody here has the address"),
        ("--subject", "9-99", "There is no initiative 9-99"),
        ("--saved", "Обходы", "None is saved yet"),
        ("--after", "there", "is not where a search went on"),
    ],
)
def test_what_nobody_knows_is_refused_with_what_there_is(
    vmeste: Vmeste, option: str, given: str, known: str
) -> None:
    assert known in vmeste.refused("history", "search", option, given)


@pytest.mark.usefixtures("written")
def test_days_the_wrong_way_round_are_bad_input(vmeste: Vmeste) -> None:
    days = ("--since", "2026-03-05", "--until", "2026-03-01")
    assert vmeste.failed(2, "history", "search", *days) == "The last day is before the first."


@pytest.mark.usefixtures("written")
def test_a_saved_search_is_made_again_and_narrowed(vmeste: Vmeste) -> None:
    made = vmeste.said("history", "search", "площадка", "--save", "Площадки")
    assert "Saved as “Площадки”" in made

    again = vmeste.told("history", "search", "--saved", "Площадки")["hits"]
    assert [hit["reference"] for hit in again] == ["initiative/1-02"]
    narrowed = vmeste.told("history", "search", "--saved", "Площадки", "--district", "2")["hits"]
    assert narrowed == []

    assert "Площадки — words: площадка" in vmeste.said("history", "searches")
    assert vmeste.said("history", "forget-search", "Площадки") == "“Площадки” is forgotten."
    assert "No search is saved yet" in vmeste.said("history", "searches")


@pytest.mark.usefixtures("written")
def test_files_have_all_that_is_found_not_only_a_page(vmeste: Vmeste, tmp_path: Path) -> None:
    count = len(vmeste.told("history", "search", "--limit", "500")["hits"])
    assert count > 3

    for name in ("found.csv", "found.xlsx"):
        file = tmp_path / name
        option = f"--{file.suffix[1:]}"
        said = vmeste.said("history", "search", "--limit", "2", option, str(file))
        assert said.endswith(f"{name}: {count} lines.")

    with (tmp_path / "found.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened, delimiter=";"))
    sheet = openpyxl.load_workbook(tmp_path / "found.xlsx").active
    assert sheet is not None
    cells = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][:2] == ["When", "Who"]
    assert [row[1:] for row in rows] == [row[1:] for row in cells]
    assert len(rows) == count + 1


@pytest.mark.usefixtures("written")
def test_a_workbook_that_would_be_too_long_is_refused_and_not_written(
    vmeste: Vmeste, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("papers.streams.MOST_ROWS", 2)
    file = tmp_path / "found.xlsx"

    said = vmeste.failed(2, "history", "search", "--xlsx", str(file))

    assert "a workbook holds" in said
    assert list(tmp_path.glob("*found.xlsx*")) == []


@pytest.mark.usefixtures("written")
def test_found_words_are_given_to_scripts(vmeste: Vmeste, now: Clock) -> None:
    (hit,) = vmeste.told("history", "search", "город", "построил")["hits"]
    (text,) = hit["texts"]
    found = [text["text"][begins:ends] for begins, ends in text["marks"]]
    assert found == ["построил", "город"]
    assert now
