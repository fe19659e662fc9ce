from collections.abc import Iterator, Sequence
from datetime import datetime

from prefect import flow, get_run_logger, task

from config.clock import now
from config.settings import settings
from flows.sweeping import one_by_one, run_name
from models.database import reading, transaction
from notifications import outbox
from notifications.channels import Undeliverable, channel
from workflow.deadlines.sweep import remind, waiting_reminders

TOGETHER = 50
"""Letters or reminders handled in one task run: each costs Prefect more than it costs us."""


@task(retries=3, retry_delay_seconds=[1, 5, 20])
def remind_of(reminder_ids: Sequence[int], as_of: datetime) -> int:
    return one_by_one(reminder_ids, lambda reminder_id: remind_one(reminder_id, as_of))


def remind_one(reminder_id: int, as_of: datetime) -> int:
    with transaction() as session:
        return remind(session, reminder_id, now=as_of)


@flow(flow_run_name=run_name)
def send_reminders(as_of: datetime | None = None) -> int:
    """Queue the reminders that are due ahead of deadlines; how many letters.

    `as_of` is the moment to count from, the present if not given.
    """
    as_of = as_of or now()
    with reading() as session:
        waiting = waiting_reminders(session, as_of)
    queued = sum(remind_of(part, as_of) for part in _parts(waiting))
    get_run_logger().info("%s reminders queued", queued)
    return queued


@task(retries=3, retry_delay_seconds=[1, 5, 20])
def deliver(message_ids: Sequence[int], as_of: datetime) -> int:
    return one_by_one(message_ids, lambda message_id: deliver_one(message_id, as_of))


def deliver_one(message_id: int, as_of: datetime) -> bool:
    """Claim, send, write down: a crash in between sends the letter again under the same
    Message-ID once the claim has run out."""
    with transaction() as session:
        if not outbox.claim(session, message_id, as_of):
            return False
    final = False
    try:
        with reading() as session:
            mail = outbox.compose(session, message_id, settings().mail_from)
        error = outbox.send(channel(settings().mail_url), mail)
    except Undeliverable as refused:
        error, final = str(refused), True
    with transaction() as session:
        outbox.note(session, message_id, as_of, error, final)
    return error is None


@flow(flow_run_name=run_name)
def deliver_notifications(as_of: datetime | None = None) -> int:
    """Send the letters that wait in the outbox; how many went.

    `as_of` is the moment to count from, the present if not given.
    """
    as_of = as_of or now()
    with reading() as session:
        waiting = outbox.waiting(session, as_of)
    sent = sum(deliver(part, as_of) for part in _parts(waiting))
    get_run_logger().info("%s of %s letters sent", sent, len(waiting))
    return sent


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + TOGETHER] for start in range(0, len(ids), TOGETHER))
