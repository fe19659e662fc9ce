"""What was planned and what came of it, as of a day."""

from datetime import date, timedelta

import pytest

from models import Money
from models.monitoring.evaluation import EvaluationObject
from tests.make import NOON, Competition, day
from tests.workflow.monitoring.evaluation.planned import FINAL_DAY, at_noon, found
from workflow.monitoring.evaluation.document import EvaluationMethod
from workflow.monitoring.evaluation.evidence.indicators import percent
from workflow.monitoring.evaluation.report import Phase, PlanAndFact


def accounted(competition: Competition, on: date = FINAL_DAY) -> PlanAndFact:
    evidence = found(competition, EvaluationObject.GOAL, EvaluationMethod.PLAN_AND_FACT, on=on)
    assert isinstance(evidence, PlanAndFact)
    return evidence


@pytest.mark.parametrize(
    ("fact", "planned", "shown"),
    [(50, 50, 100), (499, 500, 99), (0, 5, 0), (7, 5, 140), (3, None, None), (3, 0, None)],
)
def test_a_hundred_percent_is_said_only_where_the_plan_is_met(
    fact: int, planned: int | None, shown: int | None
) -> None:
    assert percent(fact, planned) == shown


def test_money_is_told_by_the_ledger(competition: Competition) -> None:
    paid = competition.at("implementation", "1-01")
    expense = competition.expense(paid, 10_000_00)
    competition.on_part(expense, "accept", "treasurer")
    declined = competition.at("funding", "1-02")
    competition.act(declined, "withdraw", "leader", reason="Передумали")

    money = accounted(competition).money

    assert (money.target, money.received, money.percent) == (
        Money(700_000_00),
        Money(900_000_00),
        128,
    )
    assert (money.awarded, money.paid, money.spent) == (
        Money(50_000_00),
        Money(30_000_00),
        Money(10_000_00),
    )


def test_money_that_comes_later_is_not_in_the_report(competition: Competition) -> None:
    competition.now = at_noon(date(2026, 9, 10))
    competition.donation(100_000, "2")

    days = date(2026, 9, 9), date(2026, 9, 10)
    assert [accounted(competition, on).money.received for on in days] == [
        Money(900_000_00),
        Money(1_000_000_00),
    ]


def test_support_is_set_against_the_places_of_the_district(competition: Competition) -> None:
    competition.at("completed", "1-01")
    competition.at("funding", "1-02")
    competition.initiative("1-03")

    (line,) = accounted(competition).support

    assert (line.district, line.planned) == ("1", 5)
    assert (line.proposed, line.supported, line.completed) == (3, 2, 1)


def test_a_stage_stands_as_the_day_has_it(competition: Competition) -> None:
    phases = {stage.code: stage.phase for stage in accounted(competition).stages}

    assert phases["proposals"] == Phase.OVER
    assert phases["support"] == phases["creative_reports"] == Phase.UNDER_WAY


def test_beside_a_stage_stands_what_is_on_record_from_its_days(competition: Competition) -> None:
    competition.now = at_noon(date(2026, 5, 4))
    competition.event("long", starts_on=date(2026, 4, 30), ends_on=date(2026, 5, 2))
    competition.event("table", starts_on=date(2026, 4, 20))

    events = {stage.code: stage.events for stage in accounted(competition).stages}

    assert events["proposals"] == 1, "an event belongs to its last day"
    assert events["support"] == 2
    assert events["baseline"] == 0


def test_deadlines_are_met_and_missed_in_the_stage_in_which_they_fall(
    competition: Competition,
) -> None:
    competition.at("expert_review", "1-01")  # in time for the end of `proposals`
    before = accounted(competition)

    met = {stage.code: (stage.deadlines_met, stage.deadlines_missed) for stage in before.stages}

    assert met["proposals"] == (1 + 1 + 1, 0), "curator, selection and submission"
    assert met["creative_reports"] == (0, 0)


def test_milestones_are_those_of_the_plan_in_force(competition: Competition) -> None:
    competition.initiative("1-02")  # not supported: its milestones are nobody's plan
    initiative = competition.at("implementation", "1-01")
    told = {"milestone": 1, "reached_on": day(NOON + timedelta(days=1)).isoformat()}
    competition.later(days=2)
    competition.act(initiative, "reach_milestone", "leader", facts=told)

    before, after = (
        accounted(competition, on).milestones for on in (date(2026, 9, 14), date(2026, 9, 15))
    )

    assert (before.planned, before.due, before.reached, before.in_time, before.overdue) == (
        *(2, 1, 1, 1),
        0,
    )
    assert (after.due, after.overdue) == (2, 1)
