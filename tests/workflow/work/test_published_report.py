"""The report for everybody, made of the records."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from models import Account, Initiative, LedgerEntry, Money, Problem, Rating
from tests.make import SUMMARY, Competition, Taken
from tests.workflow.plan_changes import changed
from workflow.actor import Actor
from workflow.attachments import attach
from workflow.errors import Refusal
from workflow.money.ledger import balance
from workflow.work.creative_reports import save_report
from workflow.work.published_report import PublishedReport, published_report

STORY = SUMMARY * 2


def under_way(competition: Competition, code: str = "1-01", **given: Any) -> Initiative:
    """Paid 30,000 roubles of 50,000."""
    initiative = competition.at("funding", code, **given)
    competition.paid(initiative)
    return initiative


def spend(competition: Competition, initiative: Initiative, roubles: int, line: int = 1) -> None:
    expense = competition.expense(initiative, roubles * 100, line=line)
    competition.on_part(expense, "accept", "treasurer")


def finish(competition: Competition, initiative: Initiative, **told: Any) -> PublishedReport:
    """Reported, what is left returned, accepted and presented."""
    report: dict[str, Any] = {"done": STORY, "results": STORY, "participants": 40}
    leader = Actor.person(initiative.leader_id)
    save_report(competition.session, initiative, actor=leader, now=competition.now, **report | told)
    competition.act(initiative, "submit_report", "leader")
    if balance(competition.session, Account.PAID, initiative.id):
        competition.accounted(initiative)
    competition.act(initiative, "accept_report", "coordinator", facts={"rating": "satisfactory"})
    return published_report(competition.session, initiative)


def moved(competition: Competition, initiative: Initiative, source: str, target: str) -> int:
    """What the ledger says went from one account to the other."""
    return int(
        competition.session.scalars(
            select(func.coalesce(func.sum(LedgerEntry.amount), 0)).where(
                LedgerEntry.initiative_id == initiative.id,
                LedgerEntry.source == source,
                LedgerEntry.target == target,
            )
        ).one()
    )


def test_its_money_is_the_ledgers_and_makes_up_the_award(competition: Competition) -> None:
    initiative = under_way(competition)
    spend(competition, initiative, 17_000)
    spend(competition, initiative, 2_500, line=2)

    report = finish(competition, initiative)

    money = report.money
    assert money.awarded == Money(50_000_00)
    assert (
        money.spent
        == Money(19_500_00)
        == Money(moved(competition, initiative, Account.PAID, Account.SPENT))
    )
    assert (
        money.returned
        == Money(10_500_00)
        == Money(moved(competition, initiative, Account.PAID, Account.FREE))
    )
    assert (
        money.never_paid
        == Money(20_000_00)
        == Money(moved(competition, initiative, Account.RESERVED, Account.FREE))
    )
    assert money.spent.minor + money.returned.minor + money.never_paid.minor == money.awarded.minor
    assert [(line.title, line.planned, line.spent) for line in report.budget] == [
        ("Материалы", Money(40_000_00), Money(17_000_00)),
        ("Доставка", Money(10_000_00), Money(2_500_00)),
    ]


def test_refused_expenses_are_not_counted(competition: Competition) -> None:
    initiative = under_way(competition)
    refused = competition.expense(initiative, 5_000_00)
    competition.on_part(refused, "refuse", "treasurer", reason="Чек не читается")

    report = finish(competition, initiative)

    assert report.money.spent == Money(0)
    assert [line.spent.minor for line in report.budget] == [0, 0]


def test_what_the_group_told_and_the_records_know_is_in_it(competition: Competition) -> None:
    initiative = under_way(
        competition,
        "1-07",
        title="Двор «Солнышко»",
        addresses=competition.session.scalars(select(Problem).order_by(Problem.id)).all()[:3],
    )
    competition.later(days=2)

    report = finish(
        competition,
        initiative,
        videos=["https://example.org/v"],
        publications=["http://example.com/p"],
    )

    assert (report.code, report.title) == ("1-07", "Двор «Солнышко»")
    assert [problem.ru for problem in report.problems] == ["нет площадки", "нет клуба"]
    assert [point.ru for point in report.growth_points] == ["люди"]
    assert report.period == (date(2026, 3, 2), date(2026, 3, 4))
    assert (report.summary, report.done, report.results) == (SUMMARY.strip(), STORY, STORY)
    assert (report.participants, report.group, report.rating) == (40, 3, Rating.SATISFACTORY)
    assert (report.accepted_on, report.presented_on) == (date(2026, 3, 4), None)
    assert report.videos == ("https://example.org/v",)
    assert report.publications == ("http://example.com/p",)
    assert not report.is_sample


def test_a_presented_report_has_the_day_and_the_link(competition: Competition) -> None:
    initiative = competition.at("completed")

    report = published_report(competition.session, initiative)

    assert report.presented_on == date(2026, 3, 1)
    assert report.presentation == "https://example.org/r"


def test_plans_that_were_changed_are_told_with_what_they_were(competition: Competition) -> None:
    initiative = under_way(competition)
    changed(competition, initiative, {"2": "2026-09-20"}, {"1": 35_000_00, "2": 15_000_00})
    competition.act(
        initiative,
        "reach_milestone",
        "leader",
        facts={"milestone": 1, "reached_on": "2026-03-02"},
    )

    report = finish(competition, initiative)

    assert [(m.agreed_on, m.planned_on, m.reached_on) for m in report.milestones] == [
        (date(2026, 8, 31), date(2026, 8, 31), date(2026, 3, 2)),
        (date(2026, 9, 15), date(2026, 9, 20), None),
    ]
    assert [(line.agreed.minor, line.planned.minor) for line in report.budget] == [
        (40_000_00, 35_000_00),
        (10_000_00, 15_000_00),
    ]


def test_donors_are_those_whose_money_was_spent(competition: Competition) -> None:
    competition.has_only(0)
    competition.donation(10_000, "2", donor="ООО «Берег»")
    competition.donation(5_000, "3", donor="ООО «Берег»")
    competition.donation(10_000, "4", donor="Тайный даритель", anonymous=True)
    competition.donation(30_000, "5", donor="АО «Завод»")
    initiative = under_way(competition)
    spend(competition, initiative, 26_000)

    report = finish(competition, initiative)

    assert report.donors == ("АО «Завод»", "ООО «Берег»")
    assert report.unnamed_donors == 1


def test_nobody_is_thanked_for_what_was_returned(competition: Competition) -> None:
    report = finish(competition, under_way(competition))

    assert (report.donors, report.unnamed_donors) == ((), 0)


def test_only_photographs_of_the_initiative_are_in_it(competition: Competition) -> None:
    initiative = under_way(competition)
    files = [
        ("photo", Taken("двор.jpg", "image/jpeg", "1" * 64, 9), "Двор"),
        ("receipt", Taken("чек.jpg", "image/jpeg", "2" * 64, 9), "Чек"),
        ("photo", Taken("план.pdf", "application/pdf", "3" * 64, 9), "План"),
        ("photo", Taken("знак.svg", "image/svg+xml", "4" * 64, 9), "Знак"),
        ("photo", Taken("сад.webp", "image/webp", "5" * 64, 9), ""),
    ]
    for purpose, taken, caption in files:
        attach(
            competition.session,
            initiative,
            taken,
            purpose=purpose,
            caption=caption,
            actor=competition.actor("leader"),
            now=competition.now,
        )
    spend(competition, initiative, 100)  # a receipt is attached to the expense

    report = finish(competition, initiative)

    assert [(photo.sha256, photo.caption) for photo in report.photos] == [
        ("1" * 64, "Двор"),
        ("5" * 64, ""),
    ]


def test_nothing_tells_who_is_in_the_group(competition: Competition) -> None:
    competition.people["leader"].name = "Петрова Анна Сергеевна"
    competition.people["neighbour"].name = "Кузнецов Олег Иванович"
    words = (
        "Анна Петрова и О. И. Кузнецов собрали соседей. Пишите: leader@example.org, звоните: "
        "+7 913 123-45-67. "
    )
    initiative = under_way(competition, title="Двор Анны Петровой", summary=words + SUMMARY)
    attach(
        competition.session,
        initiative,
        Taken("двор.jpg", "image/jpeg", "1" * 64, 9),
        purpose="photo",
        caption="Петрова А. С. у турника",
        actor=competition.actor("leader"),
        now=competition.now,
    )

    report = finish(
        competition,
        initiative,
        done=words + STORY,
        results=words + STORY,
        videos=["https://leader@example.org/v", "https://example.org/@dvor"],
    )

    everything = str(report)
    for told in ("Петров", "Кузнецов", "leader@", "913", "123-45-67"):
        assert told not in everything
    assert report.title == "Двор […]"
    assert report.photos[0].caption == "[…] у турника"
    assert report.videos == ("https://example.org/@dvor",)


def test_donors_who_are_not_to_be_named_are_not_named_by_others(competition: Competition) -> None:
    competition.has_only(0)
    competition.donation(60_000, "2", donor="ООО «Тихий берег»", anonymous=True)
    initiative = under_way(competition)
    spend(competition, initiative, 1_000)

    report = finish(
        competition,
        initiative,
        done="Спасибо компании «Тихий берег» и ООО «Тихий Берег»! " + STORY,
    )

    assert "берег" not in str(report).lower()
    assert report.done.startswith("Спасибо компании […] и […]! ")
    assert report.unnamed_donors == 1


@pytest.mark.parametrize("state", ["proposal", "funding", "implementation", "creative_report"])
def test_before_its_report_is_accepted_nothing_is_published(
    competition: Competition, state: str
) -> None:
    initiative = competition.at(state)

    with pytest.raises(Refusal) as refused:
        published_report(competition.session, initiative)

    assert refused.value.codes == ["report_not_accepted"]


def test_a_sample_is_known_as_one(competition: Competition) -> None:
    assert finish(competition, under_way(competition, is_sample=True)).is_sample
