"""A meeting in session: each deed takes the locks in the same order (meeting, initiative, item),
so that people who act at once wait for each other and never in a circle."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AgendaItem, HistoryEntry, IdempotencyKey
from workflow.actor import Actor
from workflow.council.ballot import ballot_on
from workflow.deadlines.timetable import timetable_of
from workflow.gate import Move, perform
from workflow.gate.perform import lock
from workflow.reviews.settling import settle


def act_on_item(
    session: Session, item: AgendaItem, trigger: str, *, now: datetime, **given: Any
) -> Move:
    """Take an action on an item of the agenda, as `perform` does. Raises Refusal."""
    _lock(session, item)
    move = perform(session, item, trigger, now=now, **given)
    _look_again(session, item, move)
    return move


def close_vote(
    session: Session,
    item: AgendaItem,
    *,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
    key: str | None = None,
) -> Move:
    """Close the vote: the motion is adopted, with the reason given, or defeated. Raises
    Refusal."""
    _lock(session, item)
    today = timetable_of(session, item.programme_id).local_day(now)
    carried = ballot_on(session, item, today).tally.carried
    trigger = "adopt" if carried or item.state != "voting" else "defeat"
    if key is not None and (known := session.get(IdempotencyKey, key)) is not None:
        trigger = _done(session, known)
    move = perform(session, item, trigger, actor=actor, now=now, reason=reason, key=key)
    _look_again(session, item, move)
    return move


def _done(session: Session, known: IdempotencyKey) -> str:
    """What a request did when it came before."""
    return session.scalars(
        select(HistoryEntry.action).where(
            HistoryEntry.subject_id == known.subject_id, HistoryEntry.sequence == known.sequence
        )
    ).one()


def _look_again(session: Session, item: AgendaItem, move: Move) -> None:
    """Where a vote came to nothing, its reviews may have become too few meanwhile."""
    if move.to_state == "waiting" and not move.repeated:
        settle(session, item.initiative, now=move.at)


def _lock(session: Session, item: AgendaItem) -> None:
    for subject in (item.meeting, item.initiative, item):
        lock(session, subject)
