"""The coordinator puts a deadline off, and the history says why."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models import Deadline, HistoryEntry, Initiative, OutboxMessage, Reminder
from tests.make import Competition
from tests.workflow.money.books import refusal
from workflow.gate import possibilities

REASON = "Ледоход: мост закрыт"


def extend(competition: Competition, initiative: Initiative, **facts: Any) -> None:
    told = {"deadline": "revision", "until": "2026-03-25"} | facts
    competition.act(initiative, "extend", "coordinator", reason=REASON, facts=told)


def deadline_of(competition: Competition, initiative: Initiative) -> Deadline:
    asked = select(Deadline).where(
        Deadline.subject_id == initiative.id, Deadline.name == "revision"
    )
    return competition.session.scalars(asked.execution_options(populate_existing=True)).one()


def test_it_falls_on_the_new_day_at_its_own_time(competition: Competition) -> None:
    initiative = competition.at("returned")
    assert f"{deadline_of(competition, initiative).due_at:%d.%m %H:%M}" == "17.03 11:00"

    extend(competition, initiative)

    deadline = deadline_of(competition, initiative)
    assert f"{deadline.due_at:%d.%m %H:%M}" == "25.03 11:00"
    assert deadline.acts_at == deadline.due_at
    reminders = select(Reminder.due_at).where(Reminder.deadline_id == deadline.id)
    assert [f"{at:%d.%m}" for at in competition.session.scalars(reminders)] == ["22.03", "24.03"]


def test_the_history_has_both_days_and_the_reason(competition: Competition) -> None:
    initiative = competition.at("returned")
    extend(competition, initiative)

    entry = competition.session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == initiative.id)
        .order_by(HistoryEntry.sequence.desc())
    ).all()[0]
    assert (entry.action, entry.reason) == ("extend", REASON)
    assert json.loads(entry.facts) == {
        "deadline": "revision",
        "until": "2026-03-25",
        "was_due": "2026-03-17T11:00:00+00:00",
        "due": "2026-03-25T11:00:00+00:00",
    }


def test_those_responsible_are_told(competition: Competition) -> None:
    extend(competition, competition.at("returned"))

    (letter,) = competition.session.query(OutboxMessage).filter_by(template="deadline_extended")
    assert letter.recipient == competition.people["leader"]


def test_one_that_was_missed_is_as_if_it_had_not_passed(competition: Competition) -> None:
    initiative = competition.at("implementation")
    asked = select(Deadline).where(Deadline.subject_id == initiative.id, Deadline.name == "report")
    deadline = competition.session.scalars(asked).one()
    competition.now = deadline.due_at
    competition.enforce(deadline.id)

    extend(competition, initiative, deadline="report", until="2026-11-30")

    competition.session.refresh(deadline)
    assert (deadline.outcome, deadline.step) == (None, 0)
    assert deadline.acts_at == deadline.due_at > competition.now


@pytest.mark.parametrize(
    "facts",
    [
        {"until": "2026-03-17"},  # the day it falls on anyway
        {"until": "2026-03-01"},
        {"deadline": "submission"},  # met long ago
        {"deadline": "nothing"},
    ],
    ids=str,
)
def test_only_an_open_deadline_is_put_off_and_only_to_a_later_day(
    competition: Competition, facts: dict[str, str]
) -> None:
    initiative = competition.at("returned")

    assert refusal(lambda: extend(competition, initiative, **facts)) == ["deadline_may_be_put_off"]


def test_a_late_one_is_put_off_to_a_day_ahead(competition: Competition) -> None:
    initiative = competition.at("implementation")
    asked = select(Deadline.due_at).where(
        Deadline.subject_id == initiative.id, Deadline.name == "report"
    )
    due_at = competition.session.scalars(asked).one()
    competition.now = due_at + timedelta(days=5)
    until = f"{due_at + timedelta(days=2):%Y-%m-%d}"

    assert refusal(lambda: extend(competition, initiative, deadline="report", until=until)) == [
        "deadline_may_be_put_off"
    ]


def test_only_the_coordinator_may_and_only_with_a_reason(competition: Competition) -> None:
    initiative = competition.at("returned")
    facts = {"deadline": "revision", "until": "2026-03-25"}

    def asked(name: str, reason: str | None) -> list[str]:
        return refusal(
            lambda: competition.act(initiative, "extend", name, reason=reason, facts=facts)
        )

    assert asked("leader", REASON) == ["not_permitted"]
    assert asked("coordinator", None) == ["reason_missing"]


def test_it_is_shown_as_possible_to_the_coordinator(competition: Competition) -> None:
    initiative = competition.at("returned")

    found = possibilities(
        competition.session, initiative, actor=competition.actor("coordinator"), now=competition.now
    )

    assert [p.blockers for p in found if p.trigger == "extend"] == [()]
