"""Who may say what the programme did."""

from datetime import date

import pytest

from models import Role, RoleAssignment
from tests.make import Competition, day
from workflow.actor import Actor
from workflow.life.standing import HOSTS, standing_in
from workflow.lifecycles.document import CLOCK

FIRST, SECOND = "1", "2"


def codes(competition: Competition, name: str, district: str | None) -> list[str]:
    """Why somebody may not hold an event there; nothing if they may."""
    places = {FIRST: competition.district.id, SECOND: competition.other_district.id, None: None}
    found = standing_in(
        competition.session,
        competition.programme.id,
        places[district],
        competition.actor(name),
        day(competition.now),
    )
    return [blocker.code for blocker in found.blockers(HOSTS)]


@pytest.mark.parametrize(
    ("name", "district", "why_not"),
    [
        ("coordinator", FIRST, []),
        ("coordinator", SECOND, []),
        ("coordinator", None, []),
        ("deputy", FIRST, []),
        ("deputy", SECOND, ["other_district"]),
        ("deputy", None, ["whole_programme"]),
        ("other_deputy", SECOND, []),
        ("other_deputy", FIRST, ["other_district"]),
        ("curator", FIRST, []),
        ("curator", SECOND, ["other_district"]),
        ("curator", None, ["whole_programme"]),
        ("expert", FIRST, ["not_permitted"]),
        ("resident", FIRST, ["not_permitted"]),
        ("leader", FIRST, ["not_permitted"]),
        ("evaluator", None, ["not_permitted"]),
    ],
)
def test_events_are_held_by_the_coordinator_and_in_their_own_district_by_deputy_and_curator(
    competition: Competition, name: str, district: str | None, why_not: list[str]
) -> None:
    assert codes(competition, name, district) == why_not


def test_a_role_counts_on_its_days_only(competition: Competition) -> None:
    competition.session.add(
        RoleAssignment(
            programme_id=competition.programme.id,
            person_id=competition.people["friend"].id,
            role=Role.COORDINATOR,
            since=date(2026, 3, 4),
            until=date(2026, 3, 5),
        )
    )
    competition.session.flush()

    assert codes(competition, "friend", None) == ["not_permitted"]
    competition.later(days=2)
    assert codes(competition, "friend", None) == []
    competition.later(days=2)
    assert codes(competition, "friend", None) == ["not_permitted"]


def test_the_clock_holds_nothing(competition: Competition) -> None:
    found = standing_in(
        competition.session,
        competition.programme.id,
        None,
        Actor.clock("test"),
        day(competition.now),
    )

    assert found.roles == {CLOCK}
    assert [blocker.code for blocker in found.blockers(HOSTS)] == ["not_permitted"]
