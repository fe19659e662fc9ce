"""Reminders and delivery as Prefect runs them."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from config.settings import settings
from flows.letters import deliver_notifications, send_reminders
from models import Deadline, OutboxMessage, Reminder
from models.database import reading, transaction
from tests.make import NOON, Competition


def waiting() -> int:
    with reading() as session:
        return session.scalars(
            select(func.count(OutboxMessage.id)).where(OutboxMessage.delivered_at.is_(None))
        ).one()


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

    monkeypatch.undo()
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
