"""Whose money pays for whom: what donors allow, and nothing that somebody else was promised."""

from collections.abc import Sequence
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import Initiative, Problem
from tests.make import Competition
from tests.workflow.money.books import faults, refusal
from workflow.council.capacity import Capacity, capacity
from workflow.money.ledger import Part, total
from workflow.money.pots import Pot, Pots, pots

Wish = tuple[int, frozenset[int], int]
"""District, problems, amount."""

DISTRICTS = st.integers(1, 2)
PROBLEMS = st.integers(1, 3)
WISHES = st.lists(
    st.tuples(DISTRICTS, st.frozensets(PROBLEMS, max_size=3), st.integers(1, 30)), max_size=5
)
POTS = st.lists(
    st.tuples(st.integers(0, 40), st.none() | DISTRICTS, st.none() | PROBLEMS), max_size=6
).map(
    lambda drawn: Pots(
        sorted((Pot(n, *pot) for n, pot in enumerate(drawn)), key=lambda pot: pot.breadth)
    )
)


def initiative(number: int, wish: Wish) -> Initiative:
    district, problems, amount = wish
    return Initiative(
        id=number,
        district_id=district,
        requested=amount,
        addresses=[Problem(id=problem) for problem in problems],
    )


def in_order(*given: Pot) -> Pots:
    return Pots(sorted(given, key=lambda pot: pot.breadth))


SOME_PLAYGROUND = initiative(1, (1, frozenset({1}), 50))


@pytest.mark.parametrize(
    ("district", "problem", "may"),
    [
        (None, None, True),
        (1, None, True),
        (2, None, False),
        (None, 1, True),
        (None, 2, False),
        (1, 1, True),
        (2, 1, False),
        (1, 2, False),
    ],
)
def test_a_donation_pays_for_what_its_donor_gave_it_for(
    district: int | None, problem: int | None, may: bool
) -> None:
    pot = Pot(1, 100, district, problem)

    assert pot.may_pay_for(SOME_PLAYGROUND) == may
    assert Pots([pot]).for_(SOME_PLAYGROUND) == (100 if may else 0)


def test_an_initiative_that_addresses_no_problem_gets_nothing_that_is_for_one() -> None:
    assert not Pot(1, 100, None, 1).may_pay_for(initiative(1, (1, frozenset(), 50)))


def test_the_most_restricted_is_used_first_and_the_oldest_of_its_like() -> None:
    free = in_order(
        Pot(1, 10),
        Pot(2, 10),
        Pot(3, 10, district_id=1),
        Pot(4, 10, problem_id=1),
        Pot(5, 10, district_id=1, problem_id=1),
        Pot(6, 10, district_id=2),
        Pot(7, 10, problem_id=2),
    )

    parts = free.parts_for(SOME_PLAYGROUND, 45)

    assert parts == [Part(5, 10), Part(4, 10), Part(3, 10), Part(1, 10), Part(2, 5)]


def test_an_unrestricted_rouble_is_kept_for_what_nothing_else_pays_for() -> None:
    free = in_order(Pot(1, 50), Pot(2, 50, district_id=1))

    left = free.less(SOME_PLAYGROUND, 50)

    assert left.for_(initiative(2, (2, frozenset(), 50))) == 50
    assert left.for_(initiative(3, (1, frozenset(), 50))) == 50


def test_who_can_be_paid_from_elsewhere_makes_way() -> None:
    """Two problems, two donations: who could use either was promised the one that only the other
    can use."""
    free = in_order(Pot(1, 50, problem_id=1), Pot(2, 50, problem_id=2))
    either, only_first = (
        initiative(1, (1, frozenset({1, 2}), 50)),
        initiative(2, (1, frozenset({1}), 50)),
    )

    for order in ([either, only_first], [only_first, either]):
        left = free
        for one in order:
            assert left.for_(one) >= 50
            left = left.less(one, 50)
        assert (left.free, left.for_(either), left.for_(only_first)) == (0, 0, 0)


def test_an_award_leaves_what_was_promised_to_another() -> None:
    free = in_order(Pot(1, 50, problem_id=1), Pot(2, 50, problem_id=2))
    promised = free.less(initiative(2, (1, frozenset({1}), 50)), 50)

    assert promised.parts_for(initiative(1, (1, frozenset({1, 2}), 50)), 50) == [Part(2, 50)]


def test_a_promise_makes_way_before_broad_money_is_given_out() -> None:
    """Who was promised the first donation can have the second; only the third is for anything."""
    free = in_order(Pot(1, 50, problem_id=1), Pot(2, 50, problem_id=2), Pot(3, 50))
    promised = free.less(initiative(1, (1, frozenset({1, 2}), 50)), 50)

    assert promised.parts_for(initiative(2, (1, frozenset({1}), 50)), 50) == [Part(1, 50)]


def test_no_parts_make_up_more_than_is_free() -> None:
    free = in_order(Pot(1, 50, problem_id=1), Pot(2, 50, problem_id=2))

    with pytest.raises(ValueError, match="1 more than there is"):
        free.parts_for(SOME_PLAYGROUND, 51)


def test_what_of_a_donation_no_promise_needs() -> None:
    free = in_order(Pot(1, 50), Pot(2, 50, district_id=1)).less(SOME_PLAYGROUND, 70)

    assert [free.of(1), free.of(2), free.of(3)] == [30, 30, 0]


def subsets(wishes: Sequence[Initiative]) -> list[tuple[Initiative, ...]]:
    sizes = range(1, len(wishes) + 1)
    return list(chain.from_iterable(combinations(wishes, size) for size in sizes))


def suffices(free: Pots, wishes: Sequence[Initiative]) -> bool:
    """Hall's condition: no group of them wants more than its donations have together."""
    return all(
        sum(wish.requested for wish in some)
        <= sum(pot.free for pot in free.pots if any(pot.may_pay_for(wish) for wish in some))
        for some in subsets(wishes)
    )


@given(POTS, WISHES)
def test_everyone_is_promised_what_can_be_kept_and_nobody_more(
    free: Pots, wishes: list[Wish]
) -> None:
    chosen: list[Initiative] = []
    left = free
    for number, wish in enumerate(wishes):
        asking = initiative(number, wish)
        possible = asking.requested <= left.for_(asking)
        assert possible == suffices(free, [*chosen, asking])
        if possible:
            chosen.append(asking)
            left = left.less(asking, asking.requested)

    everyone = [initiative(number, wish) for number, wish in enumerate(wishes)]
    by_ranking = Capacity(len(wishes), {}, free, "RUB").goes_to(everyone)
    assert [one.id for one in by_ranking] == [one.id for one in chosen]
    assert [promise.amount for promise in left.promises] == [one.requested for one in chosen]
    assert left.free == sum(pot.free for pot in free.pots) - sum(one.requested for one in chosen)
    for number, pot in enumerate(free.pots):
        assert 0 <= sum(p.parts.get(number, 0) for p in left.promises) <= pot.free
    for promise, one in zip(left.promises, chosen, strict=True):
        assert all(
            free.pots[number].may_pay_for(one) for number, part in promise.parts.items() if part
        )


@settings(max_examples=400)
@given(POTS, WISHES)
def test_unrestricted_money_goes_only_where_restricted_money_does_not_suffice(
    free: Pots, wishes: list[Wish]
) -> None:
    asking = [initiative(number, wish) for number, wish in enumerate(wishes)]
    if not suffices(free, asking):
        return
    left = free
    for one in asking:
        left = left.less(one, one.requested)
    broad = {n for n, pot in enumerate(free.pots) if pot.breadth[:2] == (True, True)}
    used = sum(p.parts.get(n, 0) for p in left.promises for n in broad)

    bound = Pots([pot for n, pot in enumerate(free.pots) if n not in broad])
    lacking = [
        sum(wish.requested for wish in some)
        - sum(pot.free for pot in bound.pots if any(pot.may_pay_for(wish) for wish in some))
        for some in subsets(asking)
    ]
    assert used == max([0, *lacking])


@given(POTS, WISHES)
def test_whoever_is_paid_first_the_others_get_theirs(free: Pots, wishes: list[Wish]) -> None:
    """Announced one after another, in any order, every promise is kept."""
    asking = [initiative(number, wish) for number, wish in enumerate(wishes)]
    if not suffices(free, asking):
        return
    for order in (asking, asking[::-1]):
        left = list(free.pots)
        for number, one in enumerate(order):
            promised = Pots(left)
            for other in order[number + 1 :]:
                promised = promised.less(other, other.requested)
            parts = {p.donation_id: p.amount for p in promised.parts_for(one, one.requested)}
            assert sum(parts.values()) == one.requested
            left = [
                Pot(
                    p.donation_id, p.free - parts.get(p.donation_id, 0), p.district_id, p.problem_id
                )
                for p in left
            ]
        assert all(pot.free >= 0 for pot in left)


@given(POTS, WISHES)
def test_asking_changes_nothing(free: Pots, wishes: list[Wish]) -> None:
    before = list(free.pots)
    for number, wish in enumerate(wishes):
        one = initiative(number, wish)
        assert free.for_(one) == free.for_(one)
        assert total(free.parts_for(one, free.for_(one))) == free.for_(one)

    assert (list(free.pots), list(free.promises)) == (before, [])


def test_what_is_free_is_read_with_its_restrictions(competition: Competition) -> None:
    competition.has_only(0)
    problem = competition.district.problems[0]
    broad = competition.donation(10, "a")
    for_district = competition.donation(20, "b", district=competition.district)
    for_problem = competition.donation(30, "c", problem=problem)
    competition.pledge(40)

    found = pots(competition.session, competition.programme.id)

    assert list(found.pots) == [
        Pot(for_problem.id, 30_00, None, problem.id),
        Pot(for_district.id, 20_00, competition.district.id, None),
        Pot(broad.id, 10_00, None, None),
    ]
    assert found.free == 60_00


def test_money_of_those_left_out_counts_as_free(competition: Competition) -> None:
    competition.has_only(60_000)
    supported = competition.at("implementation")

    assert pots(competition.session, competition.programme.id).free == 10_000_00
    without = pots(competition.session, competition.programme.id, without=[supported.id])
    assert without.free == 60_000_00


def test_money_for_another_district_supports_nobody_here(competition: Competition) -> None:
    competition.has_only(0)
    competition.donation(100_000, "b", district=competition.other_district)
    (item,) = competition.convened(competition.at("approval")).items

    codes = refusal(competition.on_item, item, "put", "chair", facts={"motion": "approve"})

    assert codes == ["motion_can_be_carried_out"]
    competition.donation(50_000, "c", district=competition.district)
    competition.vote(item)


def test_two_decisions_that_could_share_money_are_both_announced(
    competition: Competition,
) -> None:
    """The older can be paid from either donation, the later only from the one that comes first."""
    competition.has_only(0)
    first, second = competition.district.problems[:2]
    competition.donation(50_000, "a", problem=first)
    competition.donation(50_000, "b", problem=second)
    either = competition.at("approval", "1-01", addresses=[first, second])
    only_first = competition.at("approval", "1-02", addresses=[first])
    meeting = competition.convened(either, only_first)
    for item in sorted(meeting.items, key=lambda item: -item.initiative_id):
        competition.vote(item)
        competition.close_vote(item)

    competition.finish(meeting)

    assert (either.state, only_first.state) == ("funding", "funding")
    assert faults(competition) == []


def test_no_third_is_promised_what_two_have_between_them(competition: Competition) -> None:
    competition.has_only(0)
    first, second = competition.district.problems[:2]
    competition.donation(50_000, "a", problem=first)
    competition.donation(50_000, "b", problem=second)
    asking = [
        competition.at("approval", "1-01", addresses=[first, second]),
        competition.at("approval", "1-02", addresses=[first]),
        competition.at("approval", "1-03", addresses=[second]),
    ]
    items = {item.initiative_id: item for item in competition.convened(*asking).items}
    for initiative in (asking[1], asking[0]):
        competition.vote(items[initiative.id])
        competition.close_vote(items[initiative.id])

    last = items[asking[2].id]
    codes = refusal(competition.on_item, last, "put", "chair", facts={"motion": "approve"})

    assert codes == ["motion_can_be_carried_out"]
    free = capacity(competition.session, competition.programme)
    assert (free.money.minor, free.money_for(asking[2]).minor) == (0, 0)
