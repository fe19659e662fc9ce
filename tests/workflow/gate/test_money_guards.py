"""Each guard of the money and the work: what it refuses, what it lets pass, before which moves."""

from datetime import date
from typing import Any

import pytest

from models import ChangeRequest, Initiative, Milestone
from tests.make import SUMMARY, Competition
from tests.workflow.gate.asking import guarded, passes
from workflow.gate.guards import fund, spending, work
from workflow.money.donations import find_donation
from workflow.programme.lookup import find_fund, lifecycle_version
from workflow.work.creative_reports import report_of, save_report
from workflow.work.plans import Plan

ASKED_FOR = {
    "donation_is_known": {"fund.pledge", "fund.agree", "fund.receive", "fund.refund"},
    "pledge_is_new": {"fund.pledge"},
    "agreement_is_new": {"fund.agree"},
    "day_is_past": {
        "consent.give",
        "fund.agree",
        "fund.receive",
        "tranche.pay",
        "initiative.sign_agreement",
        "initiative.reach_milestone",
        "initiative.present",
    },
    "donation_is_agreed": {"fund.receive"},
    "no_more_than_pledged": {"fund.receive"},
    "no_more_than_is_free": {"fund.refund"},
    "nothing_is_held": {"fund.close"},
    "no_initiative_is_under_way": {"fund.close"},
    "agreement_is_drawn_up": {"initiative.sign_agreement"},
    "agreement_is_not_signed": {"initiative.draw_up_agreement", "initiative.sign_agreement"},
    "money_is_paid": {"initiative.begin"},
    "initiative_is_being_paid": {"tranche.release", "tranche.pay"},
    "earlier_tranches_are_paid": {"tranche.release"},
    "earlier_tranches_are_accounted_for": {"tranche.release", "tranche.pay"},
    "money_is_accounted_for": {"initiative.accept_report", "initiative.close_books"},
    "every_expense_is_settled": {"initiative.accept_report", "initiative.close_books"},
    "no_more_than_unspent": {"initiative.return_money"},
    "initiative_has_money": {"expense.report", "expense.revoke"},
    "budget_line_is_known": {"expense.report"},
    "expense_is_of_the_past": {"expense.report"},
    "document_is_attached": {"expense.report"},
    "budget_line_suffices": {"expense.accept"},
    "paid_money_suffices": {"expense.accept"},
    "budget_adds_up": {"initiative.submit"},
    "milestones_are_planned": {"initiative.submit"},
    "milestone_is_open": {"initiative.reach_milestone"},
    "change_is_possible": {"change_request.request", "change_request.accept"},
    "report_is_complete": {"initiative.submit_report"},
    "rating_is_known": {"initiative.accept_report"},
}
"""Guard → the moves that it stands before."""


def test_each_guard_stands_before_its_moves_and_before_no_other() -> None:
    assert guarded({module.__name__ for module in (fund, spending, work)}) == ASKED_FOR


@pytest.mark.parametrize(
    "name",
    [
        "donation_is_known",
        "pledge_is_new",
        "agreement_is_new",
        "donation_is_agreed",
        "no_more_than_pledged",
        "no_more_than_is_free",
    ],
)
def test_a_guard_of_the_fund_says_nothing_before_it_is_told_of_a_donation(
    competition: Competition, name: str
) -> None:
    """Who only asks what is possible tells nothing yet."""
    found = find_fund(competition.session, competition.programme)

    assert passes(competition, found, name, trigger="pledge")
    if name != "donation_is_known":
        told = {"donation": "D-404", "amount": 1, "agreement": "1"}
        assert passes(competition, found, name, trigger="pledge", facts=told)


def test_donation_is_known_refuses_what_nobody_pledged(competition: Competition) -> None:
    found = find_fund(competition.session, competition.programme)
    donation = competition.pledge(100)

    assert passes(competition, found, "donation_is_known", facts={"donation": donation.code})
    assert not passes(competition, found, "donation_is_known", facts={"donation": "D-404"})


def test_pledge_is_new_refuses_another_amount_and_a_second_time(competition: Competition) -> None:
    found = find_fund(competition.session, competition.programme)
    donation = competition.pledge(100)

    for amount in (100_00, 99_00):
        told = {"donation": donation.code, "amount": amount}
        assert not passes(competition, found, "pledge_is_new", trigger="pledge", facts=told)


@pytest.mark.parametrize(
    ("number", "new"), [("13", True), ("1", False), ("x" * 40, True), ("x" * 41, False)]
)
def test_agreement_is_new_refuses_anothers_number(
    competition: Competition, number: str, new: bool
) -> None:
    found = find_fund(competition.session, competition.programme)
    told = {"donation": competition.pledge(100).code, "agreement": number}

    assert passes(competition, found, "agreement_is_new", facts=told) == new


def test_agreement_is_new_refuses_a_second_for_one_donation(competition: Competition) -> None:
    found = find_fund(competition.session, competition.programme)
    told = {"donation": "D1", "agreement": "13"}

    assert not passes(competition, found, "agreement_is_new", facts=told)


@pytest.mark.parametrize(
    ("day", "past"),
    [("2026-03-02", True), ("2026-03-03", False), ("2020-01-01", True), ("9999-12-31", False)],
)
def test_day_is_past_counts_today_where_the_programme_is(
    competition: Competition, day: str, past: bool
) -> None:
    found = find_fund(competition.session, competition.programme)

    assert (
        passes(competition, found, "day_is_past", fact="agreed_on", facts={"agreed_on": day})
        == past
    )
    assert passes(competition, found, "day_is_past", fact="agreed_on")


def test_day_is_past_when_the_day_has_begun_there_and_not_here(competition: Competition) -> None:
    """Ten in the evening in UTC is the next morning in Novosibirsk."""
    found = find_fund(competition.session, competition.programme)
    competition.later(hours=10)
    told = {"fact": "agreed_on", "facts": {"agreed_on": "2026-03-03"}}

    assert passes(competition, found, "day_is_past", **told)  # type: ignore[arg-type]


def test_donation_is_agreed_refuses_a_mere_promise(competition: Competition) -> None:
    found = find_fund(competition.session, competition.programme)
    donation = competition.pledge(100)
    told = {"donation": donation.code, "amount": 1}

    assert not passes(competition, found, "donation_is_agreed", facts=told)
    competition.agree(donation, "13")
    assert passes(competition, found, "donation_is_agreed", facts=told)


def test_no_more_than_pledged_is_exact(competition: Competition) -> None:
    found = find_fund(competition.session, competition.programme)
    donation = competition.pledge(100)

    for amount, passed in ((100_00, True), (100_01, False)):
        told = {"donation": donation.code, "amount": amount}
        assert passes(competition, found, "no_more_than_pledged", facts=told) == passed


def test_no_more_than_is_free_is_exact(competition: Competition) -> None:
    found = find_fund(competition.session, competition.programme)
    competition.at("funding")

    for amount, passed in ((850_000_00, True), (850_000_01, False)):
        told = {"donation": "D1", "amount": amount}
        assert passes(competition, found, "no_more_than_is_free", facts=told) == passed


def test_nothing_is_held_lets_spent_money_be(competition: Competition) -> None:
    found = find_fund(competition.session, competition.programme)
    competition.has_only(50_000)
    initiative = competition.at("implementation")
    expense = competition.expense(initiative, 30_000_00)
    competition.on_part(expense, "accept", "treasurer")
    assert not passes(competition, found, "nothing_is_held")
    competition.reported(initiative)
    competition.act(initiative, "accept_report", "coordinator", facts={"rating": "successful"})

    assert not passes(competition, found, "nothing_is_held")
    competition.has_only(0)
    assert passes(competition, found, "nothing_is_held")


def test_agreement_is_drawn_up_and_not_signed_follow_the_history(
    competition: Competition,
) -> None:
    initiative = competition.at("funding")

    def both() -> tuple[bool, bool]:
        return (
            passes(competition, initiative, "agreement_is_drawn_up"),
            passes(competition, initiative, "agreement_is_not_signed"),
        )

    assert both() == (False, True)
    files = dict.fromkeys(("ru_pdf", "ru_docx", "en_pdf", "en_docx"), "0" * 64)
    competition.act(initiative, "draw_up_agreement", "coordinator", facts=files)
    assert both() == (True, True)
    competition.act(initiative, "sign_agreement", "coordinator", facts={"signed_on": "2026-03-02"})
    assert both() == (True, False)


def test_money_is_paid_and_accounted_for_are_contraries(competition: Competition) -> None:
    initiative = competition.at("funding")

    def both() -> tuple[bool, bool]:
        return (
            passes(competition, initiative, "money_is_paid"),
            passes(competition, initiative, "money_is_accounted_for"),
        )

    assert both() == (False, True)
    competition.paid(initiative)
    assert both() == (True, False)
    competition.accounted(initiative)
    assert both() == (False, True)


@pytest.mark.parametrize(
    ("state", "paid", "accounts"),
    [
        ("funding", True, False),
        ("implementation", True, True),
        ("suspended", False, True),
        ("creative_report", False, True),
        ("winding_up", False, True),
        ("presentation", False, False),
        ("completed", False, False),
        ("terminated", False, False),
    ],
)
def test_money_goes_out_and_is_accounted_for_at_their_own_steps(
    competition: Competition, state: str, paid: bool, accounts: bool
) -> None:
    first, *_ = competition.signed(initiative := competition.at("funding"))
    initiative.state = state  # only looked at, and not kept

    with competition.session.no_autoflush:
        assert passes(competition, first, "initiative_is_being_paid") == paid
        assert passes(competition, initiative, "initiative_has_money") == accounts
    competition.session.expire(initiative)


def test_earlier_tranches_are_paid_and_accounted_for(competition: Competition) -> None:
    initiative = competition.at("funding")
    first, second = competition.signed(initiative)
    for tranche, passed in ((first, True), (second, False)):
        assert passes(competition, tranche, "earlier_tranches_are_paid") == passed
    assert passes(competition, second, "earlier_tranches_are_accounted_for")

    competition.pay(first)

    assert passes(competition, second, "earlier_tranches_are_paid")
    assert not passes(competition, second, "earlier_tranches_are_accounted_for")


def test_tranches_of_another_initiative_hold_up_nothing(competition: Competition) -> None:
    competition.at("implementation", "1-02")
    first, _ = competition.signed(competition.at("funding"))

    assert passes(competition, first, "earlier_tranches_are_accounted_for")
    assert passes(competition, first, "earlier_tranches_are_paid")


def test_every_expense_is_settled_counts_those_that_wait(competition: Competition) -> None:
    initiative = competition.at("implementation")
    competition.expense(competition.at("implementation", "1-02"), 1)
    assert passes(competition, initiative, "every_expense_is_settled")

    expense = competition.expense(initiative, 1)

    assert not passes(competition, initiative, "every_expense_is_settled")
    competition.on_part(expense, "withdraw", "leader")
    assert passes(competition, initiative, "every_expense_is_settled")


@pytest.mark.parametrize(
    ("amount", "passed"), [(30_000_00, True), (30_000_01, False), (None, True)]
)
def test_no_more_than_unspent_is_exact(
    competition: Competition, amount: int | None, passed: bool
) -> None:
    told = {} if amount is None else {"amount": amount}
    initiative = competition.at("implementation")

    assert passes(competition, initiative, "no_more_than_unspent", facts=told) == passed


def test_an_expense_has_a_line_a_day_a_document_and_money(competition: Competition) -> None:
    initiative = competition.at("implementation")
    expense = competition.expense(initiative, 30_000_00)
    guards = (
        "budget_line_is_known",
        "expense_is_of_the_past",
        "document_is_attached",
        "budget_line_suffices",
        "paid_money_suffices",
    )
    with competition.session.no_autoflush:
        assert {passes(competition, expense, name) for name in guards} == {True}
        for name, field, value in (
            ("budget_line_is_known", "line", 3),
            ("expense_is_of_the_past", "spent_on", date(2026, 3, 3)),
            ("document_is_attached", "id", 0),
            ("budget_line_suffices", "amount", 40_000_01),
            ("paid_money_suffices", "amount", 30_000_01),
        ):
            before = getattr(expense, field)
            setattr(expense, field, value)
            assert not passes(competition, expense, name)
            setattr(expense, field, before)


def test_a_list_of_fifty_long_titles_is_still_told_in_words(competition: Competition) -> None:
    """A refusal that is too long for words would be a fault."""
    plan = Plan(
        [(f"{n} " + "с" * 190, 1_000_00) for n in range(50)],
        [(f"{n} " + "т" * 190, date(2026, 8, 1)) for n in range(50)],
    )
    initiative = competition.at("implementation", plan=plan)
    expense = competition.expense(initiative, 1)
    expense.line = 99

    with competition.session.no_autoflush:
        assert not passes(competition, expense, "budget_line_is_known")
    assert not passes(competition, initiative, "milestone_is_open", facts={"milestone": 99})
    competition.session.expire(expense)


def planned(competition: Competition, *amounts: int, **days: date) -> Initiative:
    plan = Plan([(f"Строка {n}", a) for n, a in enumerate(amounts)], list(days.items()))
    return competition.initiative(plan=plan)


@pytest.mark.parametrize(
    ("amounts", "adds_up"),
    [
        ((50_000_00,), True),
        ((49_999_99, 1), True),
        ((49_999_99,), False),
        ((50_000_00, 1), False),
        ((), False),
    ],
)
def test_budget_adds_up_to_what_is_asked_for(
    competition: Competition, amounts: tuple[int, ...], adds_up: bool
) -> None:
    assert passes(competition, planned(competition, *amounts), "budget_adds_up") == adds_up


@pytest.mark.parametrize(
    ("days", "within"),
    [
        ({}, False),
        ({"first": date(2026, 3, 1)}, True),
        ({"last": date(2026, 12, 31)}, True),
        ({"early": date(2026, 2, 28)}, False),
        ({"good": date(2026, 5, 1), "late": date(2027, 1, 1)}, False),
    ],
)
def test_milestones_are_planned_within_the_programme(
    competition: Competition, days: dict[str, date], within: bool
) -> None:
    initiative = planned(competition, 50_000_00, **days)

    assert passes(competition, initiative, "milestones_are_planned") == within


@pytest.mark.parametrize(("milestone", "passed"), [(1, True), (2, True), (3, False), (0, False)])
def test_milestone_is_open_refuses_what_the_plan_has_not(
    competition: Competition, milestone: int, passed: bool
) -> None:
    initiative = competition.at("implementation")
    told = {"milestone": milestone}

    assert passes(competition, initiative, "milestone_is_open", facts=told) == passed
    assert passes(competition, initiative, "milestone_is_open")


def test_milestone_is_open_refuses_what_was_reached(competition: Competition) -> None:
    initiative = competition.at("implementation")
    told = {"milestone": 1, "reached_on": "2026-03-02"}
    competition.act(initiative, "reach_milestone", "leader", facts=told)

    assert not passes(competition, initiative, "milestone_is_open", facts=told)
    reached = competition.session.get_one(Milestone, (initiative.id, 1))
    assert reached.reached_on == date(2026, 3, 2)


def asking(
    competition: Competition, initiative: Initiative, **asked: dict[str, Any]
) -> ChangeRequest:
    request = ChangeRequest(
        programme_id=initiative.programme_id,
        district_id=initiative.district_id,
        code=f"{initiative.code}.c{competition.session.query(ChangeRequest).count() + 1}",
        initiative=initiative,
        milestones=asked.get("milestones", {}),
        budget=asked.get("budget", {}),
        lifecycle_version=lifecycle_version(
            competition.session, competition.programme, "change_request"
        ),
        changed_at=competition.now,
    )
    competition.session.add(request)
    competition.session.flush()
    return request


@pytest.mark.parametrize(
    ("asked", "possible"),
    [
        ({}, False),
        ({"milestones": {"1": "2026-12-31"}}, True),
        ({"milestones": {"1": "2027-01-01"}}, False),
        ({"milestones": {"2": "2026-09-01"}}, True),
        ({"milestones": {"3": "2026-09-01"}}, False),
        ({"milestones": {"4": "2026-09-01"}}, False),
        ({"budget": {"1": 39_000_00, "2": 11_000_00}}, True),
        ({"budget": {"1": 39_000_00}}, False),
        ({"budget": {"1": 40_000_00}}, True),
        ({"budget": {"1": 41_000_00, "2": 10_000_00}}, False),
        ({"budget": {"1": 50_000_00, "2": 0}}, False),
        ({"budget": {"1": 50_000_01, "2": -1}}, False),
        ({"budget": {"1": 10_000_00, "2": 40_000_00}}, True),
        ({"budget": {"1": 9_999_99, "2": 40_000_01}}, False),
        ({"budget": {"1": 30_000_00, "3": 10_000_00}}, False),
        ({"milestones": {"2": "2026-09-01"}, "budget": {"1": 39_000_00}}, False),
    ],
)
def test_change_is_possible_keeps_to_plan_programme_award_and_what_is_spent(
    competition: Competition, asked: dict[str, Any], possible: bool
) -> None:
    """Ten thousand are spent of the first line, and a third milestone is reached."""
    days = {"Первая": date(2026, 8, 1), "Вторая": date(2026, 8, 2), "Третья": date(2026, 8, 3)}
    plan = Plan([("Материалы", 40_000_00), ("Доставка", 10_000_00)], list(days.items()))
    initiative = competition.at("implementation", plan=plan)
    expense = competition.expense(initiative, 10_000_00)
    competition.on_part(expense, "accept", "treasurer")
    told = {"milestone": 3, "reached_on": "2026-03-02"}
    competition.act(initiative, "reach_milestone", "leader", facts=told)

    request = asking(competition, initiative, **asked)

    assert passes(competition, request, "change_is_possible") == possible


def test_of_two_changes_accepted_at_one_moment_each_is_applied(competition: Competition) -> None:
    """The one that was asked for first is accepted last."""
    initiative = competition.at("implementation")
    first = asking(competition, initiative, milestones={"1": "2026-08-01"})
    second = asking(competition, initiative, budget={"1": 39_000_00, "2": 11_000_00})
    for request in (first, second):
        competition.on_part(request, "request", "leader", reason="Дожди")

    competition.on_part(second, "accept", "coordinator")
    competition.on_part(first, "accept", "coordinator")

    assert [line.planned for line in initiative.budget] == [39_000_00, 11_000_00]
    assert initiative.milestones[0].planned_on == date(2026, 8, 1)


def test_report_is_complete_when_it_tells_enough(competition: Competition) -> None:
    initiative = competition.at("implementation")
    assert not passes(competition, initiative, "report_is_complete")
    told: dict[str, Any] = {"done": SUMMARY * 2, "results": SUMMARY * 2, "participants": 1}

    for lacking, poor in (("done", "с" * 199), ("results", " " * 300), ("participants", 0)):
        save_report(
            competition.session,
            initiative,
            actor=competition.actor("leader"),
            now=competition.now,
            **told | {lacking: poor},
        )
        assert not passes(competition, initiative, "report_is_complete")
    save_report(
        competition.session,
        initiative,
        actor=competition.actor("leader"),
        now=competition.now,
        **told | {"done": "с" * 200},
    )

    assert passes(competition, initiative, "report_is_complete")
    assert report_of(competition.session, initiative).participants == 1


@pytest.mark.parametrize(
    ("rating", "known"),
    [
        ("successful", True),
        ("satisfactory", True),
        ("unsatisfactory", True),
        ("excellent", False),
        ("Successful", False),
    ],
)
def test_rating_is_known_refuses_other_words(
    competition: Competition, rating: str, known: bool
) -> None:
    initiative = competition.initiative()

    assert passes(competition, initiative, "rating_is_known", facts={"rating": rating}) == known
    assert passes(competition, initiative, "rating_is_known")


def test_no_more_than_is_free_leaves_what_was_decided(competition: Competition) -> None:
    competition.has_only(50_000)
    donation = find_donation(competition.session, competition.programme, "only 50000")
    found = find_fund(competition.session, competition.programme)
    (item,) = competition.convened(competition.at("approval")).items
    told = {"donation": donation.code, "amount": 1}
    assert passes(competition, found, "no_more_than_is_free", facts=told)

    competition.vote(item)
    competition.close_vote(item)

    assert not passes(competition, found, "no_more_than_is_free", facts=told)
