"""What becomes of decisions: announced all at once; promoted from the reserve list."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AgendaItem, Meeting, Programme
from workflow.actor import Actor
from workflow.council.capacity import DECIDED
from workflow.council.reserve import next_promoted
from workflow.gate import Move, perform
from workflow.gate.perform import lock


def announce(
    session: Session, meeting: Meeting, *, actor: Actor, now: datetime, key: str | None = None
) -> Move:
    """Carry out every decision of the meeting, in one go: only now do the initiatives move and
    their leaders hear of it. Raises Refusal; then nothing is announced."""
    lock(session, meeting)
    decided = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id, AgendaItem.state == DECIDED
    )
    for item in session.scalars(decided.order_by(AgendaItem.initiative_id)).all():
        lock(session, item.initiative)
    return perform(session, meeting, "announce", actor=actor, now=now, key=key)


def promote(session: Session, programme: Programme, *, actor: Actor, now: datetime) -> Move | None:
    """Support the first on the reserve list that a free slot and free money now suffice for; one
    in each transaction, so that nobody waits for another in a circle. Raises Refusal."""
    initiative = next_promoted(session, programme)
    if initiative is None:
        return None
    return perform(session, initiative, "promote", actor=actor, now=now)
