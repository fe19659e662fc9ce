"""Votes counted: a majority, a tie, the casting vote of the chair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Choice
from workflow.council.tally import Tally, tally

CHAIR = 1
VOTES = st.dictionaries(st.integers(1, 9), st.sampled_from([str(choice) for choice in Choice]))


def votes(text: str) -> dict[int, str]:
    """Of members 1, 2, 3 …; 1 is the chair. A dot is who gave none."""
    choices = {"+": "for", "-": "against", "0": "abstain"}
    return {n: choices[sign] for n, sign in enumerate(text, start=1) if sign != "."}


@pytest.mark.parametrize(
    ("given_votes", "carried", "casting"),
    [
        ("", False, False),
        ("+", True, False),
        ("-", False, False),
        ("0", False, False),
        ("++-", True, False),
        ("-++", True, False),
        ("+--", False, False),
        ("+-", True, True),
        ("-+", False, True),
        ("0+-", False, False),
        (".+-", False, False),
        ("000", False, False),
        ("+000", True, False),
        ("-000", False, False),
        ("++--0", True, True),
        ("--++0", False, True),
        ("0++--", False, False),
    ],
)
def test_more_for_than_against_carries_and_the_chair_decides_a_tie(
    given_votes: str, carried: bool, casting: bool
) -> None:
    counted = tally(votes(given_votes), CHAIR)

    assert (counted.carried, counted.casting) == (carried, casting)


@pytest.mark.parametrize("chair", [None, 9])
def test_without_a_chair_who_votes_a_tie_is_lost(chair: int | None) -> None:
    assert tally(votes("+-"), chair) == Tally(1, 1, 0, casting=False, carried=False)


def test_abstentions_are_counted_and_decide_nothing() -> None:
    assert tally(votes("+000000"), CHAIR) == Tally(1, 0, 6, casting=False, carried=True)
    assert tally(votes("+000000"), CHAIR).cast == 7


@given(VOTES, st.none() | st.integers(1, 9))
def test_every_vote_is_counted_once(given_votes: dict[int, str], chair: int | None) -> None:
    assert tally(given_votes, chair).cast == len(given_votes)


@given(VOTES, st.none() | st.integers(1, 9))
def test_a_motion_is_never_carried_against_a_majority_nor_without_a_vote_for_it(
    given_votes: dict[int, str], chair: int | None
) -> None:
    counted = tally(given_votes, chair)

    assert not (counted.carried and counted.against > counted.in_favour)
    assert not (counted.carried and not counted.in_favour)
    assert counted.carried or counted.in_favour <= counted.against
    assert not (counted.casting and counted.in_favour != counted.against)


@given(VOTES, st.none() | st.integers(1, 9), st.integers(1, 9))
def test_one_more_vote_for_never_loses_what_was_carried(
    given_votes: dict[int, str], chair: int | None, member: int
) -> None:
    before, after = tally(given_votes, chair), tally(given_votes | {member: "for"}, chair)

    assert after.carried or not before.carried


@given(VOTES, st.integers(1, 9))
def test_the_chair_has_no_second_vote_where_there_is_no_tie(
    given_votes: dict[int, str], chair: int
) -> None:
    counted = tally(given_votes, chair)

    if counted.in_favour != counted.against:
        assert counted == tally(given_votes, None)
