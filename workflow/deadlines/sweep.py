"""What the flows ask for. A sweep only narrows; each deadline is looked at again under lock."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Deadline, Reminder, Subject
from workflow.actor import Actor
from workflow.gate.messages import queue_reminder
from workflow.gate.perform import Move, lock, perform
from workflow.lifecycles.machine import runner


def overdue(session: Session, now: datetime, *, kinds: Sequence[str]) -> Sequence[int]:
    """Open deadlines of these kinds of subject that have passed, the oldest first."""
    return session.scalars(
        select(Deadline.id)
        .join(Deadline.subject)
        .where(Deadline.outcome.is_(None), Deadline.due_at <= now, Subject.kind.in_(kinds))
        .order_by(Deadline.due_at, Deadline.id)
    ).all()


def enforce(session: Session, deadline_id: int, *, actor: Actor, now: datetime) -> Move | None:
    """Do what a passed deadline says; None if someone was faster.

    Raises Refusal where a guard stands in the way.
    """
    deadline = session.get_one(Deadline, deadline_id)
    lock(session, deadline.subject)
    session.refresh(deadline)
    if deadline.outcome is not None or deadline.due_at > now:
        return None
    return perform(
        session, deadline.subject, deadline.action, actor=actor, now=now, overdue=deadline
    )


def waiting_reminders(session: Session, now: datetime) -> Sequence[int]:
    return session.scalars(
        select(Reminder.id)
        .where(Reminder.done_at.is_(None), Reminder.due_at <= now)
        .order_by(Reminder.due_at, Reminder.id)
    ).all()


def remind(session: Session, reminder_id: int, *, now: datetime) -> int:
    """Queue one reminder's letters; how many. None go out for a deadline that is closed or past:
    then the reminder is only put aside."""
    reminder = session.get_one(Reminder, reminder_id, with_for_update=True)
    if reminder.done_at is not None:
        return 0
    reminder.done_at = now
    deadline = reminder.deadline
    if deadline.outcome is not None or deadline.due_at <= now:
        return 0
    subject = deadline.subject
    rule = (
        runner(subject.lifecycle_version).lifecycle.states[subject.state].deadlines[deadline.name]
    )
    days_before = (deadline.due_at - reminder.due_at).days
    return queue_reminder(session, deadline, days_before, rule.responsible, now)


def next_moment(session: Session, after: datetime) -> datetime | None:
    """When, later than `after`, the clock next has something to do: a deadline falls or a
    reminder goes out."""
    moments = [
        session.scalar(
            select(func.min(Deadline.due_at)).where(
                Deadline.outcome.is_(None), Deadline.due_at > after
            )
        ),
        session.scalar(
            select(func.min(Reminder.due_at)).where(
                Reminder.done_at.is_(None), Reminder.due_at > after
            )
        ),
    ]
    return min((moment for moment in moments if moment is not None), default=None)
