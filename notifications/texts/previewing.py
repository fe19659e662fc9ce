"""A letter as it would read, before its text is stored."""

from sqlalchemy.orm import Session

from models import OutboxMessage, Programme, Text
from models.text import Language
from notifications.letter import Letter, lay_out
from notifications.texts.checking import check_text, fault_in
from notifications.texts.samples import Situation
from notifications.texts.wording import put
from notifications.told import told
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, NotFound, Refusal


def preview(
    session: Session,
    programme: Programme,
    name: str,
    language: Language,
    text: str,
    situation: Situation,
) -> Letter:
    """As somebody invented would get it. Raises Refusal where the text will not do."""
    if faults := check_text(session, programme, name, language, text):
        raise Refusal(faults)
    names = situation.told(language, timetable_of(session, programme.id).zone)
    return lay_out(put(text, names), names, language)


def preview_of(session: Session, message: OutboxMessage, text: str) -> Letter:
    """As the recipient of a real message would get it. Raises Refusal where the text will not do
    for it."""
    names = told(session, message)
    if fault := fault_in(text, names):
        raise Refusal([fault])
    return lay_out(put(text, names), names, message.recipient.language)


def find_message(
    session: Session, programme: Programme, name: str, message_id: int
) -> OutboxMessage:
    """A message that was queued for this letter. Raises NotFound."""
    message = session.get(OutboxMessage, message_id)
    if message is None or (message.programme_id, message.template) != (programme.id, name):
        raise NotFound([_no_message(name, message_id)])
    return message


def _no_message(name: str, message_id: int) -> Blocker:
    return Blocker(
        "not_found",
        Text(
            en=f"There is no message {message_id} of the letter {name[:60]}.",
            ru=f"Сообщения {message_id} с письмом {name[:60]} нет.",
        ),
    )
