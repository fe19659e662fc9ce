"""Whether enough of those who may decide are in the room."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.council.members import Seat
from workflow.council.quorum import Quorum, quorum

TWO_THIRDS = Fraction(2, 3)
PEOPLE = st.sets(st.integers(1, 12))
SHARES = st.fractions(Fraction(1, 9), 1, max_denominator=9)
SEATS = st.dictionaries(st.integers(1, 12), st.sampled_from("ab")).map(
    lambda seats: [Seat(person, side) for person, side in seats.items()]
)


def found(
    members: int, present: int, recused: int = 0, share: Fraction = TWO_THIRDS
) -> tuple[int, int, int, bool]:
    """Of so many members the first are present and the last recused."""
    counted = quorum(
        [Seat(number, "a") for number in range(members)],
        recused=set(range(members - recused, members)),
        present=set(range(present)),
        share=share,
        constituencies=[],
    )
    return counted.eligible, counted.needed, counted.present, counted.reached


@pytest.mark.parametrize(
    ("members", "needed"),
    [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (7, 5), (9, 6), (10, 7), (30, 20), (31, 21)],
)
def test_two_thirds_are_rounded_up_and_counted_exactly(members: int, needed: int) -> None:
    assert found(members, needed) == (members, needed, needed, True)
    assert found(members, needed - 1) == (members, needed, needed - 1, False)


@pytest.mark.parametrize(
    ("members", "present", "recused", "expected"),
    [
        (9, 6, 0, (9, 6, 6, True)),
        (9, 5, 0, (9, 6, 5, False)),
        (9, 5, 2, (7, 5, 5, True)),
        (9, 9, 3, (6, 4, 6, True)),
        (9, 4, 3, (6, 4, 4, True)),
        (9, 9, 9, (0, 0, 0, False)),
        (3, 3, 2, (1, 1, 1, True)),
        (3, 0, 2, (1, 1, 0, False)),
    ],
)
def test_recused_members_count_neither_as_needed_nor_as_present(
    members: int, present: int, recused: int, expected: tuple[int, int, int, bool]
) -> None:
    assert found(members, present, recused) == expected


def test_a_council_without_members_has_no_quorum() -> None:
    assert found(0, 0) == (0, 0, 0, False)


@pytest.mark.parametrize(
    ("present", "recused", "missing"),
    [
        ({1, 2, 3}, set(), ()),
        ({1, 2}, set(), ("b",)),
        ({1, 2, 3}, {3}, ("b",)),
        ({3}, {1, 2}, ("a",)),
        ({3}, set(), ("a",)),
        (set(), set(), ("a", "b")),
    ],
)
def test_each_constituency_needs_one_who_is_present_and_may_decide(
    present: set[int], recused: set[int], missing: tuple[str, ...]
) -> None:
    seats = [Seat(1, "a"), Seat(2, "a"), Seat(3, "b")]

    counted = quorum(
        seats, recused=recused, present=present, share=Fraction(1, 3), constituencies=["a", "b"]
    )

    assert (counted.missing, counted.reached) == (missing, not missing)


def test_who_is_no_member_makes_no_quorum() -> None:
    counted = quorum(
        [Seat(1, "a"), Seat(2, "a"), Seat(3, "a")],
        recused=set(),
        present={1, 77, 78, 79},
        share=TWO_THIRDS,
        constituencies=["a"],
    )

    assert counted == Quorum(eligible=3, needed=2, present=1, missing=())
    assert not counted.reached


@given(SEATS, PEOPLE, PEOPLE, SHARES)
def test_enough_is_never_less_than_the_share_and_never_more_than_all(
    seats: list[Seat], recused: set[int], present: set[int], share: Fraction
) -> None:
    counted = quorum(seats, recused=recused, present=present, share=share, constituencies=["a"])

    assert counted.eligible * share <= counted.needed <= counted.eligible
    assert counted.needed - 1 < counted.eligible * share or counted.needed == 0
    assert counted.present <= counted.eligible
    assert not (counted.reached and (counted.missing or counted.present < counted.needed))


@given(SEATS, PEOPLE, PEOPLE, SHARES, st.integers(1, 12))
def test_who_comes_never_breaks_a_quorum(
    seats: list[Seat], recused: set[int], present: set[int], share: Fraction, comes: int
) -> None:
    before, after = (
        quorum(seats, recused=recused, present=here, share=share, constituencies=["a", "b"])
        for here in (present, present | {comes})
    )

    assert after.reached or not before.reached


@given(SEATS, PEOPLE, PEOPLE, SHARES)
def test_everyone_present_is_a_quorum_if_each_constituency_is_left(
    seats: list[Seat], recused: set[int], present: set[int], share: Fraction
) -> None:
    everyone = {seat.person_id for seat in seats}
    sides = {seat.constituency for seat in seats if seat.person_id not in recused}

    counted = quorum(
        seats, recused=recused, present=everyone, share=share, constituencies=sorted(sides)
    )

    assert counted.reached == bool(sides)
