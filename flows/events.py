from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.client.orchestration import get_client

from config.clock import now
from config.settings import settings
from flows.alerts import alert
from flows.sweeping import in_parts, one_by_one, run_name, together_or_one_by_one
from models.database import reading, transaction
from notifications import calls
from notifications.webhooks import Gone, send
from workflow.events.announcing import announced, unannounced
from workflow.events.event import Event, new_events

MOST_SUBJECTS = 1_000
"""As many are told of in one sweep: Prefect's server keeps events in memory before it stores them,
and drops what is too much."""
EVENTS_TOGETHER = 200
MOST_FAILURES = 3
"""After so many a system is left alone until the next sweep."""
LONGEST = timedelta(minutes=4)
"""The longest that one system is called in one sweep."""


@flow(flow_run_name=run_name, on_failure=[alert], on_crashed=[alert])
def announce_changes(as_of: datetime | None = None) -> int:
    """Tell Prefect, and queue for webhooks, what happened since the last time; how many events.

    Args:
        as_of: The moment to count from, the present if not given.
    """
    moment = as_of or now()
    with reading() as session:
        subjects = unannounced(session, MOST_SUBJECTS)
    done = sum(announce_some(part, moment) for part in in_parts(subjects))
    get_run_logger().info("%s events of %s subjects told", done, len(subjects))
    return done


@task(retries=3, retry_delay_seconds=[1, 5, 20], persist_result=False)
def announce_some(subject_ids: Sequence[int], as_of: datetime) -> int:
    return together_or_one_by_one(subject_ids, lambda ids: announce(ids, as_of))


def announce(subject_ids: Sequence[int], as_of: datetime) -> int:
    """Tell first, then write down that it was told: a crash in between tells it again, under the
    same id. No lock is held while Prefect answers; histories only grow."""
    with reading() as session:
        events = new_events(session, subject_ids)
    emit(events)
    with transaction() as session:
        return announced(session, events, now=as_of)


def emit(events: Sequence[Event]) -> None:
    """Prefect's own `emit_event` leaves it to a thread whether and when the server gets an event,
    and never says that it did not: here the server has answered, or this raises."""
    with get_client(sync_client=True) as client:
        for start in range(0, len(events), EVENTS_TOGETHER):
            part = events[start : start + EVENTS_TOGETHER]
            told = [_as_prefect_has_it(event) for event in part]
            client.request("POST", "/events", json=told).raise_for_status()


def _as_prefect_has_it(event: Event) -> dict[str, Any]:
    related = [_related("programme", event.programme)]
    if event.district is not None:
        related.append(_related("district", event.district))
    return {
        "id": str(event.id),
        "event": event.name,
        "occurred": event.at.isoformat(),
        "resource": {
            "prefect.resource.id": f"vmeste.{event.kind}.{event.code}",
            "prefect.resource.name": event.reference,
        },
        "related": related,
        "payload": dict(event.data),
    }


def _related(role: str, code: str) -> dict[str, str]:
    return {"prefect.resource.id": f"vmeste.{role}.{code}", "prefect.resource.role": role}


@flow(flow_run_name=run_name, on_failure=[alert], on_crashed=[alert])
def call_webhooks(as_of: datetime | None = None) -> int:
    """Make the calls to other systems that wait; how many were taken. The systems are called beside
    each other, so that a slow one holds up no other.

    Args:
        as_of: The moment to count from, the present if not given.
    """
    with reading() as session:
        waiting = calls.waiting(session, as_of or now())
    systems = [call_system.submit(number, ids, as_of) for number, ids in waiting.items()]
    taken = one_by_one(range(len(systems)), lambda n: systems[n].result())
    get_run_logger().info("%s of %s calls taken", taken, sum(map(len, waiting.values())))
    return taken


@task(task_run_name="webhook-{webhook_id}", persist_result=False)
def call_system(webhook_id: int, call_ids: Sequence[int], as_of: datetime | None) -> int:
    """One system's calls, one after another, until it has failed too often or was too slow."""
    logger, until = get_run_logger(), now() + LONGEST
    taken = failures = 0
    for call_id in call_ids:
        if failures == MOST_FAILURES or now() > until:
            logger.warning("webhook %s is left alone until the next sweep", webhook_id)
            break
        moment = as_of or now()
        if not claimed(call_id, moment):
            continue
        error = call(call_id, moment)
        if error is None:
            taken += 1
        else:
            failures += 1
            logger.warning("webhook %s, call %s: %s", webhook_id, call_id, error)
    return taken


def claimed(call_id: int, as_of: datetime) -> bool:
    with transaction() as session:
        return calls.claim(session, call_id, as_of)


def call(call_id: int, as_of: datetime) -> str | None:
    """Make a claimed call and write it down; why it was not taken, or None. A crash in between
    makes the call again, under the same id, once the claim has run out."""
    with reading() as session:
        request = calls.compose(session, call_id)
    error, gone = None, False
    try:
        error = send(request, now(), settings().webhook_networks)
    except Gone as refused:
        error, gone = str(refused), True
    with transaction() as session:
        calls.note(session, call_id, as_of, error, gone)
    return error
