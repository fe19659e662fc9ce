"""Where a programme stands, counted from the records."""

from models import Money, Text
from tests.make import Competition
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
    assert found.money.paid == Money(30_000_00)
    assert found.money.free == Money(850_000_00), "the completed one returned what it had"
    assert found.deadlines["open"] == 3
    assert found.messages["waiting"] > 0


def test_an_empty_programme_has_an_overview(competition: Competition) -> None:
    found = overview(competition.session, competition.programme)

    assert found.initiatives == []
    assert found.money.requested == Money(0)


def test_the_overview_sets_plan_against_fact(competition: Competition) -> None:
    lines = {
        line.indicator: (line.planned, line.fact)
        for line in overview(competition.session, competition.programme).indicators
    }

    assert lines == {
        "deputies_interested": (2, 1),
        "residents_taking_part": (None, 0),
        "initiatives_supported": (5, 0),
        "consultations_given": (50, 0),
        "positive_experience": (None, None),
    }
