"""Where a programme stands, counted from the records."""

from datetime import date

import pytest

from models import Consultation, Money, Text
from tests.make import Competition
from workflow.programme.indicators import INDICATORS, count
from workflow.programme.overview import overview


def test_the_overview_counts_what_happened(competition: Competition) -> None:
    competition.at("completed", "1-01")
    competition.at("implementation", "1-02")
    competition.initiative("1-03")

    found = overview(competition.session, competition.programme)

    assert [(state.in_("en"), number) for state, number in found.initiatives] == [
        ("Proposal", 1),
        ("Implementation", 1),
        ("Completed", 1),
    ]
    first, second = found.districts
    assert (first.initiatives, first.supported) == (3, 2)
    assert (first.problems, first.problems_addressed) == (2, 1)
    assert (first.state, second.state) == (Text(ru="Участвует", en="Takes part"), None)
    assert found.money.awarded == Money(100_000_00)
    assert found.money.free == Money(800_000_00)
    assert found.deadlines["open"] == 3
    assert found.messages["waiting"] > 0


def test_an_empty_programme_has_an_overview(competition: Competition) -> None:
    found = overview(competition.session, competition.programme)

    assert found.initiatives == []
    assert found.money.requested == Money(0)


@pytest.mark.parametrize(
    ("indicator", "fact"),
    [
        ("positive_experience", None),
        ("deputies_interested", 1),
        ("residents_taking_part", 4),
        ("initiatives_supported", 1),
        ("consultations_given", 1),
        ("events_held", 0),
    ],
)
def test_indicators_are_counted_from_the_records(
    competition: Competition, indicator: str, fact: int | None
) -> None:
    competition.at("funding", "1-01")
    competition.initiative("1-02", group=[competition.resident("newcomer")])
    competition.session.add(
        Consultation(
            programme_id=competition.programme.id,
            person_id=competition.people["leader"].id,
            held_on=date(2026, 3, 3),
        )
    )
    competition.session.flush()

    assert indicator in INDICATORS
    assert count(competition.session, competition.programme.id, indicator) == fact
