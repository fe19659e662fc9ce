"""A letter as e-mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from uuid import NAMESPACE_URL, uuid5

from jinja2 import TemplateError
from sqlalchemy.orm import Session

from models import Category, OutboxMessage, Person
from notifications.answer_links import AnswerLink, concealed
from notifications.channels import Undeliverable
from notifications.letter import Letter, write
from notifications.subscriptions import unsubscribe_token


@dataclass(frozen=True)
class Letterhead:
    """What all letters of an installation have in common."""

    sender: str
    reply_to: str = ""
    """Empty: answers go to the sender."""
    web_url: str = ""
    """Public address of the pages; empty where there are none."""
    secret: str = ""
    """Signs links to these pages."""
    answer_link: AnswerLink = concealed


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a letter."""

    name: str
    media_type: str
    content: bytes


def compose(
    session: Session,
    message_id: int,
    head: Letterhead,
    enclosures: Sequence[Enclosure] = (),
) -> EmailMessage:
    """The letter: text and HTML, dated when it was queued.

    Raises Undeliverable where its template or its recipient's address is at fault.
    """
    message = session.get_one(OutboxMessage, message_id)
    link = _unsubscribe_link(message, head)
    mail = EmailMessage()
    mail["From"] = head.sender
    mail["To"] = _address(message.recipient)
    if head.reply_to:
        mail["Reply-To"] = head.reply_to
    mail["Date"] = format_datetime(message.queued_at)
    mail["Message-ID"] = message_id_of(message.key, head.sender)
    mail["Auto-Submitted"] = "auto-generated"
    if link:
        mail["List-Unsubscribe"] = f"<{link}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    _set_content(mail, _written(session, message, link, head), enclosures)
    return mail


def message_id_of(key: str, sender: str) -> str:
    """The same at every attempt, so that a repeat is recognised."""
    return f"<{uuid5(NAMESPACE_URL, key)}@{parseaddr(sender)[1].rpartition('@')[2]}>"


def _unsubscribe_link(message: OutboxMessage, head: Letterhead) -> str:
    """Empty for what nobody may do without."""
    category = Category(message.category)
    if not head.web_url or category == Category.OBLIGATION:
        return ""
    token = unsubscribe_token(message.recipient_id, category, head.secret)
    return f"{head.web_url}/unsubscribe/{token}"


def _address(recipient: Person) -> Address:
    try:
        return Address(" ".join(recipient.name.split()), addr_spec=recipient.email)
    except (MessageError, ValueError, IndexError):
        raise Undeliverable(f"“{recipient.email}” is no e-mail address") from None


def _written(session: Session, message: OutboxMessage, link: str, head: Letterhead) -> Letter:
    try:
        return write(session, message, link, head.answer_link)
    except TemplateError as fault:
        name = type(fault).__name__
        raise Undeliverable(f"{message.template} cannot be written: {name}: {fault}") from fault


def _set_content(mail: EmailMessage, letter: Letter, enclosures: Sequence[Enclosure]) -> None:
    mail["Subject"] = letter.subject
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for enclosure in enclosures:
        main, _, sub = enclosure.media_type.partition("/")
        mail.add_attachment(enclosure.content, maintype=main, subtype=sub, filename=enclosure.name)
