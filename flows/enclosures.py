"""What goes with a letter: the meeting or deadline for a calendar, the paper it tells of."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from json import loads
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Deadline, HistoryEntry, Initiative, Meeting, OutboxMessage, Programme, Text
from models.text import Language
from notifications.mail import Enclosure
from notifications.told import DIGEST, carried_by, told
from papers.agreement.pdf import agreement_pdf
from papers.calendar import identity
from papers.calendar.invitation import Appointment, invitation
from papers.minutes.pdf import minutes_pdf
from papers.oversight.files import oversight_pdf
from workflow.errors import Refusal
from workflow.meetings.minutes import minutes_of
from workflow.oversight.mailing import OVERSIGHT, enclosed_report
from workflow.work.agreements import agreement_of, drawn_up_on

MEETING = Text(ru="Заседание экспертного совета {code}", en="Meeting of the expert council {code}")
DUE = Text(ru="Срок: {title} ({code})", en="Due: {title} ({code})")


def enclosures(session: Session, message: OutboxMessage) -> list[Enclosure]:
    """A digest encloses what its letters do, of the same thing the latest."""
    if message.template == DIGEST:
        carried = carried_by(session, message)
        files = [each for letter in carried for each in enclosures(session, letter)]
        return list({file.name: file for file in files}.values())
    choose = _CHOICE.get(message.template)
    try:
        return [] if choose is None else list(choose(session, message))
    except Refusal:  # what the letter tells of was taken back since: there is no paper of it
        return []


def _meeting(session: Session, message: OutboxMessage) -> Iterator[Enclosure]:
    if isinstance(message.subject, Meeting):
        yield _of_meeting(session, message.subject, message)


def _reminder(session: Session, message: OutboxMessage) -> Iterator[Enclosure]:
    """The meeting itself, where the deadline is its beginning."""
    deadline, subject = message.deadline, message.subject
    if deadline is None:
        return
    if isinstance(subject, Meeting) and deadline.due_at == subject.held_at:
        yield _of_meeting(session, subject, message)
    else:
        yield _of_deadline(session, deadline, deadline.due_at, message)


def _extension(session: Session, message: OutboxMessage) -> Iterator[Enclosure]:
    facts = _facts(session, message)
    deadline = session.scalar(
        select(Deadline)
        .where(Deadline.subject_id == message.subject_id, Deadline.name == facts.get("deadline"))
        .order_by(Deadline.opened_by.desc())
        .limit(1)
    )
    if deadline is not None and "due" in facts:
        due_at = datetime.fromisoformat(facts["due"])
        yield _of_deadline(session, deadline, due_at, message)


def _of_meeting(session: Session, meeting: Meeting, message: OutboxMessage) -> Enclosure:
    title = MEETING.in_(_language(message)).format(code=meeting.code)
    uid = identity.of_meeting(session.get_one(Programme, meeting.programme_id), meeting)
    held = Appointment(uid, title, meeting.held_at, message.queued_at, meeting.place)
    return _calendar(f"meeting-{meeting.code}.ics", held)


def _of_deadline(
    session: Session, deadline: Deadline, due_at: datetime, message: OutboxMessage
) -> Enclosure:
    names = told(session, message)
    title = DUE.in_(_language(message)).format(title=names["title"], code=names["code"])
    uid = identity.of_deadline(session.get_one(Programme, message.programme_id), deadline)
    due = Appointment(uid, title, due_at, message.queued_at)
    return _calendar(f"deadline-{deadline.id}.ics", due)


def _calendar(name: str, appointment: Appointment) -> Enclosure:
    return Enclosure(name, "text/calendar", invitation(appointment))


def _minutes(session: Session, message: OutboxMessage) -> Iterator[Enclosure]:
    meeting, language = message.subject, _language(message)
    if isinstance(meeting, Meeting):
        made = minutes_pdf(minutes_of(session, meeting), language)
        yield from _paper("minutes", meeting.code, made, session, message)


def _agreement(session: Session, message: OutboxMessage) -> Iterator[Enclosure]:
    initiative, language = message.subject, _language(message)
    if isinstance(initiative, Initiative) and (day := drawn_up_on(session, initiative)):
        made = agreement_pdf(agreement_of(session, initiative, day=day), language)
        yield from _paper("agreement", initiative.code, made, session, message)


def _oversight(session: Session, message: OutboxMessage) -> Iterator[Enclosure]:
    made, language = enclosed_report(session, message), _language(message)
    name = f"oversight-{made.month}.{language}.pdf"
    yield Enclosure(name, "application/pdf", oversight_pdf(made, language))


def _paper(
    name: str, code: str, made: bytes, session: Session, message: OutboxMessage
) -> Iterator[Enclosure]:
    """The paper, where it is still the one that the history knows."""
    language = _language(message)
    if _facts(session, message).get(f"{language}_pdf") == sha256(made).hexdigest():
        yield Enclosure(f"{name}-{code}.{language}.pdf", "application/pdf", made)


def _facts(session: Session, message: OutboxMessage) -> Mapping[str, Any]:
    facts = session.scalar(
        select(HistoryEntry.facts).where(
            HistoryEntry.subject_id == message.subject_id,
            HistoryEntry.sequence == message.sequence,
        )
    )
    return cast(Mapping[str, Any], loads(facts)) if facts else {}


def _language(message: OutboxMessage) -> Language:
    return cast(Language, message.recipient.language)


_CHOICE: Mapping[str, Callable[[Session, OutboxMessage], Iterator[Enclosure]]] = {
    "meeting_convened": _meeting,
    "reminder": _reminder,
    "deadline_extended": _extension,
    "minutes_drawn_up": _minutes,
    "minutes_signed": _minutes,
    "agreement_drawn_up": _agreement,
    OVERSIGHT: _oversight,
}
