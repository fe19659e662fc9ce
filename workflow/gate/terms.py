"""Deadlines that a move closes, pauses, resumes and opens."""

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from models import Deadline, DeadlineOutcome, Reminder
from workflow.deadlines.timetable import Timetable
from workflow.gate.attempt import Attempt
from workflow.gate.move import Move
from workflow.lifecycles.document import DeadlineRule, Lifecycle
from workflow.lifecycles.machine import runner

Resumed = Collection[tuple[int, str]]
"""Subjects and names of deadlines that go on after a pause."""


def settle_deadlines(
    attempts: Sequence[Attempt], moves: Sequence[Move], lifecycle: Lifecycle
) -> Resumed:
    """Give the deadlines of the state left their outcome; where the state stays, only those that
    this action meets or that fell due. Those that wait while the subject is elsewhere are paused,
    and go on when it comes back."""
    rules = lifecycle.states[moves[0].from_state]
    if not rules.deadlines and not rules.pauses:
        return ()
    session = attempts[0].session
    by_subject = {attempt.subject.id: attempt for attempt in attempts}
    to_state = lifecycle.states[moves[0].to_state]
    changed: list[dict[str, Any]] = []
    stopped: list[int] = []
    resumed: set[tuple[int, str]] = set()
    for row in session.connection().execute(_OPEN, {"subjects": list(by_subject)}).all():
        attempt = by_subject[row.subject_id]
        if row.paused_at is not None and row.name in to_state.deadlines:
            resumed.add((row.subject_id, row.name))
            _resume(attempt, row, to_state.deadlines[row.name])
        elif row.paused_at is not None and row.name in to_state.pauses:
            continue
        elif row.paused_at is None and not attempt.transition.stays and row.name in to_state.pauses:
            changed.append(_standing(row) | {"acts_at": None, "paused_at": attempt.now})
            stopped.append(row.id)
        elif settled := _settled(attempt, row, rules.deadlines.get(row.name)):
            changed.append(_standing(row) | settled)
    if changed:
        session.connection().execute(_SET, changed)
    if stopped:
        session.connection().execute(_FORGET, {"deadlines": stopped})
    return resumed


def _standing(row: Row[Any]) -> dict[str, Any]:
    """What is written of a deadline, as it is."""
    return {
        "deadline": row.id,
        "step": row.step,
        "acts_at": row.acts_at,
        "paused_at": row.paused_at,
        "outcome": row.outcome,
        "closed_at": None,
    }


def _settled(attempt: Attempt, row: Row[Any], rule: DeadlineRule | None) -> dict[str, Any] | None:
    """What becomes of an open deadline; None: it stays as it is. One without a rule here is
    paused, and the subject does not come back to it."""
    transition, now = attempt.transition, attempt.now
    meets = rule is not None and transition.trigger in rule.met_by
    steps = attempt.overdue is not None and attempt.overdue.id == row.id
    missed = row.outcome is not None or (now > row.due_at and row.paused_at is None)
    if meets:
        missed = missed and not (steps and row.step == 0)
    closed = {"acts_at": None, "paused_at": None, "closed_at": now}
    if meets or not transition.stays:
        done = DeadlineOutcome.MET if meets else DeadlineOutcome.CANCELLED
        ends = DeadlineOutcome.MISSED if missed or (steps and not meets) else done
        return closed | {"outcome": ends, "step": row.step + steps}
    if not steps:
        return None
    assert rule is not None, "only a deadline of the state falls due"
    step = row.step + 1
    return {
        "step": step,
        "acts_at": next_step(attempt.timetable, rule, step, now),
        "outcome": DeadlineOutcome.MISSED,
    }


def next_step(
    timetable: Timetable, rule: DeadlineRule, step: int, taken_at: datetime
) -> datetime | None:
    """When the step of this number comes, if the one before it was taken at `taken_at`; None after
    the last. The wait begins when the step before was really taken: nobody is replaced, after an
    outage, in the minute of the reminder."""
    if step >= len(rule.then):
        return None
    wait = rule.then[step].after
    assert wait is not None, "every step but the first has its wait"
    return timetable.after(wait, taken_at, time.fromisoformat(rule.due.at))


def _resume(attempt: Attempt, row: Row[Any], rule: DeadlineRule) -> None:
    """Let a paused deadline go on with the time it had left."""
    timetable, now = attempt.timetable, attempt.now
    if row.outcome is None:
        due_at = timetable.resumed(rule.due, row.due_at, row.paused_at, now)
        acts_at: datetime | None = due_at
    else:
        due_at, acts_at = row.due_at, next_step(timetable, rule, row.step, now)
    put_off(attempt, row.id, rule, due_at, acts_at, step=row.step, outcome=row.outcome)


def put_off(
    attempt: Attempt,
    deadline_id: int,
    rule: DeadlineRule,
    due_at: datetime,
    acts_at: datetime | None,
    *,
    step: int = 0,
    outcome: str | None = None,
) -> None:
    """Let a deadline fall at another time; what was not reminded of yet is reminded of anew."""
    connection = attempt.session.connection()
    connection.execute(
        _MOVE,
        {
            "deadline": deadline_id,
            "due_at": due_at,
            "acts_at": acts_at,
            "step": step,
            "outcome": outcome,
        },
    )
    connection.execute(_FORGET, {"deadlines": [deadline_id]})
    reminders = attempt.timetable.reminders(due_at, rule.remind, attempt.now)
    if reminders and acts_at is not None:
        connection.execute(
            _REMIND, [{"deadline_id": deadline_id, "due_at": at} for at in reminders]
        )


def open_deadlines(
    attempts: Sequence[Attempt], moves: Sequence[Move], lifecycle: Lifecycle, resumed: Resumed
) -> None:
    """Open those of the state entered, but for what goes on from before."""
    connection = attempts[0].session.connection()
    for name, rule in lifecycle.states[moves[0].to_state].deadlines.items():
        entering = [a for a in attempts if (a.subject.id, name) not in resumed]
        opened = [_opened(attempt, name, rule) for attempt in entering]
        if not opened:
            continue
        if not rule.remind:
            connection.execute(_OPEN_SOME, opened)
            continue
        ids = connection.execute(_OPEN_TOLD, opened).all()
        by_subject = {attempt.subject.id: attempt for attempt in entering}
        reminders = [
            {"deadline_id": row.id, "due_at": at}
            for row in ids
            for at in by_subject[row.subject_id].timetable.reminders(
                row.due_at, rule.remind, row.opened_at
            )
        ]
        if reminders:
            connection.execute(_REMIND, reminders)


def _opened(attempt: Attempt, name: str, rule: DeadlineRule) -> dict[str, Any]:
    subject = attempt.subject
    moment = None if rule.due.field is None else subject.attribute(rule.due.field)
    due_at = attempt.timetable.due_at(rule.due, attempt.now, moment)
    return {
        "subject_id": subject.id,
        "name": name,
        "opened_by": subject.version,
        "opened_at": attempt.now,
        "due_at": due_at,
        "acts_at": due_at,
        "step": 0,
    }


def move_deadlines(attempt: Attempt) -> None:
    """Deadlines by a moment of the subject's own fall when that moment now says."""
    subject, timetable = attempt.subject, attempt.timetable
    rules = runner(subject.lifecycle_version).lifecycle.states[subject.state].deadlines
    open_now = attempt.session.connection().execute(_OPEN, {"subjects": [subject.id]}).all()
    for row in open_now:
        rule = rules[row.name]
        if rule.due.field is not None:
            moment = subject.attribute(rule.due.field)
            due_at = timetable.due_at(rule.due, attempt.now, moment)
            put_off(attempt, row.id, rule, due_at, due_at)


_OPEN = select(
    Deadline.id,
    Deadline.subject_id,
    Deadline.name,
    Deadline.due_at,
    Deadline.step,
    Deadline.acts_at,
    Deadline.paused_at,
    Deadline.outcome,
).where(
    Deadline.subject_id.in_(bindparam("subjects", expanding=True)), Deadline.closed_at.is_(None)
)
_SET = (
    update(Deadline)
    .where(Deadline.id == bindparam("deadline"))
    .values(
        step=bindparam("step"),
        acts_at=bindparam("acts_at"),
        paused_at=bindparam("paused_at"),
        outcome=bindparam("outcome"),
        closed_at=bindparam("closed_at"),
        refused_at=None,
    )
)
_MOVE = (
    update(Deadline)
    .where(Deadline.id == bindparam("deadline"))
    .values(
        due_at=bindparam("due_at"),
        acts_at=bindparam("acts_at"),
        step=bindparam("step"),
        outcome=bindparam("outcome"),
        paused_at=None,
        refused_at=None,
    )
)
_OPEN_SOME = insert(Deadline)
_OPEN_TOLD = insert(Deadline).returning(
    Deadline.id, Deadline.subject_id, Deadline.due_at, Deadline.opened_at
)
_REMIND = insert(Reminder)
_FORGET = delete(Reminder).where(
    Reminder.deadline_id.in_(bindparam("deadlines", expanding=True)), Reminder.done_at.is_(None)
)
