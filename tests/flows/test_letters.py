"""Reminders and delivery as Prefect runs them."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from config.settings import settings
from flows import letters
from flows.letters import deliver_notifications, send_reminders
from flows.reporting import Report
from models import Deadline, OutboxMessage, Person, RefusedAddress, Reminder
from models.database import reading, transaction
from tests.make import NOON, Competition
from tests.notifications.conftest import MailServer
from workflow.deadlines.timetable import timetable_of
from workflow.people.preferences import set_preference


def waiting() -> int:
    with reading() as session:
        return session.scalars(
            select(func.count(OutboxMessage.id)).where(OutboxMessage.delivered_at.is_(None))
        ).one()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The present as the flow sees it, at noon until it sleeps."""
    stands = [NOON]

    def sleep(seconds: float) -> None:
        stands[0] += timedelta(seconds=seconds)

    monkeypatch.setattr(letters, "now", lambda: stands[0])
    monkeypatch.setattr(letters, "sleep", sleep)
    return stands


def test_letters_are_delivered_once(kept: Competition) -> None:
    queued = waiting()

    assert queued > 0
    assert deliver_notifications(as_of=NOON) == queued
    assert deliver_notifications(as_of=NOON) == 0
    assert waiting() == 0
    assert len(list((settings().home / "mail").glob("*.eml"))) == queued


def test_letters_wait_for_a_server_that_does_not_answer(
    kept: Competition, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued = waiting()
    monkeypatch.setattr(settings(), "mail_url", "smtp://127.0.0.1:9")

    assert deliver_notifications(as_of=NOON) == 0
    assert waiting() == queued

    monkeypatch.setattr(settings(), "mail_url", f"file:{settings().home / 'mail'}")
    assert deliver_notifications(as_of=NOON + timedelta(minutes=1)) == queued


def test_a_letter_that_cannot_be_written_is_dead_and_holds_up_no_other(kept: Competition) -> None:
    queued = waiting()
    with transaction() as session:
        broken = session.query(OutboxMessage).order_by(OutboxMessage.id).first()
        assert broken is not None
        broken.template = "gone"

    assert deliver_notifications(as_of=NOON) == queued - 1
    with reading() as session:
        dead = session.query(OutboxMessage).filter(OutboxMessage.dead_at.is_not(None)).one()
    assert (dead.template, "TemplateNotFound" in (dead.last_error or "")) == ("gone", True)


def test_a_fault_while_a_letter_is_written_counts_as_an_attempt(kept: Competition) -> None:
    queued = waiting()
    with transaction() as session:
        broken = session.query(OutboxMessage).order_by(OutboxMessage.id).first()
        assert broken is not None
        broken.sequence = 99  # nothing in the history

    assert deliver_notifications(as_of=NOON) == queued - 1
    with reading() as session:
        left = session.query(OutboxMessage).filter(OutboxMessage.delivered_at.is_(None)).one()
    assert (left.attempts, left.dead_at) == (1, None)
    assert (left.last_error or "").startswith("NoResultFound: ")


def test_a_batch_goes_over_one_connection(
    kept: Competition, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued = waiting()
    monkeypatch.setattr(settings(), "mail_url", mail_server.url)

    assert deliver_notifications(as_of=NOON) == queued > 1
    assert mail_server.connections() == [queued]


def test_a_digest_is_gathered_and_sent_in_one_run(kept: Competition) -> None:
    with transaction() as session:
        leader = session.get_one(Person, kept.people["leader"].id)
        set_preference(session, leader, now=NOON, digest=True)
        timetable = timetable_of(session, kept.programme.id)
        ours = session.query(OutboxMessage).filter_by(recipient_id=leader.id).count()
    assert ours > 0
    queued, morning = waiting(), timetable.latest_digest(NOON + timedelta(days=1))

    assert deliver_notifications(as_of=NOON) == queued - ours
    assert deliver_notifications(as_of=morning) == 1
    assert waiting() == 0


def test_a_domain_gets_its_letters_no_faster_than_the_setting_says(
    kept: Competition, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued = waiting()
    monkeypatch.setattr(settings(), "mail_url", mail_server.url)
    monkeypatch.setattr(settings(), "mail_per_minute", 6)

    assert deliver_notifications(as_of=NOON) == 2 < queued
    assert deliver_notifications(as_of=NOON) == 0
    assert deliver_notifications(as_of=NOON + timedelta(seconds=10)) == 1


def test_a_run_by_the_clock_goes_on_with_those_that_wait_for_their_turn(
    kept: Competition,
    mail_server: MailServer,
    clock: list[datetime],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    queued = waiting()
    monkeypatch.setattr(settings(), "mail_url", mail_server.url)
    monkeypatch.setattr(settings(), "mail_per_minute", 6)

    assert deliver_notifications() == queued
    assert clock[0] == NOON + timedelta(seconds=10 * (queued - 2))


def test_a_run_by_the_clock_ends_before_the_next_begins(
    kept: Competition,
    mail_server: MailServer,
    clock: list[datetime],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings(), "mail_url", mail_server.url)
    monkeypatch.setattr(settings(), "mail_per_minute", 1)
    monkeypatch.setattr(letters, "ROUNDS", timedelta(minutes=2))

    assert deliver_notifications() == 3
    assert clock[0] <= NOON + timedelta(minutes=2)


def test_what_prefect_keeps_of_a_letter_names_nobody(
    kept: Competition, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "mail_url", mail_server.url)
    published: list[str] = []

    def publish(report: Report) -> None:
        published.append(report.markdown())

    monkeypatch.setattr(Report, "publish", publish)
    with transaction() as session:
        session.get_one(Person, kept.people["leader"].id).email = "nobody@example.org"
        session.add(RefusedAddress(email="nobody@example.org", since=NOON, error="550 <a@b.org>"))

    deliver_notifications(as_of=NOON)

    (table,) = published
    assert (
        "(initiative_submitted) | initiative/1-02 | given up: Nothing arrives at … since" in table
    )
    assert "@" not in table


def test_reminders_are_queued_once_when_their_morning_comes(kept: Competition) -> None:
    with reading() as session:
        first = session.scalars(
            select(func.min(Reminder.due_at))
            .join(Reminder.deadline)
            .where(Deadline.outcome.is_(None))
        ).one()
    before = waiting()

    assert send_reminders(as_of=first - timedelta(seconds=1)) == 0
    queued = send_reminders(as_of=first)
    assert queued > 0
    assert send_reminders(as_of=first) == 0
    assert waiting() == before + queued
