from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models import Deadline, Subject, Text
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal, Stale
from workflow.gate import repeats
from workflow.gate.attempt import Attempt
from workflow.gate.blockers import asked_blockers, told_blockers, unavailable
from workflow.gate.carrying import carry_out
from workflow.gate.cascades import reason_for, related
from workflow.gate.move import Move
from workflow.gate.permissions import standing
from workflow.lifecycles.document import CLOCK, Transition
from workflow.lifecycles.machine import Runner, runner


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
    attempt.overdue = overdue
    (move,) = carry_out([attempt], ready)
    _cascade([attempt])
    repeats.remember(session, request, move.sequence)
    return move


def perform_together(
    session: Session,
    due: Sequence[tuple[Subject, Deadline]],
    trigger: str,
    *,
    actor: Actor,
    now: datetime,
) -> list[Move]:
    """Take one action of the clock on many subjects that the caller has locked, all of one
    lifecycle version and in one state, with each one's history, deadlines and letters.

    It costs a fraction of as many calls of `perform`. Only an action that no guard and no effect
    makes different from one subject to the next can be taken so: see `is_alike`.
    """
    ready = runner(due[0][0].lifecycle_version)
    transition = ready.lifecycle.moves[due[0][0].state, trigger]
    assert is_alike(transition), f"{trigger} is not the same for all"
    times = {
        programme_id: timetable_of(session, programme_id)
        for programme_id in {subject.programme_id for subject, _ in due}
    }
    attempts = [
        Attempt(
            session,
            subject,
            transition,
            actor,
            now,
            times[subject.programme_id],
            takes_effect=True,
            overdue=deadline,
        )
        for subject, deadline in due
    ]
    moves = carry_out(attempts, ready)
    _cascade(attempts)
    return moves


def is_alike(transition: Transition) -> bool:
    """Whether the clock may take the action on every subject in the state without asking more:
    nothing is demanded, and nothing but state, history, deadlines and letters changes."""
    demands = transition.guards or transition.facts or transition.reason == "required"
    return CLOCK in transition.by and not demands and not transition.effects


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


def _cascade(attempts: Sequence[Attempt]) -> None:
    """Take the actions that follow for others, where their state knows them."""
    for cascade in attempts[0].transition.cascades:
        for attempt, other in related(attempts, cascade.on):
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
