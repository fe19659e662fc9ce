"""What the report says, in either language."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Money, Rating
from papers.report import phrases
from papers.report.figures import _percent
from papers.report.wording import wording
from tests.papers import reports
from tests.papers.phrases import texts_of
from workflow.work.published_report import PublishedMoney, PublishedPoint

DAY = date(2017, 5, 20)


def test_every_phrase_is_in_both_languages() -> None:
    texts = texts_of(phrases)

    assert len(texts) > 40
    assert [text.ru for text in texts if not text.en] == []


def test_every_rating_has_words() -> None:
    assert set(phrases.RATINGS) == set(Rating)


@pytest.mark.parametrize(
    ("many", "ru", "en"),
    [
        (
            1,
            "и ещё 1\u00a0жертвователь, пожелавший остаться неназванным",
            "and 1\u00a0more donor who wished not to be named",
        ),
        (
            2,
            "и ещё 2\u00a0жертвователя, пожелавших остаться неназванными",
            "and 2\u00a0more donors who wished not to be named",
        ),
        (
            5,
            "и ещё 5\u00a0жертвователей, пожелавших остаться неназванными",
            "and 5\u00a0more donors who wished not to be named",
        ),
        (
            21,
            "и ещё 21\u00a0жертвователь, пожелавший остаться неназванным",
            "and 21\u00a0more donors who wished not to be named",
        ),
        (0, "", ""),
    ],
)
def test_donors_who_are_not_named_are_counted(many: int, ru: str, en: str) -> None:
    report = reports.report(unnamed_donors=many)

    assert wording(report, "ru").thanks.rest == ru
    assert wording(report, "en").thanks.rest == en


def test_where_no_donor_is_named_nobody_is_more() -> None:
    report = reports.report(donors=(), unnamed_donors=2)

    assert wording(report, "ru").thanks.rest == (
        "2\u00a0жертвователя, пожелавших остаться неназванными"
    )
    assert wording(report, "en").thanks.rest == "2\u00a0donors who wished not to be named"


@pytest.mark.parametrize(
    ("late", "ru", "in_time"),
    [
        (-3, "в срок", True),
        (0, "в срок", True),
        (1, "на 1\u00a0день позже", False),
        (2, "на 2\u00a0дня позже", False),
        (11, "на 11\u00a0дней позже", False),
    ],
)
def test_a_milestone_is_in_time_or_so_many_days_late(late: int, ru: str, in_time: bool) -> None:
    point = PublishedPoint("Сад", DAY, DAY, DAY + timedelta(days=late))
    (row,) = wording(reports.report(milestones=(point,)), "ru").plan.rows

    assert (row.remark, row.in_time, row.moved) == (ru, in_time, "")


def test_a_milestone_that_was_not_reached_is_said_to_be_so() -> None:
    point = PublishedPoint("Сад", DAY, DAY, None)
    words = wording(reports.report(milestones=(point,)), "ru")

    assert (words.plan.rows[0].reached, words.plan.rows[0].remark) == ("не пройдена", "")
    assert words.figures[3][0] == "0 из 1"


def test_what_was_changed_is_told_with_what_the_agreement_said() -> None:
    words = wording(reports.report(), "en")

    assert [row.moved for row in words.plan.rows] == [
        "",
        "15\u00a0July\u00a02017 in the agreement, moved with the foundation’s consent",
        "",
        "",
    ]
    assert [bool(row.moved) for row in words.budget.rows] == [False, False, True, True, False]
    assert words.budget.total.moved == ""


def test_the_sums_make_up_the_award_and_leave_nothings_out() -> None:
    report = reports.report()
    all_spent = PublishedMoney(Money(500), Money(500), Money(0), Money(0))

    assert [amount for _, amount in wording(report, "ru").sums.rows] == [
        "148\u00a0500,50\u00a0₽",
        "143\u00a0200\u00a0₽",
        "5\u00a0300,50\u00a0₽",
    ]
    assert len(wording(replace(report, money=all_spent), "ru").sums.rows) == 2


def test_the_budget_is_summed() -> None:
    total = wording(reports.report(), "ru").budget.total

    assert (total.planned, total.spent, total.share) == (
        "148\u00a0500,50\u00a0₽",
        "143\u00a0200\u00a0₽",
        "96\u00a0%",
    )


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_a_bar_is_full_for_all_and_empty_for_nothing_only(part: int, whole: int) -> None:
    percent = _percent(part, whole)

    assert 0 <= percent <= 100
    assert (percent == 0) == (part == 0 or whole == 0)
    assert percent < 100 or part >= whole


@pytest.mark.parametrize(
    ("many", "ru", "en"),
    [
        (1, "участник", "participant"),
        (3, "участника", "participants"),
        (1_240, "участников", "participants"),
    ],
)
def test_participants_are_counted_in_words_that_fit(many: int, ru: str, en: str) -> None:
    report = reports.report(participants=many)

    assert wording(report, "ru").figures[0][1] == ru
    assert wording(report, "en").figures[0][1] == en


def test_only_a_sample_says_that_it_is_one() -> None:
    assert wording(reports.report(), "ru").sample == phrases.SAMPLE.ru
    assert wording(reports.report(is_sample=False), "ru").sample == ""


def test_links_are_shown_as_people_read_them() -> None:
    (presentation, *_) = wording(reports.report(), "ru").links

    assert presentation.links == (("https://example.org/presentation", "example.org/presentation"),)
