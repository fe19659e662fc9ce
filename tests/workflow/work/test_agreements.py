"""The agreement on support, made of the records."""

from datetime import date

import pytest

from models import Account, Money, Programme
from tests.make import NOON, SUMMARY, Competition, day
from tests.workflow.plan_changes import changed
from workflow.errors import Refusal
from workflow.money.ledger import balance
from workflow.work.agreements import (
    Condition,
    PlannedLine,
    PlannedPoint,
    Term,
    Terms,
    agreement_of,
    drawn_up_on,
)

TODAY = day(NOON)


def test_an_agreement_says_what_was_approved(competition: Competition) -> None:
    initiative = competition.at("funding", "1-07", title="Двор «Солнышко»")

    made = agreement_of(competition.session, initiative, day=TODAY)

    assert (made.number, made.day, made.leader) == ("1-07", TODAY, "Leader")
    assert (made.title, made.purpose) == ("Двор «Солнышко»", SUMMARY.strip())
    assert (made.foundation.ru, made.district.ru, made.place.ru) == ("Фонд", "Округ 1", "Город")
    assert made.budget == (
        PlannedLine("Материалы", Money(40_000_00)),
        PlannedLine("Доставка", Money(10_000_00)),
    )
    assert made.milestones == (
        PlannedPoint("Площадка стоит", date(2026, 8, 31)),
        PlannedPoint("Праздник двора", date(2026, 9, 15)),
    )
    assert made.terms == Terms(pay=Term(5), check=Term(5), report=Term(10), give_back=Term(10))
    assert not made.is_sample


def test_its_amount_is_what_the_ledger_keeps_for_the_initiative(competition: Competition) -> None:
    initiative = competition.at("funding", request=Money(33_333_33))

    made = agreement_of(competition.session, initiative, day=TODAY)

    reserved = balance(competition.session, Account.RESERVED, initiative.id)
    assert made.amount == Money(reserved)
    assert Money(sum(part.amount.minor for part in made.instalments)) == made.amount
    assert Money(sum(line.amount.minor for line in made.budget)) == made.amount


def test_its_instalments_are_the_tranches_that_are_paid(competition: Competition) -> None:
    initiative = competition.at("funding", request=Money(33_333_33))

    made = agreement_of(competition.session, initiative, day=TODAY)

    tranches = competition.signed(initiative)
    assert [(part.ordinal, part.amount) for part in made.instalments] == [
        (tranche.ordinal, tranche.money) for tranche in tranches
    ]
    assert [(part.share, part.condition) for part in made.instalments] == [
        (60, Condition.SIGNED),
        (40, Condition.ACCOUNTED),
    ]


def test_a_share_that_comes_to_nothing_is_left_out(competition: Competition) -> None:
    initiative = competition.at("funding", request=Money(6))
    competition.session.get_one(Programme, initiative.programme_id).tranche_shares = [10, 50, 40]

    made = agreement_of(competition.session, initiative, day=TODAY)

    assert [(p.ordinal, p.share, p.amount.minor, p.condition) for p in made.instalments] == [
        (1, 50, 3, Condition.SIGNED),
        (2, 40, 3, Condition.ACCOUNTED),
    ]


def test_a_signed_agreement_stays_whatever_is_changed_in_the_plan(
    competition: Competition,
) -> None:
    initiative = competition.at("funding")
    before = agreement_of(competition.session, initiative, day=TODAY)
    competition.paid(initiative)
    drawn_up = drawn_up_on(competition.session, initiative)
    competition.later(days=3)
    changed(competition, initiative, {"1": "2026-09-05"}, {"1": 35_000_00, "2": 15_000_00})

    assert initiative.budget[0].planned == 35_000_00
    assert drawn_up == TODAY
    assert agreement_of(competition.session, initiative, day=drawn_up) == before


def test_without_a_drawing_up_there_is_no_day_of_it(competition: Competition) -> None:
    assert drawn_up_on(competition.session, competition.at("funding")) is None


def test_the_day_of_drawing_up_is_the_one_where_the_programme_is(
    competition: Competition,
) -> None:
    initiative = competition.at("funding")
    competition.later(hours=6)  # 18:00 in UTC is past midnight in Novosibirsk
    competition.signed(initiative)

    assert drawn_up_on(competition.session, initiative) == date(2026, 3, 3)


def test_without_an_award_there_is_no_agreement(competition: Competition) -> None:
    initiative = competition.at("approval")

    with pytest.raises(Refusal) as refused:
        agreement_of(competition.session, initiative, day=TODAY)

    assert refused.value.codes == ["nothing_awarded"]
