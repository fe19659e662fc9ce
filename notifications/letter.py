from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from babel.dates import format_datetime
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    Deadline,
    District,
    Expense,
    HistoryEntry,
    Meeting,
    MonitoringRound,
    OutboxMessage,
    Programme,
    Review,
    Subject,
    Tranche,
)
from models.text import Language
from notifications.templates import environment
from workflow.council.conflicts import initiative_of
from workflow.deadlines.timetable import timetable_of
from workflow.lifecycles.machine import runner


@dataclass(frozen=True)
class Letter:
    """A message in its recipient's language, as text and as HTML of the same words."""

    subject: str
    text: str
    html: str


def write(session: Session, message: OutboxMessage) -> Letter:
    """Render a queued message: the first line of its template is the letter's subject.

    Raises jinja2.UndefinedError where a template names what there is not.
    """
    language = cast(Language, message.recipient.language)
    told = _told(session, message, language)
    template = environment().get_template(f"{message.template}.{language}.txt")
    subject, _, body = template.render(told).strip().partition("\n")
    paragraphs = [part.strip() for part in body.strip().split("\n\n")]
    html = environment().get_template("letter.html")
    return Letter(
        subject.strip(),
        "\n\n".join(paragraphs) + "\n",
        html.render(told, language=language, heading=subject.strip(), paragraphs=paragraphs),
    )


def _told(session: Session, message: OutboxMessage, language: Language) -> dict[str, Any]:
    """The names a template may use."""
    subject = message.subject
    programme = session.get_one(Programme, subject.programme_id)
    district = session.get(District, subject.district_id) if subject.district_id else None
    lifecycle = runner(subject.lifecycle_version).lifecycle
    told: dict[str, Any] = {
        "name": message.recipient.name,
        "title": _title(subject, district, language),
        "code": subject.code,
        "kind": subject.kind,
        "district": district.title.in_(language) if district else "",
        "programme": programme.title.in_(language),
        "foundation": programme.foundation.in_(language),
    }

    zone = timetable_of(session, programme.id).zone

    def moment(at: datetime) -> str:
        local = at.astimezone(zone)
        pattern = "d MMMM y 'г.,' HH:mm" if language == "ru" else "d MMMM y, HH:mm"
        return format_datetime(local, pattern, locale=language)

    if initiative := initiative_of(subject):
        told["code"] = initiative.code
        told["request"] = initiative.request.in_(language)
        told["award"] = initiative.award.in_(language) if initiative.award else ""
    if isinstance(subject, Review):
        told["review"] = subject.code
        told["expert"] = subject.expert.name
    if isinstance(subject, Tranche | Expense):
        told["amount"] = subject.money.in_(language)
    if isinstance(subject, Meeting):
        told["held"] = moment(subject.held_at)
        told["place"] = subject.place
    if message.sequence is not None:
        entry = session.scalars(
            select(HistoryEntry).where(
                HistoryEntry.subject_id == subject.id, HistoryEntry.sequence == message.sequence
            )
        ).one()
        told["state"] = lifecycle.states[entry.to_state].title.in_(language)
        told["action"] = lifecycle.moves[entry.from_state, entry.action].title.in_(language)
        told["at"] = moment(entry.at)
        told["reason"] = entry.reason or ""
        opened = session.scalar(
            select(func.min(Deadline.due_at)).where(
                Deadline.subject_id == subject.id, Deadline.opened_by == entry.sequence
            )
        )
        told["due"] = moment(opened) if opened else ""
    if message.deadline is not None:
        told["due"] = moment(message.deadline.due_at)
        told["state"] = lifecycle.states[subject.state].title.in_(language)
    return told


def _title(subject: Subject, district: District | None, language: Language) -> str:
    if initiative := initiative_of(subject):
        return initiative.title
    if isinstance(subject, MonitoringRound):
        return subject.title.in_(language)
    return district.title.in_(language) if district else subject.code
