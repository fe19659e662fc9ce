"""What is counted of each district, as of a day."""

from datetime import date, timedelta

from models import Audience, Problem
from tests.make import Competition, day, enrol
from workflow.history.as_of import AsOf
from workflow.life.turnout import record_turnout
from workflow.programme.indicators import districts

NOW = AsOf()


def lively(competition: Competition) -> None:
    """In the first district two initiatives, one completed, and an event; in the second one
    initiative on a later day."""
    session = competition.session
    competition.at("completed", "1-01", addresses=[session.get_one(Problem, n) for n in (1, 3)])
    competition.initiative("1-02", group=[competition.people["resident"]])
    held = competition.event("feast")
    record_turnout(
        session,
        held,
        people=[competition.people["leader"], competition.people["friend"]],
        unnamed={Audience.RESIDENTS: 7, Audience.MEDIA: 1},
        actor=competition.actor("coordinator"),
        now=competition.now,
    )
    competition.event("for-all", district=None)
    competition.later(days=3)
    enrol(competition, competition.other_district, "other_deputy")
    road = next(iter(competition.other_district.problems))
    competition.at("funding", "2-01", district=competition.other_district, addresses=[road])


COUNTS = {
    "initiatives": (districts.initiatives, 2, 1),
    "supported": (districts.supported, 1, 1),
    "completed": (districts.completed, 1, 0),
    "problems addressed": (districts.problems_addressed, 1, 1),  # the growth point is none
    "group members": (districts.group_members, 4, 3),
    "events": (districts.events, 1, 0),
    "visits": (districts.visits, 10, 0),
}
"""How each is counted, and what it is in the two districts."""


def test_each_district_has_its_own_count_as_of_each_day(competition: Competition) -> None:
    lively(competition)
    session, programme = competition.session, competition.programme.id
    here, there = competition.district.id, competition.other_district.id
    eve = AsOf.end_of(session, programme, day(competition.now) - timedelta(days=1))

    def told(as_of: AsOf) -> dict[str, tuple[int, int]]:
        found = {name: count(session, programme, as_of) for name, (count, *_) in COUNTS.items()}
        return {name: (each.get(here, 0), each.get(there, 0)) for name, each in found.items()}

    assert told(NOW) == {name: (first, second) for name, (_, first, second) in COUNTS.items()}
    assert told(eve) == {name: (first, 0) for name, (_, first, _) in COUNTS.items()}


def test_before_the_programme_there_is_nothing(competition: Competition) -> None:
    lively(competition)
    eve = AsOf.end_of(competition.session, competition.programme.id, date(2026, 2, 28))

    for counting in (districts.initiatives, districts.group_members, districts.visits):
        assert counting(competition.session, competition.programme.id, eve) == {}
