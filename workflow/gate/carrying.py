"""What an action changes, for one subject or for many at once: all of it in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.orm.attributes import set_committed_value

from models import Deadline, Remark, Subject
from workflow.gate.attempt import Attempt
from workflow.gate.effects import EFFECTS
from workflow.gate.letters.messages import queue_notices
from workflow.gate.move import Move
from workflow.gate.terms import open_deadlines, settle_deadlines
from workflow.history.append import append
from workflow.history.chain import canonical_json
from workflow.history.remarks import LATENESS, remark_of_clock, remark_of_person
from workflow.history.told import REASON
from workflow.lifecycles.machine import Runner


def carry_out(attempts: Sequence[Attempt], ready: Runner) -> list[Move]:
    """Take the same action, checked before, on subjects that are in the same state."""
    session, transition = attempts[0].session, attempts[0].transition
    moves = [_move(attempt, ready) for attempt in attempts]
    entries = [
        _entry(attempt, move, ready.content_hash)
        for attempt, move in zip(attempts, moves, strict=True)
    ]
    hashes = append(session, entries, [_texts(attempt) for attempt in attempts])
    _advance(attempts, moves, hashes)
    resumed = settle_deadlines(attempts, moves, ready.lifecycle)
    if not transition.stays:
        open_deadlines(attempts, moves, ready.lifecycle, resumed)
    queue_notices(attempts, moves, ready.lifecycle)
    return moves


def _move(attempt: Attempt, ready: Runner) -> Move:
    subject, trigger = attempt.subject, attempt.transition.trigger
    to_state = ready.fire(subject.state, trigger)
    sequence = subject.version + 1
    return Move(subject.id, sequence, trigger, subject.state, to_state, attempt.now)


def _entry(attempt: Attempt, move: Move, lifecycle_hash: str) -> dict[str, Any]:
    subject, facts = attempt.subject, _facts(attempt)
    return {
        "programme_id": subject.programme_id,
        "kind": subject.kind,
        "district_id": subject.district_id,
        "remark": _remark(attempt, facts),
        "subject_id": move.subject_id,
        "sequence": move.sequence,
        "action": move.trigger,
        "from_state": move.from_state,
        "to_state": move.to_state,
        "actor_id": attempt.actor.person_id,
        "flow": attempt.actor.flow,
        "on_behalf_of_id": attempt.actor.on_behalf_of_id,
        "at": move.at.astimezone(UTC),
        "facts": canonical_json(facts),
        "lifecycle_hash": lifecycle_hash,
        "previous_hash": subject.head,
    }


def _texts(attempt: Attempt) -> Mapping[str, str]:
    """What somebody wrote in their own words."""
    kinds = attempt.transition.facts
    texts = {name: told for name, told in attempt.facts.items() if kinds[name] == "words"}
    reason = (attempt.reason or "").strip()
    return texts | ({REASON: reason} if reason else {})


def _remark(attempt: Attempt, facts: Mapping[str, Any]) -> Remark | None:
    if attempt.actor.person_id is None:
        return remark_of_clock(facts)
    return remark_of_person(attempt.transition, begins=attempt.subject.version == 0)


def _facts(attempt: Attempt) -> Mapping[str, Any]:
    """What was told and what its effects record, once they have taken place."""
    kinds = attempt.transition.facts
    facts = {name: told for name, told in attempt.facts.items() if kinds[name] != "words"}
    for name in attempt.transition.effects:
        facts |= EFFECTS[name](attempt) or {}
    if attempt.overdue is not None:
        facts |= _lateness(attempt.overdue, attempt.now)
    return facts


def _lateness(deadline: Deadline, now: datetime) -> dict[str, Any]:
    """How late the clock was: after an outage the history says so itself."""
    acts_at = deadline.acts_at or deadline.due_at
    return {
        "deadline": deadline.name,
        "due_at": deadline.due_at.isoformat(),
        LATENESS: int((now - acts_at).total_seconds() // 3600),
    }


def _advance(attempts: Sequence[Attempt], moves: Sequence[Move], hashes: Sequence[str]) -> None:
    """Write the gate's own columns past the unit of work, which would cost more than all else."""
    session = attempts[0].session
    written = session.connection().execute(
        _ADVANCE,
        [
            {
                "subject": move.subject_id,
                "read": move.sequence - 1,
                "state": move.to_state,
                "version": move.sequence,
                "head": head,
                "changed_at": move.at,
            }
            for move, head in zip(moves, hashes, strict=True)
        ],
    )
    if written.rowcount != len(moves):
        raise RuntimeError("a subject changed under its lock")
    for attempt, move, head in zip(attempts, moves, hashes, strict=True):
        for name, value in (
            ("state", move.to_state),
            ("version", move.sequence),
            ("head", head),
            ("changed_at", move.at),
        ):
            set_committed_value(attempt.subject, name, value)


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
