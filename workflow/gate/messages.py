"""Letters queued in the outbox, in the transaction of what they tell about."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, or_, select
from sqlalchemy.orm import Session

from models import (
    Deadline,
    Enrolment,
    OutboxMessage,
    Review,
    RoleAssignment,
    Subject,
)
from models.people import Role
from workflow.council.conflicts import initiative_of
from workflow.deadlines.timetable import timetable_of
from workflow.gate.attempt import Attempt
from workflow.lifecycles.document import LEADER, REVIEWER

REMINDER = "reminder"
"""The template of reminders ahead of a deadline."""


def queue_notices(attempt: Attempt, sequence: int) -> None:
    """A letter to everyone the lifecycle says should hear of this action."""
    notices = attempt.transition.notify
    if not notices:
        return
    roles = {role for notice in notices for role in notice.to}
    today = attempt.timetable.local_day(attempt.now)
    people = _holders(attempt.session, attempt.subject, roles, today)
    letters = {
        (notice.template, person)
        for notice in notices
        for role in notice.to
        for person in people.get(role, ())
    }
    _queue(
        attempt.session,
        attempt.subject,
        attempt.now,
        [
            {
                "key": f"{attempt.subject.id}.{sequence}.{template}.{person_id}",
                "template": template,
                "recipient_id": person_id,
                "sequence": sequence,
                "deadline_id": None,
            }
            for template, person_id in sorted(letters)
        ],
    )


def queue_reminder(
    session: Session, deadline: Deadline, days_before: int, roles: Iterable[str], now: datetime
) -> int:
    """Remind those responsible of a deadline; how many letters were queued."""
    today = timetable_of(session, deadline.subject.programme_id).local_day(now)
    people = _holders(session, deadline.subject, set(roles), today)
    letters = [
        {
            "key": f"{deadline.subject_id}.deadline{deadline.id}.{days_before}d.{person_id}",
            "template": REMINDER,
            "recipient_id": person_id,
            "sequence": None,
            "deadline_id": deadline.id,
        }
        for person_id in sorted({person for held in people.values() for person in held})
    ]
    _queue(session, deadline.subject, now, letters)
    return len(letters)


def _queue(
    session: Session, subject: Subject, now: datetime, letters: list[dict[str, Any]]
) -> None:
    if letters:
        common = {
            "subject_id": subject.id,
            "queued_at": now,
            "next_attempt_at": now,
            "attempts": 0,
        }
        session.connection().execute(_QUEUE, [letter | common for letter in letters])


def _holders(
    session: Session, subject: Subject, roles: set[str], today: date
) -> Mapping[str, set[int]]:
    """Who holds each role toward the subject: by relation, or by assignment to its programme and,
    where the assignment has one, to its district."""
    holders: dict[str, set[int]] = {}
    about = initiative_of(subject)
    if LEADER in roles and about is not None:
        holders[LEADER] = {about.leader_id}
    if REVIEWER in roles and isinstance(subject, Review):
        holders[REVIEWER] = {subject.expert_id}
    if Role.CURATOR in roles and isinstance(subject, Enrolment) and subject.curator_id:
        holders[Role.CURATOR] = {subject.curator_id}
    if assigned := roles - holders.keys():
        rows = session.connection().execute(
            _ASSIGNED,
            {
                "programme": subject.programme_id,
                "roles": sorted(assigned),
                "district": subject.district_id,
                "today": today,
            },
        )
        for role, person_id in rows:
            holders.setdefault(role, set()).add(person_id)
    return holders


_QUEUE = insert(OutboxMessage)
_ASSIGNED = select(RoleAssignment.role, RoleAssignment.person_id).where(
    RoleAssignment.programme_id == bindparam("programme"),
    RoleAssignment.role.in_(bindparam("roles", expanding=True)),
    or_(
        RoleAssignment.district_id.is_(None),
        RoleAssignment.district_id == bindparam("district"),
    ),
    RoleAssignment.since <= bindparam("today"),
    or_(RoleAssignment.until.is_(None), RoleAssignment.until >= bindparam("today")),
)
