"""Sweeps: late, twice, or after somebody was faster, they do their work once."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Deadline, HistoryEntry, Initiative, OutboxMessage, Reminder
from tests.make import NOON, Competition
from workflow.deadlines.sweep import next_moment, overdue, remind, waiting_reminders

KINDS = ("initiative", "enrolment")


def open_deadline(competition: Competition, initiative: Initiative) -> Deadline:
    return competition.session.scalars(
        select(Deadline).where(Deadline.subject_id == initiative.id, Deadline.outcome.is_(None))
    ).one()


def test_overdue_finds_a_deadline_from_its_moment_on(competition: Competition) -> None:
    due = open_deadline(competition, competition.initiative())

    assert overdue(competition.session, due.due_at - timedelta(seconds=1), kinds=KINDS) == []
    assert overdue(competition.session, due.due_at, kinds=KINDS) == [due.id]
    assert overdue(competition.session, due.due_at, kinds=("monitoring_round",)) != [due.id]


def test_overdue_is_in_order_of_time(competition: Competition) -> None:
    later = open_deadline(competition, competition.initiative("1-01"))
    sooner = open_deadline(competition, competition.at("expert_review", "1-02"))

    assert overdue(competition.session, later.due_at, kinds=KINDS) == [sooner.id, later.id]


def test_a_passed_deadline_moves_the_initiative_and_is_missed(competition: Competition) -> None:
    initiative = competition.initiative()
    deadline = open_deadline(competition, initiative)

    competition.enforce(deadline.id, deadline.due_at)

    competition.session.refresh(deadline)
    assert (initiative.state, deadline.outcome) == ("withdrawn", "missed")


def test_a_late_sweep_says_in_the_history_how_late_it_was(competition: Competition) -> None:
    initiative = competition.initiative()
    deadline = open_deadline(competition, initiative)

    late = deadline.due_at + timedelta(hours=72, minutes=5)
    competition.enforce(deadline.id, late)

    entry = competition.session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == initiative.id)
        .order_by(HistoryEntry.sequence.desc())
    ).first()
    assert entry is not None
    assert (entry.flow, entry.actor_id) == ("enforce_deadlines", None)
    assert json.loads(entry.facts) == {
        "deadline": "submission",
        "due_at": deadline.due_at.isoformat(),
        "hours_late": 72,
    }


def test_enforcing_twice_moves_once(competition: Competition) -> None:
    initiative = competition.initiative()
    deadline = open_deadline(competition, initiative)

    first = competition.enforce(deadline.id, deadline.due_at)
    second = competition.enforce(deadline.id, deadline.due_at)

    assert (first is not None, second) == (True, None)
    assert initiative.version == 2


def test_enforcing_before_the_moment_does_nothing(competition: Competition) -> None:
    initiative = competition.initiative()
    deadline = open_deadline(competition, initiative)

    assert competition.enforce(deadline.id, NOON) is None
    assert initiative.state == "proposal"


def test_whoever_was_faster_than_the_clock_keeps_what_they_did(competition: Competition) -> None:
    initiative = competition.initiative()
    deadline = open_deadline(competition, initiative)
    due = deadline.due_at
    competition.act(initiative, "submit", "leader", now=due - timedelta(seconds=1))

    assert competition.enforce(deadline.id, due) is None
    competition.session.refresh(deadline)
    assert (initiative.state, deadline.outcome) == ("expert_review", "met")


def test_a_deadline_that_moves_nothing_is_noted_once_and_told(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    deadline = open_deadline(competition, initiative)

    competition.enforce(deadline.id, deadline.due_at)

    assert initiative.state == "expert_review"
    assert (
        overdue(competition.session, deadline.due_at + timedelta(days=9), kinds=("initiative",))
        == []
    )
    told = competition.session.scalars(
        select(OutboxMessage.recipient_id).where(OutboxMessage.template == "overdue")
    ).all()
    assert told == [competition.people["coordinator"].id]


def _return(competition: Competition, initiative: Initiative) -> None:
    competition.act(initiative, "return_for_revision", "chair", reason="Уточните смету")


def _withdraw(competition: Competition, initiative: Initiative) -> None:
    competition.act(initiative, "withdraw", "leader", reason="Передумали")


@pytest.mark.parametrize(
    ("leave", "hours_late", "outcome"),
    [
        (Competition.reviewed, -1, "met"),
        (Competition.reviewed, 1, "missed"),
        (_withdraw, -1, "cancelled"),
        (_withdraw, 1, "missed"),
    ],
)
def test_leaving_a_state_gives_its_deadline_an_outcome(
    competition: Competition,
    leave: Callable[[Competition, Initiative], None],
    hours_late: int,
    outcome: str,
) -> None:
    initiative = competition.at("expert_review")
    deadline = open_deadline(competition, initiative)

    competition.now = deadline.due_at + timedelta(hours=hours_late)
    leave(competition, initiative)

    competition.session.refresh(deadline)
    assert initiative.state != "expert_review"
    assert (deadline.outcome, deadline.closed_at) == (outcome, competition.now)


def test_reminders_are_queued_once_for_those_responsible(competition: Competition) -> None:
    initiative = competition.initiative()
    first, second = competition.session.scalars(
        select(Reminder)
        .join(Deadline)
        .where(Deadline.subject_id == initiative.id)
        .order_by(Reminder.due_at)
    ).all()

    assert first.id in waiting_reminders(competition.session, first.due_at)
    assert remind(competition.session, first.id, now=first.due_at) == 1
    assert remind(competition.session, first.id, now=first.due_at) == 0

    letter = competition.session.scalars(
        select(OutboxMessage).where(OutboxMessage.template == "reminder")
    ).one()
    assert (letter.recipient_id, letter.deadline_id) == (
        competition.people["leader"].id,
        first.deadline_id,
    )
    assert second.done_at is None


@pytest.mark.parametrize("too_late", [True, False], ids=["past", "closed"])
def test_no_reminder_of_a_deadline_that_is_past_or_closed(
    competition: Competition, too_late: bool
) -> None:
    initiative = competition.initiative()
    reminder = competition.session.scalars(select(Reminder).order_by(Reminder.id.desc())).first()
    assert reminder is not None
    now = reminder.deadline.due_at if too_late else reminder.due_at
    if not too_late:
        competition.act(initiative, "submit", "leader")

    assert remind(competition.session, reminder.id, now=now) == 0
    assert reminder.done_at == now


def test_next_moment_is_when_the_clock_has_something_to_do(competition: Competition) -> None:
    moments = []
    after = NOON
    while (moment := next_moment(competition.session, after)) is not None:
        moments.append(moment)
        after = moment

    due = competition.session.scalars(
        select(Deadline.due_at).where(Deadline.outcome.is_(None))
    ).all()
    waiting = competition.session.scalars(
        select(Reminder.due_at).where(Reminder.done_at.is_(None))
    ).all()
    assert moments == sorted(set(due) | set(waiting))
