"""Attempts at delivery, step by step as the flow makes them."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import OutboxMessage
from notifications import outbox
from notifications.channels import Channel, Undeliverable
from notifications.mail import Letterhead
from notifications.outbox import Fate, Pace, Result
from tests.make import NOON, Competition

HEAD = Letterhead("vmeste@fond.example.org")


def submitted(competition: Competition) -> OutboxMessage:
    """A letter to the leader, whom it obliges to nothing and tells of their own initiative."""
    competition.at("expert_review", title="Двор — наш")
    return the_only(competition.session, "initiative_submitted")


def the_only(session: Session, template: str) -> OutboxMessage:
    return session.scalars(select(OutboxMessage).where(OutboxMessage.template == template)).one()


def attempt(
    session: Session,
    message: OutboxMessage,
    through: Channel,
    pace: Pace | None = None,
    now: datetime = NOON,
    **later: int,
) -> Fate:
    """One worker's attempt."""
    now += timedelta(**later)
    fate = outbox.claim(session, message.id, now, pace)
    if fate == Fate.CLAIMED:
        try:
            way = outbox.route(session, message, through)
            result = outbox.send(way, outbox.compose(session, message.id, HEAD))
        except Undeliverable as fault:
            result = Result(str(fault), final=True)
        fate = outbox.note(session, message.id, now, result)
        session.flush()
    return fate


def read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


class Kept:
    """A channel that keeps the letters."""

    paced = True

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        self.letters.append(message)

    def close(self) -> None:
        pass
