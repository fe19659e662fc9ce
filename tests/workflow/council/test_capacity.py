"""Slots and money: what is given, what is promised, what is left."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from models import Initiative, Money, Motion
from tests.make import Competition, enrol
from workflow.council.capacity import Capacity, capacity
from workflow.money.pots import Pot, Pots


def wanting(*requests: tuple[int, int]) -> list[Initiative]:
    """Initiatives, each with its district and what it asks for."""
    return [
        Initiative(id=number, district_id=district, requested=requested)
        for number, (district, requested) in enumerate(requests, start=1)
    ]


def having(slots: int, used: dict[int, int], money: int) -> Capacity:
    """So many slots, and so much that may be spent on anything."""
    return Capacity(slots, used, Pots([Pot(1, money)]), "RUB")


def chosen(free: Capacity, *requests: tuple[int, int]) -> list[int]:
    return [initiative.id for initiative in free.goes_to(wanting(*requests))]


REQUESTS = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 50)), max_size=12)
FREE = st.builds(
    having,
    slots=st.integers(0, 4),
    used=st.dictionaries(st.integers(1, 3), st.integers(0, 5)),
    money=st.integers(0, 200),
)


def test_it_goes_to_the_first_in_order_while_slots_last() -> None:
    assert chosen(having(2, {1: 1}, 100), (1, 10), (1, 10), (2, 10)) == [1, 3]


def test_what_asks_for_too_much_is_passed_over_and_not_what_comes_after_it() -> None:
    assert chosen(having(5, {}, 100), (1, 60), (1, 50), (1, 40), (1, 1)) == [1, 3]


def test_the_last_kopeck_is_given_and_none_beyond() -> None:
    assert chosen(having(5, {}, 100), (1, 100)) == [1]
    assert chosen(having(5, {}, 99), (1, 100)) == []
    assert chosen(having(5, {}, 0), (1, 1)) == []


def test_no_slots_in_a_district_are_no_reason_against_another() -> None:
    free = having(1, {1: 1}, 100)

    assert (free.slot_is_free(1), free.slot_is_free(2)) == (False, True)


@given(FREE, REQUESTS)
def test_never_more_is_given_than_slots_and_money_there_are(
    free: Capacity, requests: list[tuple[int, int]]
) -> None:
    given_to = free.goes_to(wanting(*requests))
    taken = Counter(initiative.district_id or 0 for initiative in given_to)

    assert sum(initiative.requested for initiative in given_to) <= free.money.minor
    assert all(free.used.get(d, 0) + number <= free.slots for d, number in taken.items())


@given(FREE, REQUESTS)
def test_nobody_is_left_out_whom_slots_and_money_would_have_sufficed_for(
    free: Capacity, requests: list[tuple[int, int]]
) -> None:
    asking = wanting(*requests)
    given_to = free.goes_to(asking)
    left = free.money.minor - sum(initiative.requested for initiative in given_to)
    used = Counter(free.used) + Counter(i.district_id or 0 for i in given_to)

    for passed_over in (i for i in asking if i not in given_to):
        full = used[passed_over.district_id or 0] >= free.slots
        assert full or passed_over.requested > left


@given(FREE, REQUESTS)
def test_asking_changes_nothing(free: Capacity, requests: list[tuple[int, int]]) -> None:
    used = dict(free.used)

    assert chosen(free, *requests) == chosen(free, *requests)
    assert free.used == used


def free_of(competition: Competition) -> tuple[int, int]:
    """Slots taken in the first district, roubles left."""
    free = capacity(competition.session, competition.programme)
    return free.used.get(competition.district.id, 0), free.money.minor // 100


def test_what_is_decided_takes_a_slot_and_money_before_anyone_hears_of_it(
    competition: Competition,
) -> None:
    initiative = competition.at("approval")
    (item,) = competition.convened(initiative).items
    assert free_of(competition) == (0, 900_000)

    competition.vote(item)
    assert free_of(competition) == (0, 900_000)
    competition.close_vote(item)

    assert free_of(competition) == (1, 850_000)
    assert initiative.awarded is None


def test_what_is_decided_and_then_announced_is_counted_once(competition: Competition) -> None:
    competition.at("funding")

    assert free_of(competition) == (1, 850_000)


def test_decisions_that_support_nothing_take_nothing(competition: Competition) -> None:
    initiatives = [competition.at("approval", f"1-0{number}") for number in range(3)]
    meeting = competition.convened(*initiatives)
    against = (Motion.PUT_ON_RESERVE, Motion.RETURN_FOR_REVISION, Motion.REJECT)
    for item, motion in zip(meeting.items, against, strict=True):
        competition.vote(item, motion)
        competition.close_vote(item)

    assert free_of(competition) == (0, 900_000)


def test_a_decision_that_is_reconsidered_frees_what_it_took(competition: Competition) -> None:
    (item,) = competition.convened(competition.at("approval")).items
    competition.vote(item)
    competition.close_vote(item)

    competition.on_item(item, "reconsider", "chair", reason="Ошиблись в смете")

    assert free_of(competition) == (0, 900_000)


def test_a_supported_initiative_that_declines_frees_what_it_took(competition: Competition) -> None:
    competition.act(competition.at("funding"), "withdraw", "leader", reason="Нашли другие средства")

    assert free_of(competition) == (0, 900_000)


def test_a_decided_initiative_that_withdraws_frees_what_was_promised(
    competition: Competition,
) -> None:
    initiative = competition.at("approval")
    (item,) = competition.convened(initiative).items
    competition.vote(item)
    competition.close_vote(item)

    competition.act(initiative, "withdraw", "leader", reason="Передумали")

    assert free_of(competition) == (0, 900_000)


def test_slots_are_counted_by_district_and_money_over_all(competition: Competition) -> None:
    enrol(competition, competition.other_district, "other_deputy")
    competition.at("funding")
    problem = [p for p in competition.other_district.problems]
    competition.at("funding", "2-01", district=competition.other_district, addresses=problem)

    free = capacity(competition.session, competition.programme)

    assert free.used == {competition.district.id: 1, competition.other_district.id: 1}
    assert free.money == Money(800_000_00)


def test_without_some_is_as_if_they_had_been_given_nothing(competition: Competition) -> None:
    supported = competition.at("funding")

    free = capacity(competition.session, competition.programme, without=[supported.id])

    assert (free.used, free.money) == ({}, Money(900_000_00))


def test_money_that_was_pledged_and_has_not_come_supports_nothing(
    competition: Competition,
) -> None:
    competition.pledge(100_000)

    assert free_of(competition) == (0, 900_000)
