from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from models import Deadline, Subject, Text
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal, Stale
from workflow.gate import repeats
from workflow.gate.attempt import Attempt
from workflow.gate.blockers import asked_blockers, told_blockers, unavailable
from workflow.gate.cascades import reason_for, related
from workflow.gate.effects import EFFECTS
from workflow.gate.messages import queue_notices
from workflow.gate.permissions import standing
from workflow.gate.terms import close_deadlines, open_deadlines
from workflow.history.append import append
from workflow.lifecycles.machine import Runner, runner


@dataclass(frozen=True)
class Move:
    """What an action did; `repeated` where an earlier request with the same key had done it."""

    subject_id: int
    sequence: int
    trigger: str
    from_state: str
    to_state: str
    at: datetime
    repeated: bool = False


def perform(
    session: Session,
    subject: Subject,
    trigger: str,
    *,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
    facts: Mapping[str, Any] | None = None,
    expected_version: int | None = None,
    key: str | None = None,
    overdue: Deadline | None = None,
) -> Move:
    """Take one action on a subject, in the caller's transaction: all of it or nothing.

    `expected_version` is the version the person had before their eyes. `key` names the request:
    its repeat changes nothing and is answered with the first result. `overdue` is the deadline
    whose passing made the clock act.

    Raises Refusal with every reason why not; Stale if the subject changed since
    `expected_version`; KeyReused if the key came before with another request. After a refusal the
    caller rolls the transaction back.
    """
    lock(session, subject)
    request = repeats.Request(key, subject.id, trigger, actor, reason, facts or {})
    if earlier := repeats.answered(session, request):
        return Move(
            subject.id,
            earlier.sequence,
            earlier.action,
            earlier.from_state,
            earlier.to_state,
            earlier.at,
            repeated=True,
        )
    if expected_version is not None and expected_version != subject.version:
        raise Stale([_changed(subject, expected_version)])
    ready = runner(subject.lifecycle_version)
    attempt = _checked(session, subject, request, now, ready)
    move = _carry_out(attempt, ready, overdue)
    repeats.remember(session, request, move.sequence)
    return move


def lock(session: Session, subject: Subject) -> None:
    """Make other transactions that would change the subject wait, and read it as it now is."""
    session.flush()
    session.refresh(subject, with_for_update={"of": Subject, "key_share": True})


def _checked(
    session: Session, subject: Subject, request: repeats.Request, now: datetime, ready: Runner
) -> Attempt:
    transition = ready.lifecycle.moves.get((subject.state, request.trigger))
    if transition is None:
        raise Refusal([unavailable(ready.lifecycle, subject, request.trigger)])
    times = timetable_of(session, subject.programme_id)
    attempt = Attempt(
        session,
        subject,
        transition,
        request.actor,
        now,
        times,
        reason=request.reason,
        facts=request.facts,
        takes_effect=True,
    )
    theirs = standing(session, subject, request.actor, times.local_day(now))
    blockers = [*asked_blockers(attempt, theirs), *told_blockers(attempt)]
    if blockers:
        raise Refusal(blockers)
    return attempt


def _carry_out(attempt: Attempt, ready: Runner, overdue: Deadline | None) -> Move:
    session, subject, transition = attempt.session, attempt.subject, attempt.transition
    from_state = subject.state
    to_state = ready.fire(from_state, transition.trigger)
    facts = dict(attempt.facts)
    for name in transition.effects:
        facts |= EFFECTS[name](attempt) or {}
    if overdue:
        facts |= _lateness(overdue, attempt.now)
    sequence = subject.version + 1
    entry_hash = append(
        session,
        subject,
        sequence=sequence,
        action=transition.trigger,
        from_state=from_state,
        to_state=to_state,
        actor=attempt.actor,
        at=attempt.now,
        reason=(attempt.reason or "").strip() or None,
        facts=facts,
        lifecycle_hash=ready.content_hash,
    )
    _advance(session, subject, to_state, sequence, entry_hash, attempt.now)
    close_deadlines(attempt, from_state, ready.lifecycle, overdue)
    if not transition.stays:
        open_deadlines(attempt, to_state, ready.lifecycle)
    queue_notices(attempt, sequence)
    _cascade(attempt)
    return Move(subject.id, sequence, transition.trigger, from_state, to_state, attempt.now)


def _cascade(attempt: Attempt) -> None:
    """Take the actions that follow for others, where their state knows them."""
    for cascade in attempt.transition.cascades:
        for other in related(attempt, cascade.on):
            moves = runner(other.lifecycle_version).lifecycle.moves
            if (other.state, cascade.do) in moves:
                perform(
                    attempt.session,
                    other,
                    cascade.do,
                    actor=Actor.clock(attempt.subject.reference[:80]),
                    now=attempt.now,
                    reason=reason_for(attempt),
                )


def _advance(
    session: Session, subject: Subject, state: str, version: int, head: str, now: datetime
) -> None:
    """Write the gate's own columns past the unit of work, which would cost more than all else."""
    written = session.connection().execute(
        _ADVANCE,
        {
            "subject": subject.id,
            "read": subject.version,
            "state": state,
            "version": version,
            "head": head,
            "changed_at": now,
        },
    )
    if written.rowcount != 1:
        raise RuntimeError(f"subject {subject.id} changed under its lock")
    for name, value in (
        ("state", state),
        ("version", version),
        ("head", head),
        ("changed_at", now),
    ):
        set_committed_value(subject, name, value)


_ADVANCE = (
    update(Subject)
    .where(Subject.id == bindparam("subject"), Subject.version == bindparam("read"))
    .values(
        state=bindparam("state"),
        version=bindparam("version"),
        head=bindparam("head"),
        changed_at=bindparam("changed_at"),
    )
)


def _lateness(deadline: Deadline, now: datetime) -> dict[str, Any]:
    """How late the clock was: after an outage the history says so itself."""
    return {
        "deadline": deadline.name,
        "due_at": deadline.due_at.isoformat(),
        "hours_late": int((now - deadline.due_at).total_seconds() // 3600),
    }


def _changed(subject: Subject, read: int) -> Blocker:
    return Blocker(
        "stale",
        Text(
            en=f"This changed while you were reading (you saw version {read}, it is now "
            f"{subject.version}): look again and decide.",
            ru=f"Пока вы читали, здесь произошли изменения (вы видели версию {read}, сейчас "
            f"{subject.version}): посмотрите ещё раз и решите.",
        ),
    )
