"""What a proposal plans: lines of a budget and milestones, as somebody writes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Money
from tests.make import Competition
from tests.workflow.money.books import refusal
from workflow.initiatives import revise
from workflow.work.plans import MOST_LINES, NO_PLAN, Plan

DAY = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("plan", "codes"),
    [
        (NO_PLAN, []),
        (Plan([("Доски", 1)], [("Готово", DAY)]), []),
        (Plan([("Д" * 200, 10**15)], [("Г" * 200, DAY)]), []),
        (Plan([("Доски", 1)] * MOST_LINES, [("Готово", DAY)] * MOST_LINES), []),
        (Plan([("Доски", 1)] * (MOST_LINES + 1)), ["plan_too_long"]),
        (Plan((), [("Готово", DAY)] * (MOST_LINES + 1)), ["plan_too_long"]),
        (Plan([("", 1)]), ["line_untitled"]),
        (Plan([(" \n", 1)]), ["line_untitled"]),
        (Plan((), [("Г" * 201, DAY)]), ["line_untitled"]),
        (Plan([("Доски\x00", 1)]), ["text_unreadable"]),
        (Plan([("Доски", 0)]), ["line_empty"]),
        (Plan([("Доски", -1), ("Гвозди", 1)]), ["line_empty"]),
        (Plan([("Доски", 10**15 + 1)]), ["line_empty"]),
        (Plan([("", 0)] * 60), ["plan_too_long", "line_untitled", "line_empty"]),
    ],
)
def test_an_unfit_plan_is_told_in_words_and_each_reason_once(plan: Plan, codes: list[str]) -> None:
    assert [blocker.code for blocker in plan.blockers()] == codes


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=9), st.integers(1, 10**15)), max_size=50),
    st.lists(st.tuples(st.text(min_size=1, max_size=9), st.dates()), max_size=50),
)
def test_lines_and_milestones_are_numbered_in_their_order(
    budget: list[tuple[str, int]], milestones: list[tuple[str, date]]
) -> None:
    plan = Plan(budget, milestones)

    assert [(line.ordinal, line.planned) for line in plan.lines()] == [
        (n, amount) for n, (_, amount) in enumerate(budget, start=1)
    ]
    assert [(point.ordinal, point.planned_on) for point in plan.points()] == [
        (n, day) for n, (_, day) in enumerate(milestones, start=1)
    ]


def test_blanks_in_titles_are_one_blank() -> None:
    plan = Plan([("  Доски  и\nгвозди ", 1)], [(" Всё\tготово ", DAY)])

    assert [line.title for line in plan.lines()] == ["Доски и гвозди"]
    assert [point.title for point in plan.points()] == ["Всё готово"]


def test_what_is_told_tells_plans_apart() -> None:
    plan = Plan([("Доски", 1)], [("Готово", DAY)])

    assert plan.told() == [[["Доски", 1]], [["Готово", "2026-08-01"]]]
    assert plan.told() != Plan([("Доски", 2)], [("Готово", DAY)]).told()
    assert plan.told() != Plan([("Доски", 1)], [("Готово", date(2026, 8, 2))]).told()


def test_a_proposal_keeps_its_plan(competition: Competition) -> None:
    plan = Plan([("Доски", 30_000_00), ("Труд", 20_000_00)], [("Готово", DAY)])

    initiative = competition.initiative(plan=plan)
    competition.session.expire_all()

    assert [(line.title, line.planned) for line in initiative.budget] == list(plan.budget)
    assert [(m.title, m.planned_on) for m in initiative.milestones] == list(plan.milestones)
    assert initiative.ends_on == DAY


def test_an_unfit_plan_is_not_kept(competition: Competition) -> None:
    assert refusal(competition.initiative, plan=Plan([("", 1)])) == ["line_untitled"]


def test_a_revision_replaces_the_plan_and_another_leaves_it(competition: Competition) -> None:
    initiative = competition.initiative(plan=Plan([("Доски", 50_000_00)], [("Готово", DAY)]))
    shorter = Plan([("Доски", 20_000_00), ("Труд", 20_000_00)], [("Праздник", DAY)])
    actor = competition.actor("leader")

    revise(
        competition.session,
        initiative,
        actor=actor,
        now=competition.now,
        request=Money(40_000_00),
        plan=shorter,
    )
    revise(competition.session, initiative, actor=actor, now=competition.now, title="Сад")
    competition.session.expire_all()

    assert [(line.title, line.planned) for line in initiative.budget] == list(shorter.budget)
    assert [m.title for m in initiative.milestones] == ["Праздник"]


def test_a_plan_may_be_incomplete_until_it_is_submitted(competition: Competition) -> None:
    initiative = competition.initiative(plan=NO_PLAN)

    assert refusal(competition.act, initiative, "submit", "leader") == [
        "budget_adds_up",
        "milestones_are_planned",
    ]


def test_the_report_is_due_after_the_last_milestone_whatever_their_order(
    competition: Competition,
) -> None:
    plan = Plan(
        [("Доски", 50_000_00)],
        [("Праздник", date(2026, 9, 15)), ("Площадка", date(2026, 8, 31))],
    )

    assert competition.initiative(plan=plan).ends_on == date(2026, 9, 15)
