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


def promote(session: Session, programme: Programme, *, actor: Actor, now: datetime) -> list[Move]:
    """Support from the reserve list whatever a free slot and free money now suffice for, in the
    order of the list."""
    moves = []
    while (initiative := next_promoted(session, programme)) is not None:
        moves.append(perform(session, initiative, "promote", actor=actor, now=now))
    return moves
