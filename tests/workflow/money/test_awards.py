"""An award: a slot of its district, money of donations that may pay for it, and the way back."""

import json

import pytest
from sqlalchemy import select

from models import Account, HistoryEntry, Initiative, Problem, Slot, Tranche
from tests.make import Competition, enrol
from tests.workflow.money.books import by_donation, faults, refusal, roubles


def slots(competition: Competition) -> dict[str, int]:
    """Code of an initiative → number of its slot."""
    found = select(Initiative.code, Slot.number).join(Slot, Slot.initiative_id == Initiative.id)
    return {code: number for code, number in competition.session.execute(found)}


def last_facts(competition: Competition, initiative: Initiative, action: str) -> dict[str, object]:
    told = competition.session.scalars(
        select(HistoryEntry.facts)
        .where(HistoryEntry.subject_id == initiative.id, HistoryEntry.action == action)
        .order_by(HistoryEntry.sequence.desc())
    ).first()
    assert told is not None
    facts: dict[str, object] = json.loads(told)
    return facts


def tranches(competition: Competition, initiative: Initiative) -> list[tuple[str, int]]:
    ours = select(Tranche).where(Tranche.initiative_id == initiative.id).order_by(Tranche.ordinal)
    return [(t.state, t.amount // 100) for t in competition.session.scalars(ours)]


def decline(competition: Competition, initiative: Initiative) -> None:
    competition.act(initiative, "withdraw", "leader", reason="Нашли другие средства")


def terminate(competition: Competition, initiative: Initiative) -> None:
    competition.act(initiative, "terminate", "coordinator", reason="Работы не ведутся")


def test_an_award_is_what_was_asked_for_and_takes_the_first_slot(
    competition: Competition,
) -> None:
    initiative = competition.at("funding")

    assert initiative.awarded == initiative.requested == 50_000_00
    assert slots(competition) == {"1-01": 1}
    assert roubles(competition) == (850_000, 50_000, 0, 0)
    assert last_facts(competition, initiative, "approve") == {"awarded": 50_000_00}
    assert faults(competition) == []


@pytest.mark.parametrize("state", ["approval", "reserve", "rejected", "returned"])
def test_who_is_not_supported_takes_neither_slot_nor_money(
    competition: Competition, state: str
) -> None:
    initiative = competition.at(state)

    assert (initiative.awarded, slots(competition)) == (None, {})
    assert roubles(competition) == (900_000, 0, 0, 0)


def test_slots_are_numbered_in_each_district(competition: Competition) -> None:
    enrol(competition, competition.other_district, "other_deputy")
    competition.at("funding", "1-01")
    competition.at("funding", "1-02")
    there = competition.other_district
    competition.at("funding", "2-01", district=there, addresses=there.problems[:1])

    assert slots(competition) == {"1-01": 1, "1-02": 2, "2-01": 1}
    assert faults(competition) == []


def test_a_slot_that_became_free_is_the_next_to_be_taken(competition: Competition) -> None:
    first, second, third = (competition.at("funding", f"1-0{n}") for n in (1, 2, 3))

    decline(competition, second)
    assert slots(competition) == {"1-01": 1, "1-03": 3}
    competition.at("funding", "1-04")
    competition.at("funding", "1-05")

    assert slots(competition) == {"1-01": 1, "1-04": 2, "1-03": 3, "1-05": 4}
    assert (first.state, third.state) == ("funding", "funding")


def test_no_district_supports_a_sixth(competition: Competition) -> None:
    for number in range(5):
        competition.at("funding", f"1-1{number}")
    waiting = competition.at("reserve", "1-01")

    assert refusal(competition.act, waiting, "promote", "coordinator") == ["slot_is_free"]
    assert sorted(slots(competition).values()) == [1, 2, 3, 4, 5]


def test_a_terminated_initiative_keeps_its_slot(competition: Competition) -> None:
    supported = [competition.at("funding", f"1-1{number}") for number in range(5)]
    waiting = competition.at("reserve", "1-01")
    competition.paid(supported[0])

    terminate(competition, supported[0])

    assert refusal(competition.act, waiting, "promote", "coordinator") == ["slot_is_free"]
    assert slots(competition)["1-10"] == 1
    assert faults(competition) == []


def test_money_is_reserved_of_the_most_restricted_donations_first(
    competition: Competition,
) -> None:
    competition.has_only(0)
    other, problem = competition.district.problems[0], competition.session.get_one(Problem, 1)
    competition.donation(30_000, "a", code="broad")
    competition.donation(20_000, "b", code="district", district=competition.district)
    competition.donation(15_000, "c", code="problem", problem=problem)
    competition.donation(90_000, "d", code="elsewhere", district=competition.other_district)
    competition.donation(90_000, "e", code="other", problem=other)

    initiative = competition.at("funding")

    assert by_donation(competition, Account.RESERVED, initiative.id) == {
        "broad": 15_000,
        "district": 20_000,
        "problem": 15_000,
    }
    assert faults(competition) == []


def test_a_declined_award_is_free_again_where_it_came_from(competition: Competition) -> None:
    competition.has_only(0)
    competition.donation(30_000, "a", code="broad")
    competition.donation(20_000, "b", code="district", district=competition.district)
    initiative = competition.at("funding")

    decline(competition, initiative)

    assert (initiative.state, initiative.awarded, slots(competition)) == ("withdrawn", None, {})
    assert roubles(competition) == (50_000, 0, 0, 0)
    assert last_facts(competition, initiative, "withdraw") == {"released": 50_000_00}
    assert faults(competition) == []
    again = competition.at("funding", "1-02")
    assert by_donation(competition, Account.RESERVED, again.id) == {
        "broad": 30_000,
        "district": 20_000,
    }


def test_an_award_declined_after_the_agreement_has_no_tranches_left(
    competition: Competition,
) -> None:
    initiative = competition.at("funding")
    competition.signed(initiative)

    decline(competition, initiative)

    assert tranches(competition, initiative) == [("cancelled", 30_000), ("cancelled", 20_000)]
    assert roubles(competition) == (900_000, 0, 0, 0)
    assert faults(competition) == []


def test_a_terminated_initiative_keeps_what_it_was_paid_and_no_more(
    competition: Competition,
) -> None:
    initiative = competition.at("implementation")
    assert roubles(competition) == (850_000, 20_000, 30_000, 0)

    terminate(competition, initiative)

    assert initiative.awarded == 50_000_00
    assert roubles(competition) == (870_000, 0, 30_000, 0)
    assert tranches(competition, initiative) == [("paid", 30_000), ("cancelled", 20_000)]
    assert last_facts(competition, initiative, "terminate") == {"released": 20_000_00}
    assert faults(competition) == []


def test_what_a_completed_initiative_did_not_need_is_free(competition: Competition) -> None:
    initiative = competition.at("completed")

    assert initiative.awarded == 50_000_00
    assert roubles(competition) == (900_000, 0, 0, 0)
    assert tranches(competition, initiative) == [("paid", 30_000), ("cancelled", 20_000)]
    assert last_facts(competition, initiative, "accept_report")["released"] == 20_000_00
    assert faults(competition) == []


def test_what_one_declines_another_is_promoted_with(competition: Competition) -> None:
    competition.has_only(50_000)
    supported, waiting = competition.at("funding", "1-01"), competition.at("reserve", "1-02")
    assert refusal(competition.act, waiting, "promote", "coordinator") == ["money_is_available"]

    decline(competition, supported)
    competition.act(waiting, "promote", "coordinator")

    assert slots(competition) == {"1-02": 1}
    assert roubles(competition) == (0, 50_000, 0, 0)
    assert last_facts(competition, waiting, "promote") == {"awarded": 50_000_00}
    assert faults(competition) == []


def test_who_was_paid_declines_no_more(competition: Competition) -> None:
    initiative = competition.at("implementation")

    assert refusal(competition.act, initiative, "withdraw", "leader", reason="Не будем") == [
        "not_available"
    ]


@pytest.mark.parametrize("state", ["completed", "winding_up", "terminated", "withdrawn"])
def test_the_books_balance_at_every_end(competition: Competition, state: str) -> None:
    initiative = competition.at(
        {"completed": "completed", "withdrawn": "funding"}.get(state, "implementation")
    )
    if state == "withdrawn":
        decline(competition, initiative)
    if state in ("winding_up", "terminated"):
        terminate(competition, initiative)
    if state == "terminated":
        competition.accounted(initiative)
        competition.act(initiative, "close_books", "treasurer")

    assert initiative.state == state
    assert faults(competition) == []
    paid = 30_000 if state == "winding_up" else 0
    assert roubles(competition) == (900_000 - paid, 0, paid, 0)
