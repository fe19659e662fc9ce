"""What coordinators hear of the machinery."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import Category, OutboxMessage, Programme, Role, RoleAssignment
from workflow.deadlines.timetable import timetable_of
from workflow.gate.messages import queue

FLOW_FAILED = "flow_failed"
"""The template of what tells that a flow failed."""
LONGEST_ERROR = 500


def queue_flow_failure(session: Session, flow: str, error: str, *, now: datetime) -> int:
    """Tell the coordinators of every programme, once a day for each flow; how many letters."""
    letters = []
    for programme in session.scalars(select(Programme).order_by(Programme.id)).all():
        today = timetable_of(session, programme.id).local_day(now)
        for person_id in session.scalars(
            select(RoleAssignment.person_id)
            .where(
                RoleAssignment.programme_id == programme.id,
                RoleAssignment.role == Role.COORDINATOR,
                RoleAssignment.since <= today,
                or_(RoleAssignment.until.is_(None), RoleAssignment.until >= today),
            )
            .order_by(RoleAssignment.person_id)
        ):
            letters.append(
                {
                    "key": f"{FLOW_FAILED}.{programme.id}.{flow[:40]}.{today:%Y%m%d}.{person_id}",
                    "programme_id": programme.id,
                    "recipient_id": person_id,
                    "template": FLOW_FAILED,
                    "category": Category.OBLIGATION,
                    "told": {"flow": flow, "error": error[:LONGEST_ERROR]},
                    "queued_at": now,
                    "next_attempt_at": now,
                }
            )
    keys = [letter["key"] for letter in letters]
    known = set(session.scalars(select(OutboxMessage.key).where(OutboxMessage.key.in_(keys))))
    new = [letter for letter in letters if letter["key"] not in known]
    queue(session, new)
    return len(new)
