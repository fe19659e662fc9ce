"""Delivery: at least once, each letter under a Message-ID that marks a repeat."""

import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import NAMESPACE_URL, uuid5

from jinja2 import TemplateError
from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from models import OutboxMessage
from notifications.channels import Channel, Undeliverable
from notifications.letter import write

CLAIM = timedelta(minutes=10)
"""How long a worker may take over one letter before another may try."""
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 10

_WAITING = and_(OutboxMessage.delivered_at.is_(None), OutboxMessage.dead_at.is_(None))


def waiting(session: Session, now: datetime) -> Sequence[int]:
    """Letters to send now, the oldest first."""
    return session.scalars(
        select(OutboxMessage.id)
        .where(_WAITING, OutboxMessage.next_attempt_at <= now)
        .order_by(OutboxMessage.next_attempt_at, OutboxMessage.id)
    ).all()


def claim(session: Session, message_id: int, now: datetime) -> bool:
    """Take a letter, so that no other worker sends it meanwhile; False if another has it."""
    taken = session.connection().execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id, _WAITING, OutboxMessage.next_attempt_at <= now)
        .values(next_attempt_at=now + CLAIM, attempts=OutboxMessage.attempts + 1)
    )
    return bool(taken.rowcount)


def compose(session: Session, message_id: int, sender: str) -> EmailMessage:
    """The letter as e-mail: text and HTML, dated when it was queued.

    Raises Undeliverable where its template is at fault.
    """
    message = session.get_one(OutboxMessage, message_id)
    try:
        letter = write(session, message)
    except TemplateError as fault:
        name = type(fault).__name__
        raise Undeliverable(f"{message.template} cannot be written: {name}: {fault}") from fault
    mail = EmailMessage()
    mail["Subject"] = letter.subject
    mail["From"] = sender
    mail["To"] = message.recipient.email
    mail["Date"] = format_datetime(message.queued_at)
    mail["Message-ID"] = f"<{uuid5(NAMESPACE_URL, message.key)}@{sender.rsplit('@', 1)[-1]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return mail


def send(channel: Channel, mail: EmailMessage) -> str | None:
    """Why the letter did not go, or None. Raises Undeliverable where it never will."""
    try:
        channel.send(mail)
    except (OSError, smtplib.SMTPException) as error:
        return str(error) or type(error).__name__
    return None


def note(session: Session, message_id: int, now: datetime, error: str | None, final: bool) -> None:
    """Write down what became of an attempt."""
    message = session.get_one(OutboxMessage, message_id, with_for_update=True)
    message.last_error = None if error is None else error[:500]
    if error is None:
        message.delivered_at = now
    elif final or message.attempts >= MOST_ATTEMPTS:
        message.dead_at = now
    else:
        message.next_attempt_at = now + min(FIRST_WAIT * 4 ** (message.attempts - 1), LONGEST_WAIT)
