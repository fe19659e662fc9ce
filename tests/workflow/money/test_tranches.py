"""An award is paid out in tranches: in their order, each when the one before is accounted for."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from models import Account, HistoryEntry, Initiative, OutboxMessage, Tranche
from tests.make import NAMES, Competition, day
from tests.workflow.money.books import faults, refusal, roubles
from workflow.deadlines.sweep import overdue
from workflow.money.ledger import balance
from workflow.money.tranches import shares_of

SHARES = st.lists(st.integers(1, 100), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        (100, [100], [100]),
        (100, [60, 40], [60, 40]),
        (101, [60, 40], [60, 41]),
        (99, [50, 50], [49, 50]),
        (100, [33, 33, 34], [33, 33, 34]),
        (10, [33, 33, 34], [3, 3, 4]),
        (1, [60, 40], [1]),
        (1, [100], [1]),
        (2, [50, 50], [1, 1]),
        (3, [10, 10, 80], [3]),
        (10**15, [60, 40], [6 * 10**14, 4 * 10**14]),
    ],
)
def test_an_award_is_divided_by_its_shares(
    amount: int, shares: list[int], parts: list[int]
) -> None:
    assert shares_of(amount, shares) == parts


@given(st.integers(1, 10**15), SHARES)
def test_parts_make_up_the_whole_and_none_is_nothing(amount: int, cut: list[int]) -> None:
    shares = [share * 100 // sum(cut) for share in cut[:-1]]
    shares.append(100 - sum(shares))

    parts = shares_of(amount, shares)

    assert sum(parts) == amount
    assert all(part > 0 for part in parts)
    assert len(parts) <= len(shares)


def supported(competition: Competition, code: str = "1-01") -> tuple[Initiative, list[Tranche]]:
    """An initiative whose agreement is signed, with its tranches."""
    initiative = competition.at("funding", code)
    return initiative, competition.signed(initiative)


def pay(competition: Competition, tranche: Tranche, name: str = "treasurer", **told: Any) -> None:
    facts = {"payment_order": "№ 7", "paid_on": day(competition.now).isoformat()} | told
    competition.on_part(tranche, "pay", name, facts=facts)


def release(competition: Competition, tranche: Tranche, name: str = "coordinator") -> None:
    competition.on_part(tranche, "release", name)


def spend(competition: Competition, initiative: Initiative) -> None:
    """All that was paid is spent, and its document accepted."""
    left = balance(competition.session, Account.PAID, initiative.id)
    for line in initiative.budget:
        amount = min(left, line.planned)
        if amount:
            expense = competition.expense(initiative, amount, line=line.ordinal)
            competition.on_part(expense, "accept", "treasurer")
        left -= amount


def test_tranches_are_planned_when_the_agreement_is_signed(competition: Competition) -> None:
    initiative, planned = supported(competition)

    assert [(t.code, t.ordinal, t.amount, t.state) for t in planned] == [
        ("1-01.1", 1, 30_000_00, "planned"),
        ("1-01.2", 2, 20_000_00, "planned"),
    ]
    assert {t.district_id for t in planned} == {initiative.district_id}
    assert roubles(competition) == (850_000, 50_000, 0, 0)


def test_the_history_says_how_many_tranches_there_are(competition: Competition) -> None:
    initiative, _ = supported(competition)

    told = competition.session.scalars(
        select(HistoryEntry.facts).where(
            HistoryEntry.subject_id == initiative.id, HistoryEntry.action == "sign_agreement"
        )
    ).one()
    assert json.loads(told)["tranches"] == 2


def test_an_agreement_of_the_longest_code_is_signed(competition: Competition) -> None:
    initiative = competition.at("funding", "1" * 32)

    assert [tranche.code[32:] for tranche in competition.signed(initiative)] == [".1", ".2"]
    for code in ("1" * 33, "", " ", "1\x00"):
        assert refusal(competition.initiative, code) == ["code_unfit"]


def test_the_first_payment_begins_the_work(competition: Competition) -> None:
    initiative, (first, second) = supported(competition)
    release(competition, first)
    assert initiative.state == "funding"

    pay(competition, first)

    assert (initiative.state, first.state, second.state) == ("implementation", "paid", "planned")
    assert roubles(competition) == (850_000, 20_000, 30_000, 0)
    assert faults(competition) == []


def test_nothing_is_paid_that_was_not_released(competition: Competition) -> None:
    _, (first, _) = supported(competition)

    assert refusal(pay, competition, first) == ["not_available"]


def test_tranches_are_released_in_their_order(competition: Competition) -> None:
    _, (first, second) = supported(competition)
    assert refusal(release, competition, second) == ["earlier_tranches_are_paid"]

    release(competition, first)

    assert refusal(release, competition, second) == ["earlier_tranches_are_paid"]


def test_a_released_tranche_is_not_paid_when_an_expense_before_it_is_revoked(
    competition: Competition,
) -> None:
    initiative, (first, second) = supported(competition)
    competition.pay(first)
    expense = competition.expense(initiative, 30_000_00)
    competition.on_part(expense, "accept", "treasurer")
    release(competition, second)
    competition.on_part(expense, "revoke", "coordinator", reason="Чек чужой")

    assert refusal(pay, competition, second) == ["earlier_tranches_are_accounted_for"]
    assert second.state == "released"


def test_the_next_tranche_waits_until_the_one_before_is_accounted_for(
    competition: Competition,
) -> None:
    initiative, (first, second) = supported(competition)
    competition.pay(first)
    assert refusal(release, competition, second) == ["earlier_tranches_are_accounted_for"]
    expense = competition.expense(initiative, 30_000_00)
    assert refusal(release, competition, second) == ["earlier_tranches_are_accounted_for"]

    competition.on_part(expense, "accept", "treasurer")
    competition.pay(second)

    assert initiative.state == "implementation"
    assert roubles(competition) == (850_000, 0, 20_000, 30_000)
    assert faults(competition) == []


def test_money_returned_is_accounted_for_too(competition: Competition) -> None:
    initiative, (first, second) = supported(competition)
    competition.pay(first)

    competition.accounted(initiative)
    competition.pay(second)

    assert roubles(competition) == (880_000, 0, 20_000, 0)
    assert faults(competition) == []


@pytest.mark.parametrize("state", ["suspended", "creative_report", "winding_up", "withdrawn"])
def test_what_stands_still_is_paid_nothing(competition: Competition, state: str) -> None:
    initiative, (first, second) = supported(competition)
    if state == "withdrawn":
        release(competition, first)
        competition.act(initiative, "withdraw", "leader", reason="Не будем")
        assert first.state == "cancelled"
        assert refusal(pay, competition, first) == ["not_available"]
        return
    competition.pay(first)
    competition.accounted(initiative)
    release(competition, second)
    if state == "suspended":
        competition.act(initiative, "suspend", "coordinator", reason="Проверка")
    elif state == "creative_report":
        competition.reported(initiative)
    else:
        competition.act(initiative, "terminate", "coordinator", reason="Работы не ведутся")

    assert initiative.state == state
    assert refusal(pay, competition, second) == [
        "not_available" if state == "winding_up" else "initiative_is_being_paid"
    ]
    assert roubles(competition)[2:] == (0, 0)


def test_a_suspended_initiative_is_released_nothing(competition: Competition) -> None:
    initiative, (first, second) = supported(competition)
    competition.pay(first)
    competition.accounted(initiative)
    competition.act(initiative, "suspend", "coordinator", reason="Проверка")

    assert refusal(release, competition, second) == ["initiative_is_being_paid"]
    competition.act(initiative, "resume", "coordinator", reason="Проверили")
    release(competition, second)


def test_a_release_can_be_taken_back_before_it_is_paid(competition: Competition) -> None:
    _, (first, _) = supported(competition)
    release(competition, first)

    competition.on_part(first, "withhold", "coordinator", reason="Счёт группы закрыт")

    assert first.state == "planned"
    assert refusal(pay, competition, first) == ["not_available"]
    competition.pay(first)


def test_a_tranche_is_paid_once(competition: Competition) -> None:
    _, (first, _) = supported(competition)
    competition.pay(first)

    assert refusal(pay, competition, first) == ["not_available"]
    assert roubles(competition) == (850_000, 20_000, 30_000, 0)


def test_a_payment_is_not_of_the_future(competition: Competition) -> None:
    _, (first, _) = supported(competition)
    release(competition, first)
    tomorrow = (day(competition.now) + timedelta(days=1)).isoformat()

    assert refusal(pay, competition, first, paid_on=tomorrow) == ["day_is_past"]
    assert refusal(pay, competition, first, paid_on="завтра") == ["fact_invalid"]
    assert refusal(pay, competition, first, payment_order=" ") == ["fact_invalid"]


def test_the_history_says_how_much_was_paid_by_which_order(competition: Competition) -> None:
    _, (first, _) = supported(competition)
    competition.pay(first)

    told = competition.session.scalars(
        select(HistoryEntry.facts).where(
            HistoryEntry.subject_id == first.id, HistoryEntry.action == "pay"
        )
    ).one()
    assert json.loads(told) == {
        "amount": 30_000_00,
        "paid_on": "2026-03-02",
        "payment_order": "№ 7",
    }


@pytest.mark.parametrize(
    ("deed", "may"),
    [("release", {"coordinator"}), ("pay", {"treasurer"}), ("withhold", {"coordinator"})],
)
def test_one_releases_and_another_pays(competition: Competition, deed: str, may: set[str]) -> None:
    _, (first, _) = supported(competition)
    if deed != "release":
        release(competition, first)
    facts = {"payment_order": "№ 7", "paid_on": "2026-03-02"} if deed == "pay" else {}

    for name in NAMES:
        with competition.session.begin_nested() as undone:
            told: dict[str, Any] = {"reason": "Так надо", "facts": facts}
            if name in may:
                competition.on_part(first, deed, name, **told)
            else:
                assert refusal(competition.on_part, first, deed, name, **told) == ["not_permitted"]
            undone.rollback()


def test_an_agreement_is_signed_once_and_only_what_is_drawn_up(
    competition: Competition,
) -> None:
    initiative = competition.at("funding")
    told = {"signed_on": "2026-03-02"}

    assert refusal(competition.act, initiative, "sign_agreement", "coordinator", facts=told) == [
        "agreement_is_drawn_up"
    ]
    competition.signed(initiative)
    for trigger, facts in (
        ("sign_agreement", told),
        ("draw_up_agreement", dict.fromkeys(("ru_pdf", "ru_docx", "en_pdf", "en_docx"), "1" * 64)),
    ):
        assert refusal(competition.act, initiative, trigger, "coordinator", facts=facts) == [
            "agreement_is_not_signed"
        ]


def test_an_agreement_may_be_drawn_up_anew_before_it_is_signed(competition: Competition) -> None:
    initiative = competition.at("funding")
    for sign in ("0", "1"):
        files = dict.fromkeys(("ru_pdf", "ru_docx", "en_pdf", "en_docx"), sign * 64)
        competition.act(initiative, "draw_up_agreement", "coordinator", facts=files)

    told = {"signed_on": "2026-03-02"}
    competition.act(initiative, "sign_agreement", "coordinator", facts=told)

    assert initiative.state == "funding"


def test_a_released_tranche_is_overdue_after_five_working_days(
    competition: Competition,
) -> None:
    _, (first, _) = supported(competition)
    release(competition, first)
    before = competition.later(days=6)
    assert overdue(competition.session, before, kinds=["tranche"]) == []

    for days in (3, 6):
        after = competition.later(days=days)
        (deadline,) = overdue(competition.session, after, kinds=["tranche"])
        competition.enforce(deadline, after)

    told = select(OutboxMessage.recipient_id).where(OutboxMessage.template == "tranche_overdue")
    assert list(competition.session.scalars(told.order_by(OutboxMessage.id))) == [
        competition.people["treasurer"].id,
        competition.people["coordinator"].id,
    ]
    assert first.state == "released"
