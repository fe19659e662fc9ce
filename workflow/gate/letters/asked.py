"""Letters to those who are asked in a monitoring round: one for each questionnaire that somebody is
to fill in, and none to whoever has."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Category, Deadline, OutboxMessage, Subject
from workflow.gate.attempt import Attempt
from workflow.lifecycles.document import Notice
from workflow.monitoring.rounds.inviting.waiting import waiting_for_answers

QUESTIONNAIRE = "questionnaire"
"""What such a letter is told: the code of the questionnaire. The link is made when it is written,
for nothing that is kept may let anybody answer in somebody's place."""


def letters_to_invited(
    attempt: Attempt, notice: Notice, goes_at: datetime
) -> Iterator[dict[str, Any]]:
    """To whoever has not answered and has not had this letter."""
    subject = attempt.subject
    had = set(
        attempt.session.scalars(
            select(OutboxMessage.key).where(
                OutboxMessage.subject_id == subject.id, OutboxMessage.template == notice.template
            )
        )
    )
    for letter in _letters(attempt.session, subject, notice.template, notice.template):
        if letter["key"] not in had:
            yield letter | {
                "sequence": subject.version,
                "category": notice.category,
                "queued_at": attempt.now,
                "next_attempt_at": goes_at,
            }


def reminders_to_invited(
    session: Session, deadline: Deadline, key: str, template: str, now: datetime, goes_at: datetime
) -> Iterator[dict[str, Any]]:
    """To whoever has not answered by now."""
    of_deadline = f"deadline{deadline.id}.{key}"
    for letter in _letters(session, deadline.subject, template, of_deadline):
        yield letter | {
            "deadline_id": deadline.id,
            "category": Category.REMINDER,
            "queued_at": now,
            "next_attempt_at": goes_at,
        }


def _letters(
    session: Session, subject: Subject, template: str, key: str
) -> Iterator[dict[str, Any]]:
    for invitation_id, person_id, questionnaire in waiting_for_answers(session, subject.id):
        yield {
            "key": f"{subject.id}.{key}.{invitation_id.hex}",
            "programme_id": subject.programme_id,
            "recipient_id": person_id,
            "subject_id": subject.id,
            "template": template,
            "told": {QUESTIONNAIRE: questionnaire},
        }
