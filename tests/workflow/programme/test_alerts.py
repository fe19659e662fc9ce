"""A flow that fails is told to the coordinators of every programme."""

from datetime import datetime

from models import OutboxMessage
from tests.make import NOON, ZONE, Competition
from workflow.programme.alerts import queue_flow_failure


def told(competition: Competition) -> list[OutboxMessage]:
    return competition.session.query(OutboxMessage).filter_by(template="flow_failed").all()


def test_the_coordinator_is_told_once_a_day(competition: Competition) -> None:
    session = competition.session

    assert queue_flow_failure(session, "send-reminders", "disk full", now=NOON) == 1
    assert queue_flow_failure(session, "send-reminders", "disk full", now=NOON) == 0
    assert queue_flow_failure(session, "enforce-deadlines", "disk full", now=NOON) == 1
    assert {letter.recipient for letter in told(competition)} == {competition.people["coordinator"]}


def test_nobody_is_woken_by_it(competition: Competition) -> None:
    night = datetime(2026, 3, 3, 2, tzinfo=ZONE)

    queue_flow_failure(competition.session, "send-reminders", "disk full", now=night)

    (letter,) = told(competition)
    assert letter.next_attempt_at == datetime(2026, 3, 3, 8, tzinfo=ZONE)
