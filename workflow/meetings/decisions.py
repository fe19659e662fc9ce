"""What becomes of decisions: announced all at once; promoted from the reserve list."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AgendaItem, HistoryEntry, Meeting, Programme
from workflow.actor import Actor
from workflow.council.capacity import DECIDED
from workflow.council.reserve import next_promoted
from workflow.gate import Move, perform
from workflow.gate.perform import lock
from workflow.meetings.agenda import APPROVAL


def announce(
    session: Session, meeting: Meeting, *, actor: Actor, now: datetime, key: str | None = None
) -> Move:
    """Carry out every decision of the meeting, in one go: only now do the initiatives move and
    their leaders hear of it. Raises Refusal; then nothing is announced."""
    lock(session, meeting)
    items = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.state == DECIDED)
        .order_by(AgendaItem.initiative_id)
    ).all()
    if meeting.state == "signed":
        for item in items:
            lock(session, item.initiative)
            if item.initiative.state == APPROVAL:
                assert item.motion is not None, "what is decided has a motion"
                reason = reason_of(session, item)
                perform(session, item.initiative, item.motion, actor=actor, now=now, reason=reason)
    return perform(session, meeting, "announce", actor=actor, now=now, key=key)


def reason_of(session: Session, item: AgendaItem) -> str | None:
    """The reason that the decision was adopted with."""
    return session.scalars(
        select(HistoryEntry.reason)
        .where(HistoryEntry.subject_id == item.id, HistoryEntry.action == "adopt")
        .order_by(HistoryEntry.sequence.desc())
    ).first()


def promote(session: Session, programme: Programme, *, actor: Actor, now: datetime) -> list[Move]:
    """Support from the reserve list whatever a free slot and free money now suffice for, in the
    order of the list."""
    moves = []
    while (initiative := next_promoted(session, programme)) is not None:
        moves.append(perform(session, initiative, "promote", actor=actor, now=now))
    return moves
