"""The reserve list: who waits, in which order, and who is next when something is free."""

import pytest
from sqlalchemy import select

from models import HistoryEntry, Initiative, Money
from tests.make import Competition
from workflow.actor import Actor
from workflow.council.reserve import next_promoted, reserve_list
from workflow.errors import Refusal
from workflow.meetings.decisions import promote


def waiting(competition: Competition) -> list[str]:
    return [i.code for i in reserve_list(competition.session, competition.programme)]


def following(competition: Competition) -> str | None:
    found = next_promoted(competition.session, competition.programme)
    return None if found is None else found.code


def money(competition: Competition, roubles: int) -> None:
    """So much is there in all, whatever is given already."""
    given = sum(i.awarded or 0 for i in competition.session.query(Initiative)) // 100
    competition.has_only(roubles - given)


def reserved(
    competition: Competition, code: str, benefit: int, roubles: int = 50_000
) -> Initiative:
    """An initiative on the reserve list; its experts agree on the benefit."""
    initiative = competition.at("expert_review", code, request=Money(roubles * 100))
    competition.reviewed(initiative, benefit, benefit)
    competition.meeting(initiative, motion="put_on_reserve")  # type: ignore[arg-type]
    return initiative


def test_who_ranks_higher_waits_further_ahead(competition: Competition) -> None:
    for code, benefit in (("1-01", 4), ("1-02", 9), ("1-03", 6)):
        reserved(competition, code, benefit)

    assert waiting(competition) == ["1-02", "1-03", "1-01"]


def test_of_equals_who_was_proposed_first_waits_ahead(competition: Competition) -> None:
    for code in ("1-01", "1-02", "1-03"):
        reserved(competition, code, 7)

    assert waiting(competition) == ["1-01", "1-02", "1-03"]


def test_nobody_else_is_on_the_list(competition: Competition) -> None:
    competition.at("approval", "1-01")
    competition.at("funding", "1-02")
    competition.at("rejected", "1-03")

    assert (waiting(competition), following(competition)) == ([], None)


def test_the_first_that_money_suffices_for_is_next(competition: Competition) -> None:
    reserved(competition, "1-01", 9, roubles=80_000)
    reserved(competition, "1-02", 5, roubles=30_000)

    found = []
    for roubles in (29_999, 30_000, 79_999, 80_000):
        money(competition, roubles)
        found.append(following(competition))

    assert found == [None, "1-02", "1-02", "1-01"]


def test_promotion_goes_down_the_list_while_slots_and_money_last(
    competition: Competition,
) -> None:
    initiatives = [reserved(competition, f"1-0{n}", benefit=9 - n) for n in range(3)]
    money(competition, 100_000)

    moves = [
        promote(
            competition.session,
            competition.programme,
            actor=Actor.clock("promote_from_reserve"),
            now=competition.now,
        )
        for _ in range(3)
    ]

    assert [initiative.state for initiative in initiatives] == ["funding", "funding", "reserve"]
    assert [move is None for move in moves] == [False, False, True]


def test_who_stands_lower_is_not_promoted_past_who_stands_higher(
    competition: Competition,
) -> None:
    first, second = (reserved(competition, f"1-0{n}", benefit=9 - n) for n in range(2))

    with pytest.raises(Refusal, match="1-00 stands higher on the reserve list") as refused:
        competition.act(second, "promote", "coordinator")

    assert refused.value.codes == ["first_on_reserve_list"]
    competition.act(first, "promote", "coordinator")
    competition.act(second, "promote", "coordinator")


def test_nobody_is_promoted_without_money(competition: Competition) -> None:
    initiative = reserved(competition, "1-01", 9)
    money(competition, 49_999)

    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "promote", "coordinator")

    assert refused.value.codes == ["money_is_available"]
    assert (initiative.state, initiative.awarded) == ("reserve", None)


def test_a_slot_that_is_promised_and_not_announced_promotes_nobody(
    competition: Competition,
) -> None:
    initiative = reserved(competition, "1-01", 9)
    money(competition, 50_000)
    (item,) = competition.convened(competition.at("approval", "1-02")).items
    competition.vote(item)
    competition.close_vote(item)

    assert following(competition) is None
    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "promote", "coordinator")
    assert refused.value.codes == ["money_is_available"]


def test_what_another_declines_goes_to_the_next_on_the_list(competition: Competition) -> None:
    money(competition, 50_000)
    supported = competition.at("funding", "1-01")
    next_one = reserved(competition, "1-02", 9)
    assert following(competition) is None

    competition.act(supported, "withdraw", "leader", reason="Нашли другие средства")

    assert following(competition) == "1-02"
    competition.act(next_one, "promote", "coordinator")
    assert (next_one.state, next_one.awarded) == ("funding", 50_000_00)


def test_only_the_coordinator_or_the_calendar_promotes(competition: Competition) -> None:
    initiative = reserved(competition, "1-01", 9)

    for name in ("chair", "secretary", "leader", "treasurer", "expert"):
        with pytest.raises(Refusal) as refused:
            competition.act(initiative, "promote", name)
        assert refused.value.codes == ["not_permitted"]


def test_the_history_says_that_it_was_the_reserve(competition: Competition) -> None:
    initiative = reserved(competition, "1-01", 9)

    competition.act(initiative, "promote", "coordinator")

    entries = competition.session.scalars(
        select(HistoryEntry.action)
        .where(HistoryEntry.subject_id == initiative.id)
        .order_by(HistoryEntry.sequence)
    ).all()
    assert entries[-2:] == ["put_on_reserve", "promote"]
