"""`vmeste monitoring plan`, `assess`, `parameters`, `report`."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Clock, Prepared, Vmeste, by
from tests.workflow.monitoring.evaluation.planned import FINAL_DAY, at_noon
from tests.workflow.monitoring.evaluation.planned import planned as plan


@pytest.fixture
def evaluated(prepared: Prepared, now: Clock) -> Clock:
    """The small programme with an evaluation plan, on the first day of the final stage."""
    with prepared() as competition:
        plan(competition)
    now.at = at_noon(FINAL_DAY)
    return now


@pytest.fixture
def assessment(tmp_path: Path) -> Path:
    file = tmp_path / "assessment.txt"
    file.write_text("Цель достигнута отчасти: " + "это видно из показателей. " * 6, "utf-8")
    return file


def test_the_plan_is_the_table_of_stages_objects_and_methods(
    vmeste: Vmeste, evaluated: Clock, tmp_path: Path
) -> None:
    file = tmp_path / "plan.csv"

    told = vmeste.told("monitoring", "plan")
    vmeste.said("monitoring", "plan", "--csv", str(file))

    assert len(told["plan"]) == 6
    assert told["plan"][0] == {
        "stage": "interim",
        "object": "goal",
        "methods": ["questionnaires"],
    }
    assert "interim;goal;questionnaires" in file.read_text("utf-8-sig")


def test_an_expert_writes_an_assessment(vmeste: Vmeste, evaluated: Clock, assessment: Path) -> None:

    assess = ("monitoring", "assess", "final", "goal", str(assessment))

    assert vmeste.said(*assess, *by("expert")) == "The assessment is kept: final, goal."
    assert "Only members of the expert council" in vmeste.refused(*assess, *by("leader"))


def test_an_assessment_out_of_its_time_is_refused(
    vmeste: Vmeste, evaluated: Clock, assessment: Path
) -> None:
    evaluated.at = at_noon(date(2026, 8, 1))

    said = vmeste.refused("monitoring", "assess", "final", "goal", str(assessment), *by("expert"))

    assert "01.09.2026" in said


def test_parameters_are_listed_for_each_district(vmeste: Vmeste, evaluated: Clock) -> None:

    told = vmeste.told("monitoring", "parameters")

    assert [(line["parameter"], line["district"]) for line in told] == [
        ("experience", None),
        ("experience", "1"),
        ("events", None),
        ("events", "1"),
    ]
    assert "Мероприятия District 1 — 0" in vmeste.said("monitoring", "parameters")


def test_parameters_of_a_day_before_the_interim_report_are_refused(
    vmeste: Vmeste, evaluated: Clock
) -> None:
    assert "30.04.2026" in vmeste.refused("monitoring", "parameters", "--on", "2026-04-01")


def test_a_report_is_written_in_every_language(
    vmeste: Vmeste, evaluated: Clock, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"

    vmeste.said("monitoring", "report", "final", "--folder", str(folder))

    assert sorted(file.name for file in folder.iterdir()) == [
        f"effectiveness.final.{language}.{kind}"
        for language in ("en", "ru")
        for kind in ("docx", "html", "pdf")
    ]
