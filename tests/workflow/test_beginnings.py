"""How an initiative and an enrolment begin: once, and never in another's name."""

import pytest

from tests.make import Competition
from workflow import enrolments
from workflow.errors import Refusal


def test_the_same_leaders_repeat_is_answered_with_the_initiative(competition: Competition) -> None:
    first = competition.initiative("1-01")

    assert competition.initiative("1-01") is first
    assert first.version == 1


def test_a_code_that_another_initiative_has_is_refused(competition: Competition) -> None:
    competition.initiative("1-01")

    with pytest.raises(Refusal) as refused:
        competition.initiative("1-01", leader=competition.people["neighbour"])

    assert refused.value.codes == ["code_taken"]


@pytest.mark.parametrize(
    ("deputy", "codes"), [("deputy", []), ("other_deputy", ["applied_already"])]
)
def test_a_district_applies_once(competition: Competition, deputy: str, codes: list[str]) -> None:
    refused: list[str] = []
    try:
        repeat = enrolments.apply(
            competition.session,
            competition.programme,
            competition.district,
            deputy=competition.people[deputy],
            actor=competition.actor(deputy),
            now=competition.now,
        )
    except Refusal as refusal:
        refused = refusal.codes
    else:
        assert repeat.version == 3

    assert refused == codes
