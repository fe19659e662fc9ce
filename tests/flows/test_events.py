"""What happens is told to Prefect and to other systems, at least once and under one id."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from ipaddress import ip_network
from threading import Barrier
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import pytest
from prefect import flow
from prefect.client.orchestration import get_client
from sqlalchemy import func, select

from config.settings import settings
from flows import events as events_flow
from flows.events import announce_changes, call, call_system, call_webhooks, claimed
from models import Initiative, Programme, Subject, Webhook, WebhookCall
from models.database import reading, transaction
from notifications import calls, webhooks
from notifications.attempts import CLAIM, MOST_ATTEMPTS
from notifications.webhooks import new_secret
from tests.make import NOON, Competition
from tests.receiver import Receiver, receiving, states
from workflow.actor import Actor
from workflow.events.announcing import announced
from workflow.events.event import Event, new_events
from workflow.events.webhooks import STOPPED, add_webhook
from workflow.gate import perform

SECRET = new_secret()
PATIENCE_SECONDS = 60
BEGUN = {"event": {"name": ["prefect.automation.triggered"]}}


@pytest.fixture
def quiet(kept: Competition, monkeypatch: pytest.MonkeyPatch) -> Competition:
    """All that happened was told already, and calls to this machine are allowed."""
    monkeypatch.setattr(settings(), "webhook_networks", (ip_network("127.0.0.0/8"),))
    with transaction() as session:
        ids = session.scalars(select(Subject.id)).all()
        announced(session, new_events(session, ids), now=NOON)
    return kept


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def hears(competition: Competition, receiver: Receiver, *events: str) -> int:
    with transaction() as session:
        names = events or ["vmeste.initiative.*"]
        given: dict[str, Any] = {"secret": SECRET, "now": NOON}
        programme = session.get_one(Programme, competition.programme.id)
        return add_webhook(session, programme, receiver.url, names, **given).id


def act(competition: Competition, code: str, trigger: str, name: str, **given: Any) -> str:
    """Take an action on an initiative; the hash of its entry."""
    with transaction() as session:
        initiative = session.scalars(select(Initiative).where(Initiative.code == code)).one()
        actor = Actor.person(competition.people[name].id)
        perform(session, initiative, trigger, actor=actor, now=NOON, **given)
        return initiative.head


def happens(competition: Competition) -> str:
    """Otherwise in each test: Prefect's server is that of them all, and knows an event again."""
    reason = f"Нет сметы {uuid4()}"
    return act(competition, "1-02", "return_for_revision", "chair", reason=reason)


def the_call() -> WebhookCall:
    with reading() as session:
        return session.scalars(select(WebhookCall)).one()


def told_to_prefect(filtered: dict[str, Any]) -> list[dict[str, Any]]:
    with get_client(sync_client=True) as client:
        answer = client.request("POST", "/events/filter", json={"filter": filtered, "limit": 50})
    found: list[dict[str, Any]] = answer.json()["events"]
    return found


def waits_for(found: Callable[[], Sequence[Any]], number: int) -> Sequence[Any]:
    """Prefect stores events a moment after it took them."""
    patience = monotonic() + PATIENCE_SECONDS
    while len(found()) < number and monotonic() < patience:
        sleep(0.2)
    return found()


def of(event: Event) -> dict[str, Any]:
    span = {"since": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"}
    return {"id": {"id": [str(event.id)]}, "occurred": span}


def latest(code: str) -> Event:
    with reading() as session:
        subject = session.scalars(select(Initiative).where(Initiative.code == code)).one()
        return new_events(session, [subject.id])[-1]


def test_a_real_change_reaches_another_system_which_verifies_it(
    quiet: Competition, receiver: Receiver
) -> None:
    hears(quiet, receiver)
    head = happens(quiet)

    assert announce_changes(as_of=NOON) == 1
    assert call_webhooks(as_of=NOON) == 1

    (told,) = receiver.verified(SECRET)
    assert told["type"] == "vmeste.initiative.return_for_revision"
    assert (told["data"]["hash"], told["data"]["to_state"]) == (head, "returned")
    assert "сметы" not in str(told)
    assert the_call().delivered_at == NOON
    assert announce_changes(as_of=NOON) == call_webhooks(as_of=NOON) == 0
    assert len(receiver.calls) == 1


def test_prefect_has_the_event_with_what_it_concerns(quiet: Competition) -> None:
    happens(quiet)
    event = latest("1-02")
    announce_changes(as_of=NOON)

    (told,) = waits_for(lambda: told_to_prefect(of(event)), 1)
    assert told["event"] == "vmeste.initiative.return_for_revision"
    assert told["resource"]["prefect.resource.id"] == "vmeste.initiative.1-02"
    assert {r["prefect.resource.role"]: r["prefect.resource.id"] for r in told["related"]} == {
        "programme": "vmeste.programme.small",
        "district": "vmeste.district.1",
    }
    assert told["payload"] == event.data
    assert datetime.fromisoformat(told["occurred"]) == NOON


@pytest.mark.long
@pytest.mark.alone
def test_a_crash_between_telling_and_writing_it_down_tells_it_again_under_the_same_id(
    quiet: Competition, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    hears(quiet, receiver)
    happens(quiet)
    event = latest("1-02")

    def crash(*given: object, **named: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(events_flow, "announced", crash)
    with pytest.raises(KeyboardInterrupt):
        events_flow.announce([event.subject_id], NOON)
    waits_for(lambda: told_to_prefect(of(event)), 1)
    assert latest("1-02") == event  # nothing was written down
    monkeypatch.undo()

    assert events_flow.announce([event.subject_id], NOON) == 1
    act(
        quiet, "1-02", "withdraw", "leader", reason="Уезжаем"
    )  # told after the repeat: when it is there, both are
    after = latest("1-02")
    assert events_flow.announce([event.subject_id], NOON) == 1
    waits_for(lambda: told_to_prefect(of(after)), 1)
    assert len(told_to_prefect(of(event))) == 1
    with reading() as session:
        assert session.scalar(select(func.count(WebhookCall.id))) == 2


@pytest.fixture
def automation() -> Iterator[str]:
    """Somebody's automation on Prefect's server that waits for this to happen to an initiative."""
    with get_client(sync_client=True) as client:
        asked = {
            "name": "sample",
            "trigger": {
                "type": "event",
                "expect": ["vmeste.initiative.return_for_revision", "vmeste.initiative.withdraw"],
                "match": {"prefect.resource.id": "vmeste.initiative.*"},
                "match_related": {"prefect.resource.id": "vmeste.programme.small"},
                "posture": "Reactive",
                "threshold": 1,
                "within": 0,
            },
            "actions": [{"type": "do-nothing"}],
        }
        number = client.request("POST", "/automations/", json=asked).json()["id"]
        yield number
        client.request("DELETE", "/automations/{id}", path_params={"id": number})


@pytest.mark.long
@pytest.mark.alone
def test_an_automation_begins_once_for_an_event_that_is_told_twice(
    quiet: Competition, automation: str
) -> None:
    def begun_by() -> list[str]:
        found = told_to_prefect({"resource": {"id": [f"prefect.automation.{automation}"]}} | BEGUN)
        return [each["payload"]["triggering_event"]["id"] for each in found]

    happens(quiet)
    event = latest("1-02")

    def another_begins_it() -> list[str]:
        """Prefect learns of an automation a moment after it has answered."""
        events_flow.emit([replace(event, hash=str(uuid4()))])
        return begun_by()

    waits_for(another_begins_it, 1)
    events_flow.emit([event])
    announce_changes(as_of=NOON)
    act(quiet, "1-02", "withdraw", "leader", reason=f"Уезжаем {uuid4()}")
    last = latest("1-02")
    announce_changes(as_of=NOON)

    waits_for(lambda: [each for each in begun_by() if each == str(last.id)], 1)
    begun = begun_by()
    assert (begun.count(str(event.id)), begun.count(str(last.id))) == (1, 1)


def test_what_prefect_does_not_take_is_not_written_down(
    quiet: Competition, monkeypatch: pytest.MonkeyPatch
) -> None:
    happens(quiet)
    event = latest("1-02")

    def refuse(events: Sequence[Event]) -> None:
        raise ConnectionError

    monkeypatch.setattr(events_flow, "emit", refuse)
    with pytest.raises(ConnectionError):
        events_flow.announce([event.subject_id], NOON)

    assert latest("1-02") == event


def test_one_that_cannot_be_told_holds_up_no_other(
    quiet: Competition, monkeypatch: pytest.MonkeyPatch
) -> None:
    happens(quiet)
    act(quiet, "1-01", "withdraw", "leader", reason="Уезжаем")
    bad, good, emit = latest("1-02"), latest("1-01"), events_flow.emit

    def refuse_one(events: Sequence[Event]) -> None:
        if bad in events:
            raise ConnectionError
        emit(events)

    monkeypatch.setattr(events_flow, "emit", refuse_one)
    with pytest.raises(ExceptionGroup):
        events_flow.announce_some.fn([bad.subject_id, good.subject_id], NOON)

    with reading() as session:
        assert new_events(session, [bad.subject_id, good.subject_id]) == [bad]


def test_a_system_that_fails_once_is_called_again_under_the_same_id(
    quiet: Competition, receiver: Receiver
) -> None:
    receiver.answers = [500]
    hears(quiet, receiver)
    happens(quiet)
    announce_changes(as_of=NOON)

    assert call_webhooks(as_of=NOON) == 0
    assert (the_call().last_error, the_call().attempts) == ("answered 500", 1)
    assert call_webhooks(as_of=NOON + timedelta(seconds=59)) == 0
    assert call_webhooks(as_of=NOON + timedelta(minutes=1)) == 1

    first, second = receiver.ids
    assert first == second
    assert states(receiver.verified(SECRET)) == ["returned", "returned"]
    assert (the_call().last_error, the_call().attempts) == (None, 2)


def test_a_system_that_never_answers_is_given_up_and_holds_up_no_other(
    quiet: Competition, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "TIMEOUT_SECONDS", 0.2)
    with receiving() as other:
        slow = hears(quiet, receiver)
        hears(quiet, other)
        receiver.patience.clear()
        happens(quiet)
        announce_changes(as_of=NOON)

        assert call_webhooks(as_of=NOON) == 1
        assert len(other.calls) == 1
        with reading() as session:
            number = session.scalars(select(WebhookCall.id).filter_by(webhook_id=slow)).one()
        for day in range(1, MOST_ATTEMPTS):
            moment = NOON + timedelta(days=day)
            assert claimed(number, moment)
            assert call(number, moment) == "no answer within 0.2 seconds"

    with reading() as session:
        given_up = session.get_one(WebhookCall, number)
        assert given_up.dead_at == moment
        assert calls.waiting(session, moment + timedelta(days=9)) == {}


def test_a_system_that_keeps_failing_is_left_alone_until_the_next_sweep(
    quiet: Competition, receiver: Receiver
) -> None:
    receiver.answers = [500] * 9
    number = hears(quiet, receiver, "*")
    for code in ("1-03", "1-04"):
        with transaction() as session:
            quiet.session = session
            quiet.at("expert_review", code)
    announce_changes(as_of=NOON)
    with reading() as session:
        waiting = calls.waiting(session, NOON)[number]
    assert len(waiting) == 4

    assert call_webhooks(as_of=NOON) == 0
    assert len(receiver.calls) == events_flow.MOST_FAILURES
    call_webhooks(as_of=NOON)
    assert len(set(receiver.ids)) == len(waiting)


def test_a_system_that_wants_no_more_is_told_no_more(
    quiet: Competition, receiver: Receiver
) -> None:
    receiver.answers = [410]
    number = hears(quiet, receiver)
    happens(quiet)
    act(quiet, "1-01", "withdraw", "leader", reason="Уезжаем")
    announce_changes(as_of=NOON)

    assert call_webhooks(as_of=NOON) == 0

    assert len(receiver.calls) == 1
    with reading() as session:
        assert session.get_one(Webhook, number).stopped_at == NOON
        errors = session.scalars(select(WebhookCall.last_error).order_by(WebhookCall.id)).all()
        assert sorted(map(str, errors)) == ["answered 410", STOPPED]
        assert calls.waiting(session, NOON + timedelta(days=9)) == {}


def test_two_workers_at_once_make_one_call(quiet: Competition, receiver: Receiver) -> None:
    number = hears(quiet, receiver)
    happens(quiet)
    announce_changes(as_of=NOON)
    together, waiting = Barrier(2), [the_call().id]

    @flow
    def one_worker() -> int:
        together.wait(PATIENCE_SECONDS)
        return call_system(number, waiting, NOON)

    with ThreadPoolExecutor(2) as pool:
        taken = [each.result() for each in [pool.submit(one_worker) for _ in range(2)]]

    assert sorted(taken) == [0, 1]
    assert len(receiver.calls) == 1


def test_a_worker_that_died_in_between_calls_at_most_twice_under_one_id(
    quiet: Competition, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    hears(quiet, receiver)
    happens(quiet)
    announce_changes(as_of=NOON)
    number = the_call().id

    def die(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(calls, "note", die)
    assert claimed(number, NOON)
    with pytest.raises(KeyboardInterrupt):
        call(number, NOON)
    monkeypatch.undo()
    monkeypatch.setattr(settings(), "webhook_networks", (ip_network("127.0.0.0/8"),))

    assert call_webhooks(as_of=NOON + CLAIM - timedelta(seconds=1)) == 0
    assert call_webhooks(as_of=NOON + CLAIM) == 1
    assert call_webhooks(as_of=NOON + 9 * CLAIM) == 0
    first, second = receiver.ids
    assert first == second


def test_this_machine_is_not_called_unless_it_is_allowed(
    quiet: Competition, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "webhook_networks", ())
    hears(quiet, receiver)
    happens(quiet)
    announce_changes(as_of=NOON)

    assert call_webhooks(as_of=NOON) == 0
    assert receiver.calls == []
    assert "VMESTE_WEBHOOK_NETWORKS" in (the_call().last_error or "")
