"""Donations: pledged, agreed on, received, given back; and who may put that on record."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models import (
    Account,
    Balance,
    Donation,
    Donor,
    DonorKind,
    HistoryEntry,
    Money,
    Motion,
    Tranche,
)
from tests.make import NAMES, Competition, day
from tests.workflow.money.books import faults, refusal, roubles
from workflow.errors import NotFound
from workflow.gate import Move
from workflow.money.donations import (
    Giver,
    Restriction,
    agree,
    find_donation,
    fund_of,
    pledge,
    receive,
    refund,
)
from workflow.programme.lookup import find_fund

GIVEN_ON = date(2026, 3, 1)


def pledged(competition: Competition, **changed: Any) -> Donation:
    asked: dict[str, Any] = {
        "giver": Giver("ООО «Пример»"),
        "amount": Money(100_00),
        "actor": competition.actor("treasurer"),
        "now": competition.now,
    }
    asked |= changed
    giver, amount = asked.pop("giver"), asked.pop("amount")
    return pledge(competition.session, competition.programme, giver, amount, **asked)


def agreed(competition: Competition, number: str = "12/2026", **changed: Any) -> Donation:
    donation = pledged(competition, **changed)
    actor = competition.actor("treasurer")
    agree(competition.session, donation, number, GIVEN_ON, actor=actor, now=competition.now)
    return donation


def received(competition: Competition, donation: Donation, amount: int, **changed: Any) -> Move:
    asked: dict[str, Any] = {"actor": competition.actor("treasurer"), "now": competition.now}
    return receive(competition.session, donation, amount, GIVEN_ON, "№ 5", **asked | changed)


def refunded(competition: Competition, donation: Donation, amount: int, **changed: Any) -> Move:
    asked: dict[str, Any] = {
        "actor": competition.actor("treasurer"),
        "now": competition.now,
        "reason": "Не понадобилось",
    }
    return refund(competition.session, donation, amount, "№ 9", **asked | changed)


def deeds(competition: Competition) -> list[str]:
    fund = find_fund(competition.session, competition.programme)
    entries = select(HistoryEntry.action).where(HistoryEntry.subject_id == fund.id)
    return list(competition.session.scalars(entries.order_by(HistoryEntry.sequence)))


def test_a_pledge_is_a_promise_and_no_money(competition: Competition) -> None:
    donation = pledged(competition)

    assert (donation.pledged, donation.agreement, donation.agreed_on) == (100_00, None, None)
    assert roubles(competition) == (900_000, 0, 0, 0)
    assert deeds(competition) == ["open", "pledge", "agree", "receive", "pledge"]


def test_money_is_free_once_it_is_received(competition: Competition) -> None:
    donation = agreed(competition)
    assert roubles(competition) == (900_000, 0, 0, 0)

    received(competition, donation, 40_00)
    received(competition, donation, 60_00)

    assert roubles(competition) == (900_100, 0, 0, 0)
    assert faults(competition) == []


def test_the_history_tells_what_came_when_under_which_number(competition: Competition) -> None:
    donation = agreed(competition, code="D-7")

    move = received(competition, donation, 40_00)

    entry = competition.session.scalars(
        select(HistoryEntry).where(
            HistoryEntry.subject_id == move.subject_id, HistoryEntry.sequence == move.sequence
        )
    ).one()
    assert entry.facts == (
        '{"amount":4000,"donation":"D-7","received_on":"2026-03-01","reference":"№ 5"}'
    )


def test_a_donation_has_a_code_of_its_own_where_none_is_given(competition: Competition) -> None:
    codes = [pledged(competition).code for _ in range(2)]

    assert codes == ["D2", "D3"]


def test_a_code_that_somebody_chose_is_passed_over(competition: Competition) -> None:
    pledged(competition, code="D3")

    assert [pledged(competition).code for _ in range(2)] == ["D4", "D5"]


def test_a_pledge_of_the_same_code_is_the_same_pledge(competition: Competition) -> None:
    first = pledged(competition, code="bank-1")
    again = pledged(competition, code="bank-1", amount=Money(999_00))

    assert again is first
    assert first.pledged == 100_00
    assert deeds(competition).count("pledge") == 2


def test_one_donor_gives_many_donations(competition: Competition) -> None:
    first, second = pledged(competition), pledged(competition, giver=Giver("  ООО   «Пример» "))

    assert first.donor_id == second.donor_id
    named = select(Donor).where(Donor.name == "ООО «Пример»")
    assert len(competition.session.scalars(named).all()) == 1


def test_a_person_and_an_organisation_of_one_name_are_two_donors(
    competition: Competition,
) -> None:
    person = pledged(competition, giver=Giver("Иван Иванов", DonorKind.PERSON))
    firm = pledged(competition, giver=Giver("Иван Иванов", DonorKind.ORGANISATION))

    assert person.donor_id != firm.donor_id


def test_who_once_asked_not_to_be_named_stays_unnamed(competition: Competition) -> None:
    donation = pledged(competition, giver=Giver("Иван Иванов", anonymous=True))
    pledged(competition, giver=Giver("Иван Иванов"))

    assert donation.donor.anonymous


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"amount": Money(0)}, ["amount_unfit"]),
        ({"amount": Money(-1)}, ["amount_unfit"]),
        ({"amount": Money(10**15 + 1)}, ["amount_unfit"]),
        ({"amount": Money(10**30)}, ["amount_unfit"]),
        ({"amount": Money(100_00, "EUR")}, ["currency_unfit"]),
        ({"giver": Giver("")}, ["donor_unnamed"]),
        ({"giver": Giver(" \n ")}, ["donor_unnamed"]),
        ({"giver": Giver("И" * 301)}, ["donor_unnamed"]),
        ({"giver": Giver("Иван\x00")}, ["text_unreadable"]),
        ({"code": "D" * 41}, ["code_unfit"]),
        ({"code": " "}, ["code_unfit"]),
        ({"code": ""}, ["code_unfit"]),
        ({"code": "D\x00"}, ["code_unfit"]),
        ({"restriction": Restriction(purpose="П" * 301)}, ["purpose_too_long"]),
        ({"restriction": Restriction(purpose="\x07")}, ["text_unreadable"]),
        (
            {"giver": Giver(""), "amount": Money(0, "EUR")},
            ["donor_unnamed", "amount_unfit", "currency_unfit"],
        ),
    ],
)
def test_an_unfit_pledge_is_refused_in_words(
    competition: Competition, changed: dict[str, Any], codes: list[str]
) -> None:
    assert refusal(pledged, competition, **changed) == codes

    assert len(competition.session.scalars(select(Donation)).all()) == 1


def test_the_longest_pledge_is_taken(competition: Competition) -> None:
    donation = pledged(
        competition,
        giver=Giver("И" * 300),
        amount=Money(10**15),
        code="D" * 40,
        restriction=Restriction(purpose="П" * 300),
    )

    assert donation.pledged == 10**15


def test_a_problem_of_another_district_is_no_restriction(competition: Competition) -> None:
    bound = Restriction(
        district=competition.district, problem=competition.other_district.problems[0]
    )

    assert refusal(pledged, competition, restriction=bound) == ["other_district"]


def test_a_problem_alone_is_a_restriction(competition: Competition) -> None:
    problem = competition.other_district.problems[0]
    donation = pledged(competition, restriction=Restriction(problem=problem))

    assert (donation.district_id, donation.problem_id) == (None, problem.id)


def test_no_money_comes_without_an_agreement(competition: Competition) -> None:
    donation = pledged(competition)

    assert refusal(received, competition, donation, 100_00) == ["donation_is_agreed"]


def test_money_in_parts_is_never_more_than_was_pledged(competition: Competition) -> None:
    donation = agreed(competition)
    received(competition, donation, 99_99)

    assert refusal(received, competition, donation, 2) == ["no_more_than_pledged"]
    received(competition, donation, 1)
    assert refusal(received, competition, donation, 1) == ["no_more_than_pledged"]


def test_money_given_back_is_not_awaited_again(competition: Competition) -> None:
    donation = agreed(competition)
    received(competition, donation, 100_00)
    refunded(competition, donation, 100_00)

    assert refusal(received, competition, donation, 1) == ["no_more_than_pledged"]


@pytest.mark.parametrize("amount", [0, -1, True, 10**16, 1.5, "100"])
def test_an_amount_is_a_whole_number_above_zero(competition: Competition, amount: Any) -> None:
    donation = agreed(competition)

    assert refusal(received, competition, donation, amount) == ["fact_invalid"]


@pytest.mark.parametrize("deed", ["agree", "receive"])
def test_what_is_still_to_come_is_not_on_record(competition: Competition, deed: str) -> None:
    donation = agreed(competition) if deed == "receive" else pledged(competition)
    asked: dict[str, Any] = {"actor": competition.actor("treasurer"), "now": competition.now}
    tomorrow = date.fromordinal(day(competition.now).toordinal() + 1)

    if deed == "receive":
        codes = refusal(lambda: receive(competition.session, donation, 1, tomorrow, "№ 1", **asked))
    else:
        codes = refusal(agree, competition.session, donation, "5", tomorrow, **asked)

    assert codes == ["day_is_past"]


def test_an_agreement_is_one_donations_and_a_donation_has_one(competition: Competition) -> None:
    donation, other = agreed(competition, "12/2026"), pledged(competition)
    asked: dict[str, Any] = {"actor": competition.actor("treasurer"), "now": competition.now}

    for of, number in ((donation, "13/2026"), (other, " 12/2026 "), (other, "x" * 41)):
        assert refusal(agree, competition.session, of, number, GIVEN_ON, **asked) == [
            "agreement_is_new"
        ]
    assert (donation.agreement, other.agreement) == ("12/2026", None)


def test_the_agreement_is_kept_with_its_day(competition: Competition) -> None:
    donation = agreed(competition, "  12/2026  от  марта ")

    assert (donation.agreement, donation.agreed_on) == ("12/2026 от марта", GIVEN_ON)


def test_only_what_is_free_goes_back(competition: Competition) -> None:
    donation = agreed(competition)
    received(competition, donation, 100_00)

    assert refusal(refunded, competition, donation, 100_01) == ["no_more_than_is_free"]
    refunded(competition, donation, 60_00)
    assert refusal(refunded, competition, donation, 40_01) == ["no_more_than_is_free"]

    assert roubles(competition) == (900_040, 0, 0, 0)
    assert faults(competition) == []


def test_a_donation_that_did_not_come_has_nothing_to_give_back(competition: Competition) -> None:
    assert refusal(refunded, competition, agreed(competition), 1) == ["no_more_than_is_free"]


def test_a_refund_has_a_reason(competition: Competition) -> None:
    donation = agreed(competition)
    received(competition, donation, 100_00)

    assert refusal(refunded, competition, donation, 1, reason=" ") == ["reason_missing"]


def test_money_awarded_does_not_go_back(competition: Competition) -> None:
    competition.has_only(50_000)
    competition.at("funding")
    donation = find_donation(competition.session, competition.programme, "only 50000")

    assert refusal(refunded, competition, donation, 1) == ["no_more_than_is_free"]


def test_money_promised_and_not_announced_does_not_go_back(competition: Competition) -> None:
    competition.has_only(60_000)
    donation = find_donation(competition.session, competition.programme, "only 60000")
    (item,) = competition.convened(competition.at("approval")).items
    competition.vote(item)
    competition.close_vote(item)

    assert refusal(refunded, competition, donation, 10_000_01) == ["no_more_than_is_free"]
    refunded(competition, donation, 10_000_00)


def test_a_promise_that_another_donation_can_keep_holds_nothing_up(
    competition: Competition,
) -> None:
    competition.has_only(50_000)
    first = find_donation(competition.session, competition.programme, "only 50000")
    second = competition.donation(50_000, "second")
    (item,) = competition.convened(competition.at("approval")).items
    competition.vote(item, Motion.APPROVE)
    competition.close_vote(item)

    refunded(competition, first, 50_000_00)

    assert refusal(refunded, competition, second, 1) == ["no_more_than_is_free"]


DEEDS: dict[str, tuple[Callable[[Competition, Donation, str], object], set[str]]] = {
    "pledge": (
        lambda c, d, who: pledged(c, actor=c.actor(who)),
        {"treasurer", "coordinator"},
    ),
    "receive": (
        lambda c, d, who: received(c, d, 1, actor=c.actor(who)),
        {"treasurer"},
    ),
    "refund": (
        lambda c, d, who: refunded(c, d, 1, actor=c.actor(who)),
        {"treasurer"},
    ),
    "agree": (
        lambda c, d, who: agree(
            c.session, pledged(c), "77", GIVEN_ON, actor=c.actor(who), now=c.now
        ),
        {"treasurer", "coordinator"},
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_only_those_who_keep_the_money_put_it_on_record(
    competition: Competition, deed: str
) -> None:
    donation = agreed(competition)
    received(competition, donation, 50_00)
    act, may = DEEDS[deed]

    for name in NAMES:
        with competition.session.begin_nested() as undone:
            if name in may:
                act(competition, donation, name)
            else:
                assert refusal(act, competition, donation, name) == ["not_permitted"]
            undone.rollback()


def test_a_pledge_is_told_once_and_as_it_is(competition: Competition) -> None:
    donation = pledged(competition)
    fund = find_fund(competition.session, competition.programme)

    for amount in (donation.pledged, donation.pledged + 1):
        told = {"donation": donation.code, "amount": amount}
        assert refusal(competition.act, fund, "pledge", "treasurer", facts=told) == [
            "pledge_is_new"
        ]


def test_a_repeat_of_the_same_request_changes_nothing(competition: Competition) -> None:
    donation = agreed(competition)

    first, again = (received(competition, donation, 40_00, key="click") for _ in range(2))

    assert (first.repeated, again.repeated) == (False, True)
    assert roubles(competition) == (900_040, 0, 0, 0)


def test_a_donation_is_found_by_its_code_and_by_its_agreement(competition: Competition) -> None:
    donation = agreed(competition, "12/2026", code="D-7")

    for name in ("D-7", "12/2026"):
        assert find_donation(competition.session, competition.programme, name) is donation
    with pytest.raises(NotFound):
        find_donation(competition.session, competition.programme, "D-8")


def test_a_programme_has_one_fund(competition: Competition) -> None:
    known = find_fund(competition.session, competition.programme)
    actor = competition.actor("coordinator")

    again = fund_of(competition.session, competition.programme, actor=actor, now=competition.now)

    assert again is known
    assert deeds(competition).count("open") == 1


def close(competition: Competition, name: str = "coordinator") -> Move:
    fund = find_fund(competition.session, competition.programme)
    return competition.act(fund, "close", name, reason="Программа окончена")


def test_a_fund_that_holds_money_is_not_closed(competition: Competition) -> None:
    assert refusal(close, competition) == ["nothing_is_held"]


def test_a_fund_is_not_closed_while_an_expense_may_be_revoked(competition: Competition) -> None:
    """All money is spent, and the group is not done with it."""
    competition.has_only(30_000)
    initiative = competition.at("implementation", request=Money(30_000_00))
    for line, amount in ((1, 18_000_00), (1, 6_000_00), (2, 6_000_00)):
        competition.on_part(
            competition.expense(initiative, amount, line=line), "accept", "treasurer"
        )
        if amount == 18_000_00:
            _, second = competition.session.query(Tranche).order_by(Tranche.ordinal)
            competition.pay(second)

    assert refusal(close, competition) == ["no_initiative_is_under_way"]


def test_a_closed_fund_takes_and_gives_nothing(competition: Competition) -> None:
    donation = agreed(competition)
    competition.has_only(0)
    close(competition)

    for act in (
        lambda: pledged(competition),
        lambda: received(competition, donation, 1),
        lambda: refunded(competition, donation, 1),
    ):
        assert refusal(act) == ["not_available"]
    assert roubles(competition) == (0, 0, 0, 0)


def test_a_fund_is_closed_when_all_is_spent(competition: Competition) -> None:
    competition.has_only(50_000)
    initiative = competition.at("implementation")
    assert refusal(close, competition) == ["nothing_is_held", "no_initiative_is_under_way"]
    competition.accounted(initiative)
    competition.reported(initiative)
    competition.act(initiative, "accept_report", "coordinator", facts={"rating": "successful"})
    competition.has_only(0)

    close(competition)

    kept = select(Balance).where(Balance.amount > 0, Balance.account != Account.SPENT)
    assert competition.session.scalars(kept).all() == []
