"""Where a programme stands, counted from the records."""

from dataclasses import replace
from datetime import timedelta

from models import Money, Text
from tests.make import Competition, day, enrol
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


def test_the_overview_tells_of_a_day_what_it_told_then(competition: Competition) -> None:
    """But for deadlines and letters, which are told of the present only."""
    competition.at("completed", "1-01")
    competition.at("implementation", "1-02")
    seen = overview(competition.session, competition.programme)
    on = day(competition.now)
    competition.later(days=2)
    enrol(competition, competition.other_district, "other_deputy")
    there = competition.other_district
    competition.at("funding", "2-01", district=there, addresses=there.problems[:1])
    competition.donation(10_000, "2")

    told = overview(competition.session, competition.programme, on)

    assert told == replace(seen, deadlines={}, messages={})
    assert overview(competition.session, competition.programme, on + timedelta(days=2)) == replace(
        overview(competition.session, competition.programme), deadlines={}, messages={}
    )


def test_before_the_programme_the_overview_is_empty(competition: Competition) -> None:
    competition.at("funding", "1-01")
    eve = competition.programme.starts_on - timedelta(days=1)

    found = overview(competition.session, competition.programme, eve)

    assert (found.initiatives, found.rounds) == ([], [])
    assert [district.state for district in found.districts] == [None, None]
    assert found.money.received == found.money.awarded == Money(0)
