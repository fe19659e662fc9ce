"""`vmeste consultation`."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests import make
from tests.cli.conftest import Vmeste

Prepared = Callable[[], AbstractContextManager[make.Competition]]
COORDINATOR = ("--as", "coordinator@example.org")
ADD = (
    *("consultation", "add", "leader@example.org", "--topic", "Смета", "--minutes", "40"),
    *("--by", "expert@example.org", *COORDINATOR),
)


@pytest.fixture(autouse=True)
def small(prepared: Prepared) -> None:
    with prepared():
        pass


def test_a_consultation_is_recorded_once_and_measured(vmeste: Vmeste) -> None:
    said = "On record: Leader, Смета. Consultations given: 1, planned: at least 50."

    assert vmeste.said(*ADD) == said
    assert vmeste.said(*ADD) == said


def test_the_list_shows_plan_against_fact(vmeste: Vmeste) -> None:
    vmeste.said(*ADD)
    vmeste.said(*ADD, "--topic", "Отчёт", "--on", "2026-03-01")

    shown = vmeste.said("consultation", "list")

    assert shown.startswith("Consultations given: 2, planned: at least 50.")
    assert shown.endswith("01.03.2026 Leader Отчёт 40 Expert 02.03.2026 Leader Смета 40 Expert")


def test_the_list_reads_in_russian(vmeste: Vmeste, russian: None) -> None:
    shown = vmeste.said("consultation", "list")

    assert shown == "Консультаций проведено: 0, по плану не менее 50."


def test_a_script_gets_plan_fact_and_lines(vmeste: Vmeste) -> None:
    vmeste.said(*ADD)

    assert vmeste.told("consultation", "list") == {
        "planned": 50,
        "given": 1,
        "consultations": [
            {
                "held_on": "2026-03-02",
                "person": "Leader",
                "topic": "Смета",
                "minutes": 40,
                "consultant": "Expert",
                "sample": False,
            }
        ],
    }


def test_who_records_has_advised_unless_another_is_named(vmeste: Vmeste) -> None:
    vmeste.said(*ADD[:-4], "--as", "second@example.org")

    (line,) = vmeste.told("consultation", "list")["consultations"]
    assert line["consultant"] == "Second"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--minutes", "0"), "A consultation takes from 1 to 600 minutes."),
        (("--on", "2026-03-03"), "03.03.2026 has not come yet"),
        (("--as", "leader@example.org"), "Only the coordinator or expert may do this."),
        (("--by", "ghost@example.org"), "Nobody here has the address"),
    ],
)
def test_recording_is_refused_in_words(
    vmeste: Vmeste, arguments: tuple[str, ...], words: str
) -> None:
    assert words in vmeste.refused(*ADD, *arguments)
    assert vmeste.told("consultation", "list")["given"] == 0


def test_the_records_behind_the_figure_are_listed(vmeste: Vmeste) -> None:
    vmeste.said(*ADD)
    command = ("programme", "records", "consultations_given")

    assert vmeste.said(*command) == "02.03.2026 Leader — Смета In all: 1"
    assert vmeste.told(*command) == ["02.03.2026 Leader — Смета"]


def test_records_of_each_kind_are_told_by_name(vmeste: Vmeste, prepared: Prepared) -> None:
    with prepared() as competition:
        competition.at("funding")
        competition.event()

    def told(indicator: str) -> object:
        return vmeste.told("programme", "records", indicator)

    assert told("deputies_interested") == ["Deputy"]
    assert told("initiatives_supported") == ["1-01 Площадка"]
    assert told("events_held") == ["01.03.2026 seminar Семинар"]
    assert told("positive_experience") == []


def test_figures_and_records_are_told_as_of_a_day(vmeste: Vmeste) -> None:
    vmeste.said(*ADD)

    def told(on: str) -> tuple[object, object]:
        shown = vmeste.told("programme", "show", "--as-of", on)
        facts = {line["indicator"]: line["fact"] for line in shown["indicators"]}
        behind = vmeste.told("programme", "records", "consultations_given", "--as-of", on)
        return facts["consultations_given"], behind

    assert told("2026-03-01") == (0, [])
    assert told("2026-03-02") == (1, ["02.03.2026 Leader — Смета"])


def test_why_there_is_no_figure_is_said(vmeste: Vmeste) -> None:
    said = vmeste.said("programme", "records", "positive_experience")

    assert said == "from the questionnaires, not asked yet"


def test_records_of_an_unknown_indicator_are_bad_input(vmeste: Vmeste) -> None:
    result = vmeste("programme", "records", "mood")

    assert result.exit_code == 2
    assert "There is no indicator mood. Known: positive_experience" in result.output
