"""The names that a letter's template may use, in its recipient's language."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import Any, cast

from babel.dates import format_datetime
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    Deadline,
    District,
    Expense,
    HistoryEntry,
    Invitation,
    Meeting,
    MonitoringRound,
    OutboxMessage,
    Programme,
    Review,
    RoundQuestionnaire,
    Subject,
    Text,
    Tranche,
)
from models.text import Language
from notifications.answer_links import AnswerLink, concealed
from notifications.texts.wording import Words, worded
from workflow.council.conflicts import initiative_of
from workflow.deadlines.timetable import timetable_of
from workflow.gate.letters.asked import QUESTIONNAIRE
from workflow.lifecycles.machine import runner
from workflow.monitoring.questionnaires.versions import document_of
from workflow.monitoring.rounds.modes import KEPT, minutes

Moment = Callable[[datetime], str]
"""Writes a moment as the clock shows it where the programme is."""


DIGEST = "digest"
"""The template of a letter that carries others."""


def told(
    session: Session, message: OutboxMessage, answer_link: AnswerLink = concealed
) -> dict[str, Any]:
    """Everything that the message's template may name. Nobody but its recipient is to see the link
    by which they answer a questionnaire: only who sends the letter gives `answer_link`."""
    language = cast(Language, message.recipient.language)
    programme = session.get_one(Programme, message.programme_id)
    moment = moments(timetable_of(session, programme.id).zone, language)
    names: dict[str, Any] = {
        "name": message.recipient.name,
        "programme": programme.title.in_(language),
        "foundation": programme.foundation.in_(language),
    }
    if message.subject is not None:
        names |= _of_subject(session, message.subject, language, moment)
    if message.subject is not None and message.sequence is not None:
        names |= _of_entry(session, message.subject, message.sequence, language, moment)
    names |= {name: _in(value, language) for name, value in (message.told or {}).items()}
    if QUESTIONNAIRE in names:
        names |= _of_questionnaire(session, message, names[QUESTIONNAIRE], language, answer_link)
    if message.deadline is not None:
        names |= _of_deadline(message.deadline, language, moment)
    if message.template == DIGEST:
        names["letters"] = [words.subject for words in carried_words(session, message)]
    return names


def carried_words(
    session: Session, message: OutboxMessage, answer_link: AnswerLink = concealed
) -> list[Words]:
    """What the letters say that a digest carries; nothing for any other letter."""
    return [
        worded(session, each, told(session, each, answer_link))
        for each in carried_by(session, message)
    ]


def carried_by(session: Session, message: OutboxMessage) -> Sequence[OutboxMessage]:
    if message.template != DIGEST:
        return ()
    return session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.digest_id == message.id)
        .order_by(OutboxMessage.queued_at, OutboxMessage.id)
    ).all()


def moments(zone: tzinfo, language: Language) -> Moment:
    pattern = "d MMMM y 'г.,' HH:mm" if language == "ru" else "d MMMM y, HH:mm"
    return lambda at: format_datetime(at.astimezone(zone), pattern, locale=language)


def _of_subject(
    session: Session, subject: Subject, language: Language, moment: Moment
) -> dict[str, Any]:
    district = session.get(District, subject.district_id) if subject.district_id else None
    names: dict[str, Any] = {
        "title": _title(subject, district, language),
        "code": subject.code,
        "kind": subject.kind,
        "district": district.title.in_(language) if district else "",
    }
    if initiative := initiative_of(subject):
        names["code"] = initiative.code
        names["request"] = initiative.request.in_(language)
        names["award"] = initiative.award.in_(language) if initiative.award else ""
    if isinstance(subject, Review):
        names |= {"review": subject.code, "expert": subject.expert.name}
    if isinstance(subject, Tranche | Expense):
        names["amount"] = subject.money.in_(language)
    if isinstance(subject, Meeting):
        names |= {"held": moment(subject.held_at), "place": subject.place}
    if isinstance(subject, MonitoringRound):
        names["until"] = moment(subject.closes_at)
    return names


def _of_questionnaire(
    session: Session,
    message: OutboxMessage,
    code: str,
    language: Language,
    answer_link: AnswerLink,
) -> dict[str, Any]:
    """What somebody is asked to fill in, how their answers are kept, and where they answer."""
    round_ = message.subject
    assert isinstance(round_, MonitoringRound), f"{message.template} is about no round"
    asked = session.get_one(RoundQuestionnaire, (round_.id, code)).questionnaire
    invitation_id = session.scalars(
        select(Invitation.id).where(
            Invitation.round_id == round_.id,
            Invitation.questionnaire == code,
            Invitation.person_id == message.recipient_id,
        )
    ).one()
    return {
        "questionnaire": asked.title.in_(language),
        "minutes": str(minutes(document_of(asked))),
        "kept": KEPT[round_.mode].in_(language),
        "link": answer_link(invitation_id),
    }


def _title(subject: Subject, district: District | None, language: Language) -> str:
    if initiative := initiative_of(subject):
        return initiative.title
    if isinstance(subject, MonitoringRound):
        return subject.title.in_(language)
    return district.title.in_(language) if district else subject.code


def _of_entry(
    session: Session, subject: Subject, sequence: int, language: Language, moment: Moment
) -> dict[str, Any]:
    entry = session.scalars(
        select(HistoryEntry).where(
            HistoryEntry.subject_id == subject.id, HistoryEntry.sequence == sequence
        )
    ).one()
    lifecycle = runner(subject.lifecycle_version).lifecycle
    due_at = _due_at(session, entry)
    return {
        "state": lifecycle.states[entry.to_state].title.in_(language),
        "action": lifecycle.moves[entry.from_state, entry.action].title.in_(language),
        "trigger": entry.action,
        "at": moment(entry.at),
        "reason": entry.reason or "",
        "due": moment(due_at) if due_at else "",
    }


def _due_at(session: Session, entry: HistoryEntry) -> datetime | None:
    """By when the next step is due, as the entry left it: it extended a deadline, opened one, or
    let one go on."""
    if extended := json.loads(entry.facts).get("due"):
        return datetime.fromisoformat(extended)
    due = select(func.min(Deadline.due_at)).where(Deadline.subject_id == entry.subject_id)
    opened = session.scalar(due.where(Deadline.opened_by == entry.sequence))
    if opened is not None or entry.from_state == entry.to_state:
        return opened
    return session.scalar(
        due.where(Deadline.opened_by < entry.sequence, Deadline.outcome.is_(None))
    )


def _of_deadline(deadline: Deadline, language: Language, moment: Moment) -> dict[str, Any]:
    subject = deadline.subject
    state = runner(subject.lifecycle_version).lifecycle.states[subject.state]
    return {"due": moment(deadline.due_at), "state": state.title.in_(language)}


def _in(value: Any, language: Language) -> Any:
    """What a message was told, with its texts in the recipient's language."""
    if isinstance(value, list):
        return [_in(each, language) for each in value]
    return Text.model_validate(value).in_(language) if isinstance(value, dict) else value
