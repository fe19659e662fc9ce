"""`vmeste report publish`."""

from pathlib import Path

import pytest

from models import Initiative
from tests.cli.conftest import Prepared, Vmeste, by
from tests.files import samples

LEADER = by("leader")


@pytest.fixture
def with_photo(vmeste: Vmeste, prepared: Prepared, tmp_path: Path) -> None:
    """A report with a photo, accepted."""
    with prepared() as competition:
        competition.accounted(competition.at("implementation", title="Двор"))
    photo = tmp_path / "двор.jpg"
    photo.write_bytes(samples.telling_jpeg())
    vmeste.said("report", "photo", "1-01", str(photo), "--caption", "Двор в мае", *LEADER)
    with prepared() as competition:
        initiative = competition.session.query(Initiative).one()
        competition.reported(initiative)
        facts = {"rating": "successful"}
        competition.act(initiative, "accept_report", "coordinator", facts=facts)


def test_an_accepted_report_is_written_with_its_photos(
    vmeste: Vmeste, with_photo: None, tmp_path: Path
) -> None:
    said = vmeste.said("report", "publish", "1-01", "--folder", str(tmp_path / "site"))

    assert said.endswith("1-01: page and PDF in two languages, photos — 1.")
    site = tmp_path / "site" / "1-01"
    written = {path.name: path for path in site.rglob("*") if path.is_file()}
    (photo,) = (path for name, path in written.items() if name.endswith(".jpg"))
    assert written.keys() == {photo.name} | {
        f"report.{language}.{ending}" for language in ("en", "ru") for ending in ("html", "pdf")
    }
    assert samples.SECRET not in photo.read_bytes()
    assert "Двор в мае" in written["report.ru.html"].read_text(encoding="utf-8")


def test_all_that_is_accepted_is_published_and_nothing_else(
    vmeste: Vmeste, prepared: Prepared, tmp_path: Path, russian: None
) -> None:
    with prepared() as competition:
        for code in ("1-01", "1-03"):
            competition.at("presentation", code)
        competition.at("creative_report", "1-02")

    said = vmeste.said("report", "publish", "all", "--folder", str(tmp_path / "site"))

    assert said.count("страница и PDF на двух языках, фотографий — 0.") == 2
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["1-01", "1-03"]
    refused = vmeste.refused("report", "publish", "1-02", "--folder", str(tmp_path / "site"))
    assert refused.startswith("Творческий отчёт ещё не принят")


def test_nothing_to_publish_is_a_sentence(
    vmeste: Vmeste, prepared: Prepared, tmp_path: Path
) -> None:
    with prepared() as competition:
        competition.at("implementation")

    said = vmeste.said("report", "publish", "all", "--folder", str(tmp_path / "site"))

    assert said == "No report is accepted yet: there is nothing to publish."
    assert not (tmp_path / "site").exists()


def test_a_lost_photo_is_a_fault(vmeste: Vmeste, with_photo: None, tmp_path: Path) -> None:
    for kept in (tmp_path / "files").rglob("*"):
        if kept.is_file():
            kept.unlink()

    publish = ("report", "publish", "1-01", "--folder", str(tmp_path / "site"))
    assert "is missing: restore it from a backup" in vmeste.failed(3, *publish)
    assert not (tmp_path / "site").exists()
