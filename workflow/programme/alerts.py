"""What coordinators hear of the machinery."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Category, OutboxMessage, Programme, Role
from workflow.deadlines.timetable import timetable_of
from workflow.gate.letters.messages import Addressees, queue

FLOW_FAILED = "flow_failed"
"""The template of what tells that a flow failed."""
LONGEST_ERROR = 500


def queue_flow_failure(session: Session, flow: str, error: str, *, now: datetime) -> int:
    """Tell the coordinators of every programme, once a day for each flow; how many letters."""
    addressees, letters = Addressees(session), []
    for programme in session.scalars(select(Programme).order_by(Programme.id)).all():
        timetable = timetable_of(session, programme.id)
        today = timetable.local_day(now)
        people = addressees.assigned(programme.id, None, frozenset({Role.COORDINATOR}), today)
        for person_id in sorted(set(people)):
            letters.append(
                {
                    "key": f"{FLOW_FAILED}.{programme.id}.{flow[:40]}.{today:%Y%m%d}.{person_id}",
                    "programme_id": programme.id,
                    "recipient_id": person_id,
                    "template": FLOW_FAILED,
                    "category": Category.OBLIGATION,
                    "told": {"flow": flow, "error": error[:LONGEST_ERROR]},
                    "queued_at": now,
                    "next_attempt_at": timetable.waking(now),
                }
            )
    keys = [letter["key"] for letter in letters]
    known = set(session.scalars(select(OutboxMessage.key).where(OutboxMessage.key.in_(keys))))
    new = [letter for letter in letters if letter["key"] not in known]
    queue(session, new)
    return len(new)
