"""`vmeste monitoring rounds`, `progress`, `prolong`, `publish`, `show`."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Prepared, Vmeste, by
from tests.cli.monitoring.conftest import Played


def test_rounds_are_listed_with_their_days(vmeste: Vmeste, played: Played) -> None:
    played("open")

    (line,) = vmeste.told("monitoring", "rounds")

    assert line == {
        "code": "baseline",
        "title": {"ru": "Замер «до»"},
        "state": {"ru": "Открыт", "en": "Open"},
        "opens_at": "2026-04-06T09:00:00+07:00",
        "closes_at": "2026-04-17T18:00:00+07:00",
        "mode": "linked",
        "asks": ["residents"],
        "invited": 30,
        "answered": 24,
    }


@pytest.mark.usefixtures("russian")
def test_rounds_are_listed_in_russian_too(vmeste: Vmeste, played: Played) -> None:
    played("open")

    said = vmeste.said("monitoring", "rounds")

    assert "под псевдонимом" in said
    assert "06.04.2026 09:00" in said


def test_progress_tells_days_only_in_total(vmeste: Vmeste, played: Played) -> None:
    played("open")

    told = vmeste.told("monitoring", "progress", "baseline")

    assert told == {
        "questionnaires": [
            {"questionnaire": "residents", "district": "1", "invited": 30, "answered": 24}
        ],
        "days": [{"day": "2026-04-06", "answers": 24}],
    }
    assert "06.04.2026 24" in vmeste.said("monitoring", "progress", "baseline")


def test_a_coordinator_keeps_a_round_open_for_longer(vmeste: Vmeste, played: Played) -> None:
    played("open")
    prolong = (
        "monitoring",
        "prolong",
        "baseline",
        "--until",
        "2026-04-24",
        "--reason",
        "Праздники",
    )

    assert vmeste.said(*prolong, *by("coordinator")) == "baseline now closes 24.04.2026 18:00."
    assert "coordinator" in vmeste.refused(*prolong, *by("leader"))


def test_a_round_that_was_analysed_is_published(vmeste: Vmeste, played: Played) -> None:
    played("analysed")

    assert vmeste.said("monitoring", "publish", "baseline", *by("coordinator")) == (
        "baseline: Published"
    )


def test_a_round_that_is_open_is_not_published(vmeste: Vmeste, played: Played) -> None:
    played("open")

    assert vmeste.refused("monitoring", "publish", "baseline", *by("coordinator"))


def test_results_are_shown_in_words(vmeste: Vmeste, played: Played) -> None:
    played("analysed")

    said = vmeste.said("monitoring", "show", "baseline")

    assert "24 of 30 invited answered" in said
    assert "How is the link?" in said
    assert "41.7%" in said


def test_results_are_told_to_scripts_and_workbooks(
    vmeste: Vmeste, played: Played, tmp_path: Path
) -> None:
    played("analysed")
    file = tmp_path / "results.xlsx"

    (results,) = vmeste.told("monitoring", "show", "baseline", "--questionnaire", "residents")
    vmeste.said("monitoring", "show", "baseline", "--xlsx", str(file))

    assert results["comparisons"][0]["answered_after"] == 24
    assert "How is the link?" in str(list(load_workbook(file).active.values))


def test_results_that_are_not_there_yet_are_told_so(vmeste: Vmeste, played: Played) -> None:
    played("open")

    assert "computed when it has closed" in vmeste.refused("monitoring", "show", "baseline")


def test_an_unknown_round_is_told_so(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared():
        pass

    assert "no monitoring round ghost" in vmeste.refused("monitoring", "progress", "ghost")
