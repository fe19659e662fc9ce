"""What a group spent counts when its document was accepted: within its line, and what was paid."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models import (
    Account,
    Attachment,
    Expense,
    HistoryEntry,
    Initiative,
    Money,
    OutboxMessage,
)
from tests.make import NAMES, Competition, Taken, day
from tests.workflow.money.books import by_donation, faults, refusal, roubles
from workflow.errors import KeyReused
from workflow.money.budget import budget_of
from workflow.money.ledger import balance


def accept(competition: Competition, expense: Expense, name: str = "treasurer") -> None:
    competition.on_part(expense, "accept", name)


def revoke(competition: Competition, expense: Expense) -> None:
    competition.on_part(expense, "revoke", "coordinator", reason="Чек не тот")


def told(competition: Competition, expense: Expense, action: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(
        competition.session.scalars(
            select(HistoryEntry.facts).where(
                HistoryEntry.subject_id == expense.id, HistoryEntry.action == action
            )
        ).one()
    )
    return facts


def test_a_reported_expense_counts_for_nothing_yet(competition: Competition) -> None:
    initiative = competition.at("implementation")

    expense = competition.expense(initiative, 10_000_00)

    assert (expense.code, expense.state) == ("1-01.e1", "reported")
    assert roubles(competition) == (850_000, 20_000, 30_000, 0)
    assert told(competition, expense, "report") == {"amount": 10_000_00, "line": 1}


def test_its_document_is_attached_to_it(competition: Competition) -> None:
    expense = competition.expense(competition.at("implementation"), 10_000_00)

    attached = competition.session.scalars(
        select(Attachment).where(Attachment.subject_id == expense.id)
    ).one()
    assert (attached.purpose, attached.name) == ("receipt", "чек.pdf")
    assert attached.added_by_id == competition.people["leader"].id


def test_an_accepted_expense_is_spent(competition: Competition) -> None:
    initiative = competition.at("implementation")
    expense = competition.expense(initiative, 10_000_00)

    accept(competition, expense)

    assert expense.state == "accepted"
    assert roubles(competition) == (850_000, 20_000, 20_000, 10_000)
    assert faults(competition) == []


@pytest.mark.parametrize(("deed", "name"), [("refuse", "treasurer"), ("withdraw", "leader")])
def test_what_is_refused_or_withdrawn_counts_for_nothing(
    competition: Competition, deed: str, name: str
) -> None:
    expense = competition.expense(competition.at("implementation"), 10_000_00)

    competition.on_part(expense, deed, name, reason="Не читается")

    assert roubles(competition) == (850_000, 20_000, 30_000, 0)
    assert refusal(accept, competition, expense) == ["not_available"]
    assert faults(competition) == []


def test_a_refused_expense_may_be_reported_anew(competition: Competition) -> None:
    initiative = competition.at("implementation")
    first = competition.expense(initiative, 10_000_00)
    competition.on_part(first, "refuse", "treasurer", reason="Не читается")

    again = competition.expense(initiative, 10_000_00)
    accept(competition, again)

    assert (again.code, roubles(competition)) == ("1-01.e2", (850_000, 20_000, 20_000, 10_000))


def test_no_line_of_the_budget_is_overspent(competition: Competition) -> None:
    initiative = competition.at("implementation")
    accept(competition, competition.expense(initiative, 8_000_00, line=2))

    over = competition.expense(initiative, 2_000_01, line=2)
    assert refusal(accept, competition, over) == ["budget_line_suffices"]
    accept(competition, competition.expense(initiative, 2_000_00, line=2))

    assert faults(competition) == []


def test_no_more_is_accounted_for_than_was_paid(competition: Competition) -> None:
    initiative = competition.at("implementation")
    accept(competition, competition.expense(initiative, 30_000_00))

    over = competition.expense(initiative, 1)
    assert refusal(accept, competition, over) == ["paid_money_suffices"]

    assert roubles(competition) == (850_000, 20_000, 0, 30_000)


def test_both_reasons_against_an_expense_are_told(competition: Competition) -> None:
    initiative = competition.at("implementation")
    over = competition.expense(initiative, 40_000_01)

    assert refusal(accept, competition, over) == ["budget_line_suffices", "paid_money_suffices"]


def test_a_revoked_expense_is_to_be_accounted_for_anew(competition: Competition) -> None:
    initiative = competition.at("implementation")
    expense = competition.expense(initiative, 10_000_00)
    accept(competition, expense)

    revoke(competition, expense)

    assert expense.state == "refused"
    assert roubles(competition) == (850_000, 20_000, 30_000, 0)
    assert faults(competition) == []
    accept(competition, competition.expense(initiative, 30_000_00))


def test_what_is_revoked_goes_back_to_the_donation_that_paid_for_it(
    competition: Competition,
) -> None:
    competition.has_only(0)
    competition.donation(10_000, "a", code="first", district=competition.district)
    competition.donation(40_000, "b", code="second")
    initiative = competition.at("implementation")
    of_first, of_second = (competition.expense(initiative, 10_000_00) for _ in range(2))
    accept(competition, of_first)
    accept(competition, of_second)

    revoke(competition, of_second)

    assert by_donation(competition, Account.SPENT, initiative.id) == {"first": 10_000}
    assert by_donation(competition, Account.PAID, initiative.id) == {"second": 20_000}
    assert faults(competition) == []


def test_an_accounted_completed_initiative_is_revoked_nothing(competition: Competition) -> None:
    initiative = competition.at("implementation")
    expense = competition.expense(initiative, 30_000_00)
    accept(competition, expense)
    competition.reported(initiative)
    competition.act(initiative, "accept_report", "coordinator", facts={"rating": "successful"})

    assert refusal(revoke, competition, expense) == ["initiative_has_money"]
    assert roubles(competition) == (870_000, 0, 0, 30_000)


@pytest.mark.parametrize("state", ["suspended", "creative_report", "winding_up"])
def test_a_group_accounts_for_its_money_to_the_end(competition: Competition, state: str) -> None:
    initiative = competition.at("implementation")
    if state == "suspended":
        competition.act(initiative, "suspend", "coordinator", reason="Проверка")
    elif state == "creative_report":
        competition.reported(initiative)
    else:
        competition.act(initiative, "terminate", "coordinator", reason="Работы не ведутся")

    expense = competition.expense(initiative, 10_000_00)
    accept(competition, expense)
    revoke(competition, expense)

    assert balance(competition.session, Account.PAID, initiative.id) == 30_000_00
    assert faults(competition) == []


@pytest.mark.parametrize("state", ["approval", "funding", "presentation", "completed"])
def test_nothing_is_reported_before_and_after(competition: Competition, state: str) -> None:
    initiative = competition.at(state)

    assert refusal(competition.expense, initiative, 1) == ["initiative_has_money"]


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"line": 3}, ["budget_line_is_known"]),
        ({"line": 0}, ["line_unfit"]),
        ({"line": -1}, ["line_unfit"]),
        ({"line": 10**20}, ["line_unfit"]),
        ({"spent_on": date(2026, 3, 3)}, ["expense_is_of_the_past"]),
        ({"payee": ""}, ["expense_untold"]),
        ({"payee": "П" * 201}, ["expense_untold"]),
        ({"what": " "}, ["expense_untold"]),
        ({"what": "Ч" * 301}, ["expense_untold"]),
        ({"payee": "ООО\x00"}, ["text_unreadable"]),
        ({"amount": 0}, ["amount_unfit"]),
        ({"amount": -5}, ["amount_unfit"]),
        ({"amount": 10**30}, ["amount_unfit"]),
    ],
)
def test_an_unfit_expense_is_refused_in_words(
    competition: Competition, changed: dict[str, Any], codes: list[str]
) -> None:
    initiative = competition.at("implementation")
    asked = {"amount": 100} | changed

    assert refusal(competition.expense, initiative, asked.pop("amount"), **asked) == codes


def test_an_expense_in_another_currency_is_refused(competition: Competition) -> None:
    initiative = competition.at("implementation")

    assert refusal(competition.expense, initiative, Money(1, "EUR")) == ["currency_unfit"]


def test_the_budget_shows_what_is_spent_and_what_waits(competition: Competition) -> None:
    initiative = competition.at("implementation")
    accept(competition, competition.expense(initiative, 10_000_00))
    competition.expense(initiative, 5_000_00)
    refused = competition.expense(initiative, 1_000_00, line=2)
    competition.on_part(refused, "refuse", "treasurer", reason="Не читается")

    lines = budget_of(competition.session, initiative)

    assert [
        (li.planned.minor, li.spent.minor, li.waiting.minor, li.left.minor) for li in lines
    ] == [
        (40_000_00, 10_000_00, 5_000_00, 30_000_00),
        (10_000_00, 0, 0, 10_000_00),
    ]


def test_a_repeated_report_is_answered_with_the_first(competition: Competition) -> None:
    initiative = competition.at("implementation")

    first, again = (competition.expense(initiative, 10_00, key="click") for _ in range(2))

    assert again is first
    assert len(competition.session.scalars(select(Expense)).all()) == 1


def test_a_key_that_named_something_else_is_refused(competition: Competition) -> None:
    initiative, other = competition.at("implementation"), competition.at("implementation", "1-02")
    competition.expense(initiative, 10_00, key="click")
    competition.act(
        initiative,
        "note_progress",
        "leader",
        facts={"news": "Идём", "link": "https://example.org"},
        key="news",
    )

    for of, amount, key in (
        (initiative, 11_00, "click"),
        (other, 10_00, "click"),
        (other, 10_00, "news"),
    ):
        with pytest.raises(KeyReused):
            competition.expense(of, amount, key=key)


def test_the_same_document_shows_two_expenses(competition: Competition) -> None:
    """One receipt can be for two lines; the treasurer sees it twice."""
    initiative = competition.at("implementation")
    receipt = Taken("чек.pdf", "application/pdf", "b" * 64, 10)

    for line in (1, 2):
        competition.expense(initiative, 5_00, line=line, document=receipt)

    assert len(competition.session.scalars(select(Attachment)).all()) == 2


@pytest.mark.parametrize(
    ("deed", "may"),
    [
        ("accept", {"treasurer"}),
        ("refuse", {"treasurer", "coordinator"}),
        ("withdraw", {"leader"}),
    ],
)
def test_who_spends_does_not_say_that_it_counts(
    competition: Competition, deed: str, may: set[str]
) -> None:
    expense = competition.expense(competition.at("implementation"), 10_00)

    for name in NAMES:
        with competition.session.begin_nested() as undone:
            given: dict[str, Any] = {"reason": "Так надо"}
            if name in may:
                competition.on_part(expense, deed, name, **given)
            else:
                assert refusal(competition.on_part, expense, deed, name, **given) == [
                    "not_permitted"
                ]
            undone.rollback()


def returned(competition: Competition, initiative: Initiative, amount: int) -> None:
    facts = {"amount": amount, "payment_order": "№ 8"}
    competition.act(initiative, "return_money", "treasurer", facts=facts)


def test_money_returned_is_free_again_where_it_came_from(competition: Competition) -> None:
    competition.has_only(0)
    competition.donation(10_000, "a", code="first", district=competition.district)
    competition.donation(40_000, "b", code="second")
    initiative = competition.at("implementation")

    returned(competition, initiative, 15_000_00)

    assert by_donation(competition, Account.PAID, initiative.id) == {"second": 15_000}
    assert roubles(competition) == (15_000, 20_000, 15_000, 0)
    assert faults(competition) == []


def test_no_more_is_returned_than_the_group_has(competition: Competition) -> None:
    initiative = competition.at("implementation")
    accept(competition, competition.expense(initiative, 10_000_00))

    assert refusal(returned, competition, initiative, 20_000_01) == ["no_more_than_unspent"]
    returned(competition, initiative, 20_000_00)
    assert refusal(returned, competition, initiative, 1) == ["no_more_than_unspent"]

    assert roubles(competition) == (870_000, 20_000, 0, 10_000)


def test_a_report_is_accepted_when_every_rouble_is_accounted_for(
    competition: Competition,
) -> None:
    initiative = competition.at("implementation")
    waiting = competition.expense(initiative, 10_000_00)
    competition.reported(initiative)
    accepting = {"facts": {"rating": "successful"}}

    assert refusal(competition.act, initiative, "accept_report", "coordinator", **accepting) == [
        "every_expense_is_settled",
        "money_is_accounted_for",
    ]
    accept(competition, waiting)
    assert refusal(competition.act, initiative, "accept_report", "coordinator", **accepting) == [
        "money_is_accounted_for"
    ]
    returned(competition, initiative, 20_000_00)
    competition.act(initiative, "accept_report", "coordinator", facts={"rating": "successful"})

    assert roubles(competition) == (890_000, 0, 0, 10_000)
    assert faults(competition) == []


def test_books_of_a_terminated_initiative_close_when_all_is_accounted_for(
    competition: Competition,
) -> None:
    initiative = competition.at("implementation")
    waiting = competition.expense(initiative, 10_000_00)
    competition.act(initiative, "terminate", "coordinator", reason="Работы не ведутся")

    assert refusal(competition.act, initiative, "close_books", "treasurer") == [
        "every_expense_is_settled",
        "money_is_accounted_for",
    ]
    competition.on_part(waiting, "refuse", "coordinator", reason="Не по смете")
    returned(competition, initiative, 30_000_00)
    competition.act(initiative, "close_books", "treasurer")

    assert initiative.state == "terminated"
    assert roubles(competition) == (900_000, 0, 0, 0)


def test_a_leader_hears_why_an_expense_was_refused(competition: Competition) -> None:
    expense = competition.expense(competition.at("implementation"), 10_00)
    competition.on_part(expense, "refuse", "treasurer", reason="Не читается")

    letters = select(OutboxMessage.recipient_id).where(OutboxMessage.template == "expense_refused")
    assert competition.session.scalars(letters).all() == [competition.people["leader"].id]


def test_yesterdays_expense_is_reported_today(competition: Competition) -> None:
    initiative = competition.at("implementation")

    for days in (0, 1, 30):
        competition.expense(initiative, 1, spent_on=day(competition.now) - timedelta(days=days))
