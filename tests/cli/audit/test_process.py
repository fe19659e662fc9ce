"""`vmeste process`."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from cli.play.papers.process import write_process
from config.settings import settings
from models.database import reading
from tests import make
from tests.cli.conftest import Prepared, Vmeste
from workflow.process.views import View
from workflow.programme.lookup import find_programme


@pytest.fixture
def gone(prepared: Prepared) -> make.Competition:
    """A proposal, and an initiative that has come to its end."""
    with prepared() as competition:
        proposed = competition.initiative("1-01", title="Площадка у пруда")
        put_off = {"deadline": "submission", "until": "2026-05-29"}
        competition.act(proposed, "extend", "coordinator", reason="Болеют", facts=put_off)
        competition.at("completed", "1-02", title="Сквер")
    return competition


def test_without_a_view_each_is_told_in_a_sentence(
    vmeste: Vmeste, gone: make.Competition, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = vmeste.said("process")

    assert "Begun: 2 initiatives; come to the end: 1, left: 0, on the way: 1." in said
    assert "All histories (2) conform" in said
    assert "Площадка у пруда" not in said
    monkeypatch.setenv("VMESTE_LANGUAGE", "ru")
    settings.cache_clear()
    assert "Начали путь — 2 инициативы: прошли до конца — 1, сошли — 0, в пути — 1." in vmeste.said(
        "process"
    )


@pytest.mark.parametrize("view", View)
def test_a_view_alone_is_told_with_its_tables(
    vmeste: Vmeste, gone: make.Competition, view: View
) -> None:
    assert "Small programme" in vmeste.said("process", view)


def test_a_day_that_is_past_is_told_as_it_was(vmeste: Vmeste, gone: make.Competition) -> None:
    said = vmeste.said("process", "--as-of", "2026-03-01")

    assert "As of 1 March 2026" in said.replace("\u00a0", " ")
    assert "No initiative has begun its way yet." in said


def test_files_are_written_where_asked(
    vmeste: Vmeste, gone: make.Competition, tmp_path: Path
) -> None:
    csv, xlsx, html = (tmp_path / f"funnel.{kind}" for kind in ("csv", "xlsx", "html"))

    vmeste.said(
        "process", "funnel", "--csv", str(csv), "--xlsx", str(xlsx), "--html", str(html),
        "--svg", str(tmp_path / "charts"),
    )  # fmt: skip

    assert "All districts;2;1;1;1;1;1;1;0" in csv.read_text(encoding="utf-8-sig")
    assert load_workbook(xlsx).worksheets[0].cell(2, 2).value == 2
    assert "<svg" in html.read_text(encoding="utf-8")
    charts = sorted((tmp_path / "charts").iterdir())
    assert [chart.name for chart in charts] == ["funnel-1.en.svg", "funnel-2.en.svg"]
    assert ET.parse(charts[0]).getroot().tag.endswith("svg")


def test_a_list_needs_a_view(vmeste: Vmeste, gone: make.Competition, tmp_path: Path) -> None:
    assert "which view" in vmeste.failed(2, "process", "--csv", str(tmp_path / "x.csv"))
    assert list(tmp_path.glob("*.csv")) == []


def test_a_script_gets_figures_and_references_only_if_asked(
    vmeste: Vmeste, gone: make.Competition
) -> None:
    told = vmeste.told("process", "bypassed")

    assert told.keys() == {"header", "bypassed"}
    assert all("references" not in each for each in told["bypassed"])
    (first, *_) = vmeste.told("process", "bypassed", "--references")["bypassed"]
    assert first["references"]
    assert vmeste.told("process", "variants").keys() == {"header", "variants", "action_variants"}


def test_the_play_leaves_the_views_to_open(gone: make.Competition) -> None:
    with reading() as session:
        write_process(session, find_programme(session, "small"), settings().home / "reports")

    left = {file.name for file in (settings().home / "reports").iterdir()}
    assert left == {
        f"process.{language}.{kind}" for language in ("ru", "en") for kind in ("html", "pdf")
    }
