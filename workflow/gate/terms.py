"""Deadlines that a move closes and opens."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from models import Deadline, DeadlineOutcome, Reminder
from workflow.gate.attempt import Attempt
from workflow.lifecycles.document import DeadlineRule, Lifecycle
from workflow.lifecycles.machine import runner


def close_deadlines(
    attempt: Attempt, from_state: str, lifecycle: Lifecycle, overdue: Deadline | None
) -> None:
    """Give the deadlines of the state left their outcome; where the state stays, only those that
    this action meets or that fell due."""
    rules = lifecycle.states[from_state].deadlines
    if not rules:
        return
    connection = attempt.session.connection()
    still_open = connection.execute(_OPEN, {"subject": attempt.subject.id}).all()
    for row in still_open:
        outcome = _outcome(attempt, rules[row.name], row.due_at, row.id, overdue)
        if outcome is not None:
            connection.execute(
                _CLOSE, {"deadline": row.id, "outcome": outcome, "closed_at": attempt.now}
            )


def _outcome(
    attempt: Attempt,
    rule: DeadlineRule,
    due_at: datetime,
    deadline_id: int,
    overdue: Deadline | None,
) -> DeadlineOutcome | None:
    late = attempt.now > due_at
    meets = attempt.transition.trigger in rule.met_by
    if overdue is not None and overdue.id == deadline_id:
        return DeadlineOutcome.MET if meets else DeadlineOutcome.MISSED
    if meets:
        return DeadlineOutcome.MISSED if late else DeadlineOutcome.MET
    if attempt.transition.stays:
        return None
    return DeadlineOutcome.MISSED if late else DeadlineOutcome.CANCELLED


def open_deadlines(attempt: Attempt, to_state: str, lifecycle: Lifecycle) -> None:
    subject, timetable = attempt.subject, attempt.timetable
    connection = attempt.session.connection()
    for name, rule in lifecycle.states[to_state].deadlines.items():
        moment = None if rule.due.field is None else subject.attribute(rule.due.field)
        due_at = timetable.due_at(rule.due, attempt.now, moment)
        opened = connection.execute(
            _OPEN_ONE,
            {
                "subject_id": subject.id,
                "name": name,
                "opened_by": subject.version,
                "opened_at": attempt.now,
                "due_at": due_at,
                "action": rule.then,
            },
        )
        reminders = timetable.reminders(due_at, rule.remind, attempt.now)
        if reminders:
            deadline_id = opened.inserted_primary_key[0]  # type: ignore[index]  # an insert
            connection.execute(
                _REMIND, [{"deadline_id": deadline_id, "due_at": at} for at in reminders]
            )


def move_deadlines(attempt: Attempt) -> None:
    """Deadlines by a moment of the subject's own fall when that moment now says, and what was not
    reminded of yet is reminded of anew."""
    subject, timetable = attempt.subject, attempt.timetable
    rules = runner(subject.lifecycle_version).lifecycle.states[subject.state].deadlines
    connection = attempt.session.connection()
    for row in connection.execute(_OPEN, {"subject": subject.id}).all():
        rule = rules[row.name]
        if rule.due.field is None:
            continue
        due_at = timetable.due_at(rule.due, attempt.now, subject.attribute(rule.due.field))
        connection.execute(_MOVE, {"deadline": row.id, "due_at": due_at})
        connection.execute(_FORGET, {"deadline": row.id})
        for at in timetable.reminders(due_at, rule.remind, attempt.now):
            connection.execute(_REMIND, {"deadline_id": row.id, "due_at": at})


_OPEN = select(Deadline.id, Deadline.name, Deadline.due_at).where(
    Deadline.subject_id == bindparam("subject"), Deadline.outcome.is_(None)
)
_CLOSE = (
    update(Deadline)
    .where(Deadline.id == bindparam("deadline"))
    .values(outcome=bindparam("outcome"), closed_at=bindparam("closed_at"))
)
_OPEN_ONE = insert(Deadline)
_REMIND = insert(Reminder)
_MOVE = (
    update(Deadline).where(Deadline.id == bindparam("deadline")).values(due_at=bindparam("due_at"))
)
_FORGET = delete(Reminder).where(
    Reminder.deadline_id == bindparam("deadline"), Reminder.done_at.is_(None)
)
