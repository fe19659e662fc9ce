import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from logging import INFO, WARNING
from time import sleep

from prefect import flow, get_run_logger, task

from config.clock import now
from config.settings import settings
from flows.alerts import alert
from flows.enclosures import enclosures
from flows.letterhead import letterhead
from flows.reporting import Report, reporting
from flows.sweeping import in_parts, one_by_one, run_name
from models import OutboxMessage
from models.database import reading, transaction
from notifications import outbox
from notifications.channels import Channel, Undeliverable, channel
from notifications.outbox import Due, Fate, Pace, Result
from workflow.deadlines.sweep import remind, waiting_reminders

TOGETHER = 50
"""Letters that go over one connection, in one task run."""
ROUNDS = timedelta(minutes=4)
"""For how long a run goes on with letters that wait for the pace of their domain; the next run
begins after five."""
BETWEEN_ROUNDS = timedelta(seconds=10)


@dataclass(frozen=True)
class Run:
    """What all letters of one run of `deliver_notifications` share."""

    clock: Callable[[], datetime]
    pace: Pace
    report: Report
    fates: Counter[Fate]

    def tell(self, message_id: int, fate: Fate) -> None:
        """What became of a letter, without a word about who it is to: Prefect keeps this."""
        self.fates[fate] += 1
        if fate in (Fate.TAKEN, Fate.POSTPONED):
            return
        with reading() as session:
            message = session.get_one(OutboxMessage, message_id)
            about = message.subject.reference if message.subject else "—"
            why = ADDRESS.sub("…", message.last_error or "")
        became = f"{WORDS[fate]}: {why}" if fate in (Fate.AGAIN, Fate.DEAD) else WORDS[fate]
        line = f"letter {message_id} ({message.template})", about, became
        get_run_logger().log(WARNING if fate == Fate.DEAD else INFO, "%s, %s: %s", *line)
        self.report.add(*line)

    def summary(self) -> str:
        told = [f"{WORDS[fate]}: {self.fates[fate]}" for fate in WORDS if self.fates[fate]]
        return "; ".join(told) or "nothing to send"


WORDS = {
    Fate.SENT: "sent",
    Fate.AGAIN: "not taken now, will be tried again",
    Fate.POSTPONED: "waits for its turn at the recipient's server",
    Fate.UNWANTED: "not sent, its recipient does without such letters",
    Fate.DEAD: "given up",
}
ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+")


@task(retries=3, retry_delay_seconds=[1, 5, 20])
def remind_of(reminder_ids: Sequence[int], as_of: datetime) -> int:
    return one_by_one(reminder_ids, lambda reminder_id: remind_one(reminder_id, as_of))


def remind_one(reminder_id: int, as_of: datetime) -> int:
    with transaction() as session:
        return remind(session, reminder_id, now=as_of)


@flow(flow_run_name=run_name, on_failure=[alert], on_crashed=[alert])
def send_reminders(as_of: datetime | None = None) -> int:
    """Queue the reminders that are due ahead of deadlines; how many letters.

    Args:
        as_of: The moment to count from, the present if not given.
    """
    as_of = as_of or now()
    with reading() as session:
        waiting = waiting_reminders(session, as_of)
    queued = sum(remind_of(part, as_of) for part in in_parts(waiting))
    get_run_logger().info("%s reminders queued", queued)
    return queued


@flow(flow_run_name=run_name, on_failure=[alert], on_crashed=[alert])
def deliver_notifications(as_of: datetime | None = None) -> int:
    """Gather the daily digests, send the letters that wait in the outbox; how many went.

    Args:
        as_of: The moment to count from, at which time stands still; the present if not given.
    """
    clock = now if as_of is None else lambda: as_of
    with reading() as session:
        due = outbox.due_digests(session, clock())
    if due:
        gather_digests(due, clock())
    columns = "Letter", "About", "What became of it"
    with reporting("deliver_notifications", clock(), *columns) as report:
        run = Run(clock, Pace(settings().mail_per_minute), report, Counter())
        for _ in _rounds(as_of):
            with reading() as session:
                waiting = outbox.waiting(session, clock())
            for part in in_parts(waiting, TOGETHER):
                deliver(part, run)
    get_run_logger().info(run.summary())
    return run.fates[Fate.SENT]


def _rounds(as_of: datetime | None) -> Iterator[None]:
    """Once, as of a moment; by the clock, again and again while letters come due that the pace of
    their domain held back."""
    ends = now() + ROUNDS
    yield
    while as_of is None and now() < ends:
        with reading() as session:
            moment = outbox.next_moment(session)
        if moment is None or moment > ends:
            break
        sleep(max(BETWEEN_ROUNDS, moment - now()).total_seconds())
        yield


@task(retries=3, retry_delay_seconds=[1, 5, 20], persist_result=False)
def gather_digests(due: Sequence[Due], as_of: datetime) -> int:
    return one_by_one(range(len(due)), lambda number: gather_digest(due[number], as_of))


def gather_digest(due: Due, as_of: datetime) -> int:
    with transaction() as session:
        carried = outbox.gather(session, due, as_of)
    get_run_logger().info("digest %s carries %s letters", due.key, carried)
    return carried


@task(retries=3, retry_delay_seconds=[1, 5, 20], persist_result=False)
def deliver(message_ids: Sequence[int], run: Run) -> int:
    """Letters that go over one connection; how many went."""
    with closing(channel(settings().mail_url, settings().mail_ca)) as mail:
        return one_by_one(message_ids, lambda message_id: deliver_one(message_id, mail, run))


def deliver_one(message_id: int, mail: Channel, run: Run) -> bool:
    """Claim, send, write down: a crash in between sends the letter again under the same
    Message-ID once the claim has run out."""
    with transaction() as session:
        fate = outbox.claim(session, message_id, run.clock(), run.pace if mail.paced else None)
    if fate == Fate.CLAIMED:
        result = attempt(message_id, mail)
        with transaction() as session:
            fate = outbox.note(session, message_id, run.clock(), result)
    run.tell(message_id, fate)
    return fate == Fate.SENT


def attempt(message_id: int, mail: Channel) -> Result:
    """One try to write and send a letter. A fault of ours counts as an attempt, so that it ends
    among the dead letters, where somebody sees it."""
    try:
        with reading() as session:
            message = session.get_one(OutboxMessage, message_id)
            written = outbox.compose(
                session, message_id, letterhead(), enclosures(session, message)
            )
            way = outbox.route(session, message, mail)
        return outbox.send(way, written)
    except Undeliverable as fault:
        return Result(str(fault), final=True)
    except Exception as fault:
        get_run_logger().exception("letter %s", message_id)
        return Result(f"{type(fault).__name__}: {fault}")
