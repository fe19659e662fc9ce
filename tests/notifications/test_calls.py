"""Which calls wait, and which may be made again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Webhook, WebhookCall
from notifications import calls
from notifications.attempts import CLAIM, MOST_ATTEMPTS, next_attempt
from notifications.webhooks import new_secret
from tests.make import NOON, Competition
from workflow.errors import Refusal
from workflow.events.announcing import announced
from workflow.events.event import new_events
from workflow.events.webhooks import add_webhook, stop_webhook


def webhook(competition: Competition, url: str = "https://crm.example.org/") -> Webhook:
    session, programme, secret = competition.session, competition.programme, new_secret()
    return add_webhook(session, programme, url, ["vmeste.initiative.*"], secret=secret, now=NOON)


@pytest.fixture
def waiting(competition: Competition) -> WebhookCall:
    webhook(competition)
    initiative = competition.initiative("1-05")
    announced(competition.session, new_events(competition.session, [initiative.id]), now=NOON)
    return competition.session.scalars(select(WebhookCall)).one()


def give_up(competition: Competition, call: WebhookCall) -> None:
    for number in range(MOST_ATTEMPTS):
        moment = NOON + timedelta(days=number)
        assert calls.claim(competition.session, call.id, moment)
        calls.note(competition.session, call.id, moment, "answered 500")
    competition.session.flush()


def refused(competition: Competition, *numbers: int) -> list[str]:
    with pytest.raises(Refusal) as refusal:
        calls.retry(competition.session, numbers, now=NOON)
    return refusal.value.codes


def test_calls_wait_for_each_webhook_by_itself(
    competition: Competition, waiting: WebhookCall
) -> None:
    other = webhook(competition, "https://other.example.org/")
    initiative = competition.initiative("1-06")
    announced(competition.session, new_events(competition.session, [initiative.id]), now=NOON)

    found = calls.waiting(competition.session, NOON)

    assert {number: len(ids) for number, ids in found.items()} == {
        waiting.webhook_id: 2,
        other.id: 1,
    }
    assert calls.waiting(competition.session, NOON - timedelta(seconds=1)) == {}


def test_a_claimed_call_is_nobody_elses_until_the_claim_runs_out(
    competition: Competition, waiting: WebhookCall
) -> None:
    assert calls.claim(competition.session, waiting.id, NOON)
    assert not calls.claim(competition.session, waiting.id, NOON + CLAIM - timedelta(seconds=1))
    assert calls.claim(competition.session, waiting.id, NOON + CLAIM)


def test_attempts_are_made_later_and_later_and_not_for_ever() -> None:
    waits = [next_attempt(number, NOON) for number in range(1, MOST_ATTEMPTS + 1)]

    minutes = [None if at is None else (at - NOON) / timedelta(minutes=1) for at in waits]
    assert minutes == [1, 4, 16, 64, 256, 360, 360, 360, 360, None]


def test_a_call_that_was_given_up_is_made_again_from_the_first_attempt(
    competition: Competition, waiting: WebhookCall
) -> None:
    give_up(competition, waiting)
    assert calls.dead(competition.session, competition.programme) == [waiting.id]

    assert calls.retry(competition.session, [waiting.id, waiting.id], now=NOON) == 1

    assert (waiting.dead_at, waiting.attempts, waiting.next_attempt_at) == (None, 0, NOON)
    assert calls.dead(competition.session, competition.programme) == []


def test_only_what_was_given_up_is_made_again(
    competition: Competition, waiting: WebhookCall
) -> None:
    assert refused(competition, waiting.id) == ["not_dead"]
    assert refused(competition, waiting.id, waiting.id + 1) == ["not_dead", "not_found"]
    calls.note(competition.session, waiting.id, NOON, None)
    competition.session.flush()
    assert refused(competition, waiting.id) == ["not_dead"]


def test_a_stopped_webhook_is_not_called_again(
    competition: Competition, waiting: WebhookCall
) -> None:
    give_up(competition, waiting)
    stop_webhook(competition.session, waiting.webhook, now=NOON)

    assert calls.dead(competition.session, competition.programme) == []
    assert refused(competition, waiting.id) == ["stopped"]


def test_a_late_failure_does_not_undo_that_another_worker_was_heard(
    competition: Competition, waiting: WebhookCall
) -> None:
    calls.note(competition.session, waiting.id, NOON, None)
    competition.session.flush()
    calls.note(competition.session, waiting.id, NOON + CLAIM, "answered 500")

    assert (waiting.delivered_at, waiting.dead_at) == (NOON, None)


def test_what_was_taken_while_the_webhook_was_stopped_is_taken(
    competition: Competition, waiting: WebhookCall
) -> None:
    stop_webhook(competition.session, waiting.webhook, now=NOON)
    calls.note(competition.session, waiting.id, NOON, None)

    assert (waiting.delivered_at, waiting.dead_at, waiting.last_error) == (NOON, None, None)
