"""Letters that come back by mail: delivery status notifications (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import OutboxMessage, Person, Text
from notifications.mail import message_id_of
from notifications.outbox.ends import dies
from notifications.outbox.refusals import refuse_address
from workflow.errors import Blocker, Refusal

FAILED_FOR_GOOD = re.compile(r"5\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True)
class Bounce:
    """What a notification says of one recipient."""

    address: str
    """Where the letter was sent to, as far as it says."""
    message_id: str
    """Of the letter; empty where it does not say."""
    action: str
    """`failed`, `delayed`, `delivered` …"""
    status: str
    """RFC 3463: `5.1.1` and so on."""
    words: str

    @property
    def is_final(self) -> bool:
        return self.action == "failed" and FAILED_FOR_GOOD.fullmatch(self.status) is not None


@dataclass(frozen=True)
class Returned:
    """What was done about a bounce."""

    bounce: Bounce
    address: str | None
    """No more mail goes there; None where that was no hard bounce, or of no letter of ours."""
    letter: int | None = None
    """It is dead now."""


def read_bounces(raw: bytes) -> list[Bounce]:
    """Raises Refusal where the mail is no delivery status notification."""
    mail = message_from_bytes(raw, policy=policy.default)
    status = next((p for p in mail.walk() if _is(p, "message/delivery-status")), None)
    bounces = [] if status is None else list(_bounces(status, _original(mail)))
    if not bounces:
        raise Refusal([_NO_NOTIFICATION])
    return bounces


def take_back(session: Session, bounce: Bounce, sender: str, now: datetime) -> Returned:
    """After a hard bounce no more mail goes to the address, and the letter is dead. Anything else
    changes nothing."""
    if not bounce.is_final:
        return Returned(bounce, None)
    error = f"{bounce.status} {bounce.words}".strip()
    letter = _letter(session, bounce.message_id, sender)
    if letter is None and not _is_known(session, bounce.address):
        return Returned(bounce, None)
    refuse_address(session, bounce.address, error, now)
    if letter is None:
        return Returned(bounce, bounce.address)
    dies(session, letter, now, error)
    return Returned(bounce, bounce.address, letter.id)


def _bounces(status: Message, original: Message | None) -> Iterator[Bounce]:
    """The first block of fields is of the whole mail, each further one of a recipient."""
    blocks = status.get_payload()
    assert isinstance(blocks, list), "the parser makes a message of each block"
    to = getattr(original["To"], "addresses", ()) if original else ()
    sent_to = to[0].addr_spec if to else ""
    message_id = str(original["Message-ID"] or "").strip() if original else ""
    for block in blocks:
        assert isinstance(block, Message)
        if block["Action"] is None:
            continue
        named = _typed(block, "Original-Recipient") or _typed(block, "Final-Recipient")
        yield Bounce(
            address=(sent_to or named).lower(),
            message_id=message_id,
            action=str(block["Action"]).strip().lower(),
            status=(str(block["Status"] or "").split() or [""])[0],
            words=" ".join(_typed(block, "Diagnostic-Code").split()),
        )


def _typed(block: Message, field: str) -> str:
    """What stands behind the type: `rfc822; somebody@example.org`."""
    return str(block[field] or "").partition(";")[2].strip()


def _original(mail: Message) -> Message | None:
    """The letter that came back, or at least its head."""
    for part in mail.walk():
        if _is(part, "message/rfc822"):
            enclosed = part.get_payload(0)
            assert isinstance(enclosed, Message)
            return enclosed
        if _is(part, "text/rfc822-headers"):
            head = part.get_payload(decode=True)
            assert isinstance(head, bytes)
            return message_from_bytes(head, policy=policy.default)
    return None


def _is(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind


def _letter(session: Session, message_id: str, sender: str) -> OutboxMessage | None:
    """A Message-ID is made of the letter's key, and leads back to none: all are asked."""
    if not message_id:
        return None
    for letter_id, key in session.execute(select(OutboxMessage.id, OutboxMessage.key)):
        if message_id_of(key, sender) == message_id:
            return session.get_one(OutboxMessage, letter_id, with_for_update=True)
    return None


def _is_known(session: Session, address: str) -> bool:
    return session.scalar(select(Person.id).where(Person.email == address)) is not None


_NO_NOTIFICATION = Blocker(
    "no_notification",
    Text(
        en="This mail is no delivery status notification: it does not say what became of a letter.",
        ru="Это не уведомление о доставке: в нём не сказано, что стало с письмом.",
    ),
)
