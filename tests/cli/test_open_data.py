"""`vmeste programme awards`."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from config.settings import settings
from models import Money
from models.database import transaction
from tests import make

Vmeste = Callable[..., Result]
CALLED = ("--prefix", "360G-small", "--ogrn", "1027700132195")


@pytest.fixture
def url(new_database: Callable[[str], str]) -> str:
    """The commands call rules that are tested on both databases: one will do here."""
    return new_database("sqlite")


@pytest.fixture
def vmeste(configured: str) -> Vmeste:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["programme", "awards", *arguments])

    return run


@pytest.fixture
def awarded(configured: str) -> None:
    """Two awards, one of them a sample whose group wrote who they are."""
    with transaction() as session:
        competition = make.competition(session)
        competition.at("implementation", "1-01", request=Money(70_000_50))
        summary = f"Пишите: leader@example.org. {make.SUMMARY}"
        competition.at("funding", "1-02", summary=summary, is_sample=True)
        competition.initiative("1-03")


def plain(result: Result) -> str:
    return " ".join(result.output.replace("\xa0", " ").split())


def test_awards_are_written_and_summed_up(vmeste: Vmeste, awarded: None, tmp_path: Path) -> None:
    result = vmeste(str(tmp_path / "awards.json"), *CALLED)

    assert result.exit_code == 0
    assert plain(result).partition("awards.json: ")[2] == (
        "2 awards, 120,000.50 RUB in all. This is valid open data in the 360Giving standard 1.1. "
        "1 of them are samples, and are marked so. "
        "Names, telephones or addresses were left out of: 1-02. Read these before you publish."
    )
    made = json.loads((tmp_path / "awards.json").read_text(encoding="utf-8"))
    assert [grant["id"] for grant in made["grants"]] == [
        "360G-small-small-1-01",
        "360G-small-small-1-02",
    ]
    assert made["publisher"]["identifier"] == "RU-OGRN-1027700132195"


@pytest.mark.parametrize("name", ["awards.json", "awards.csv"])
def test_no_file_tells_who_anybody_is(
    vmeste: Vmeste, awarded: None, tmp_path: Path, name: str
) -> None:
    vmeste(str(tmp_path / name))

    written = (tmp_path / name).read_text(encoding="utf-8")
    assert "Инициативная группа" in written or "Initiative group" in written
    for person in make.NAMES:
        assert person.title() not in written
        assert f"{person}@example.org" not in written


def test_the_ending_says_what_the_file_becomes(
    vmeste: Vmeste, awarded: None, tmp_path: Path
) -> None:
    vmeste(str(tmp_path / "awards.CSV"), *CALLED, "--language", "ru")

    with (tmp_path / "awards.CSV").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Amount Awarded"] for row in rows] == ["70000.5", "50000"]
    assert [row["Title"] for row in rows] == ["Площадка", "Образец: Площадка"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["awards.xlsx"], "Name the file awards.json or awards.csv"),
        (["awards.json", "--ogrn", "1027700132196"], "This is no OGRN"),
        (["awards.json", "--prefix", "360G one"], "A prefix has Latin letters"),
        (["awards.json", "--website", "example.org"], "with https:// at their beginning"),
        (["awards.json", "--licence", "free"], "with https:// at their beginning"),
        (["none/awards.json"], "not written"),
    ],
)
def test_what_is_not_as_it_should_be_is_said(
    vmeste: Vmeste,
    awarded: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    result = vmeste(*arguments)

    assert (result.exit_code, words in plain(result)) == (2, True)
    assert sorted(tmp_path.iterdir()) == before


def test_without_awards_no_file_is_touched(vmeste: Vmeste, tmp_path: Path) -> None:
    with transaction() as session:
        make.competition(session)
    file = tmp_path / "awards.json"
    file.write_text("as it was")
    result = vmeste(str(file))

    assert (result.exit_code, "No award stands yet" in plain(result)) == (1, True)
    assert file.read_text() == "as it was"


def test_the_same_awards_make_the_same_file(vmeste: Vmeste, awarded: None, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        vmeste(str(tmp_path / name), *CALLED)

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_in_russian_it_asks_for_the_prefix(
    vmeste: Vmeste, awarded: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "language", "ru")

    said = plain(vmeste(str(tmp_path / "awards.json")))
    assert "грантов — 2, всего 120 000,50 ₽." in said
    assert said.endswith("укажите его в --prefix: потом обозначения менять не следует.")
