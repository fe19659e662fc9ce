"""Silence and late milestones: found, told of once, and not where nothing is wrong."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import HistoryEntry, OutboxMessage
from tests.make import Competition, day
from workflow.actor import Actor
from workflow.work.risks import Risk, flag, risks, unflagged

CLOCK = Actor.clock("watch_implementation")


def found(competition: Competition) -> list[tuple[str, str, int]]:
    return [
        (risk.initiative.code, risk.code, risk.number)
        for risk in risks(competition.session, competition.programme, now=competition.now)
    ]


def flagged(competition: Competition) -> list[Risk | None]:
    waiting = unflagged(competition.session, competition.programme, now=competition.now)
    return [
        flag(competition.session, competition.programme, risk.key, actor=CLOCK, now=competition.now)
        for risk in waiting
    ]


def test_a_group_may_be_silent_for_thirty_days(competition: Competition) -> None:
    competition.at("implementation")

    competition.later(days=30)
    assert found(competition) == []
    competition.later(days=1)
    assert found(competition) == [("1-01", "no_news", 0)]


def test_news_end_a_silence(competition: Competition) -> None:
    initiative = competition.at("implementation")
    competition.later(days=40)

    told = {"news": "Доски привезли", "link": "https://example.org/news"}
    competition.act(initiative, "note_progress", "leader", facts=told)

    assert found(competition) == []


def test_a_milestone_is_late_on_the_day_after(competition: Competition) -> None:
    initiative = competition.at("implementation")
    planned = initiative.milestones[0].planned_on
    competition.programme.news_within_days = 1000

    competition.later(days=(planned - day(competition.now)).days)
    assert found(competition) == []
    competition.later(days=1)
    assert found(competition) == [("1-01", "milestone_late", 1)]


def test_a_milestone_that_was_reached_is_never_late(competition: Competition) -> None:
    initiative = competition.at("implementation")
    competition.programme.news_within_days = 1000
    told = {"milestone": 1, "reached_on": day(competition.now).isoformat()}
    competition.act(initiative, "reach_milestone", "leader", facts=told)

    competition.later(days=190)

    assert found(competition) == []


@pytest.mark.parametrize("state", ["funding", "creative_report", "completed"])
def test_only_what_is_under_way_is_watched(competition: Competition, state: str) -> None:
    competition.at(state)
    competition.later(days=250)

    assert found(competition) == []


def test_a_risk_is_told_of_once_to_coordinator_and_leader(competition: Competition) -> None:
    initiative = competition.at("implementation")
    competition.later(days=31)

    assert len(flagged(competition)) == 1
    competition.later(days=1)
    assert flagged(competition) == []

    entry = competition.session.scalars(
        select(HistoryEntry).where(HistoryEntry.action == "flag_risk")
    ).one()
    assert (entry.flow, entry.reason) == (
        "watch_implementation",
        "Новостей нет с 02.03.2026 (дольше 30 дней).",
    )
    told = competition.session.scalars(
        select(OutboxMessage.recipient_id).where(
            OutboxMessage.subject_id == initiative.id, OutboxMessage.template == "risk_flagged"
        )
    ).all()
    people = competition.people
    assert sorted(told) == sorted([people["coordinator"].id, people["leader"].id])


def test_another_silence_is_another_risk(competition: Competition) -> None:
    initiative = competition.at("implementation")
    competition.later(days=31)
    flagged(competition)
    told = {"news": "Доски привезли", "link": "https://example.org/news"}
    competition.act(initiative, "note_progress", "leader", facts=told)

    competition.now += timedelta(days=31)

    (risk,) = flagged(competition)
    assert risk is not None
    assert risk.since == date(2026, 4, 2)


def test_a_risk_that_has_passed_is_not_flagged(competition: Competition) -> None:
    initiative = competition.at("implementation")
    competition.later(days=31)
    (risk,) = risks(competition.session, competition.programme, now=competition.now)
    told = {"news": "Доски привезли", "link": "https://example.org/news"}
    competition.act(initiative, "note_progress", "leader", facts=told)

    done = flag(
        competition.session, competition.programme, risk.key, actor=CLOCK, now=competition.now
    )

    assert done is None
