"""Who had which role on the day and, for the present, what the gate answers each of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import Initiative, RoleAssignment
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.dossier.outlook.situation import Asked, Part
from workflow.gate.attempt import Attempt
from workflow.gate.blockers import asked_blockers
from workflow.gate.permissions import REVIEWING, standing
from workflow.gate.possibilities import Possibility, possibilities
from workflow.lifecycles.document import CLOCK, LEADER, REVIEWER, Transition
from workflow.lifecycles.machine import runner

MOST_ASKED = 2
"""People of one role: what the rules say to one they say to the next, but for an interest."""


def holders(
    session: Session, initiative: Initiative, parts: Iterable[Part], day: date
) -> Mapping[str, tuple[int, ...]]:
    """Role → who had it on the day toward the initiative, in the order of their keys."""
    rows = session.execute(
        select(RoleAssignment.role, RoleAssignment.person_id)
        .where(
            RoleAssignment.programme_id == initiative.programme_id,
            or_(
                RoleAssignment.district_id.is_(None),
                RoleAssignment.district_id == initiative.district_id,
            ),
            RoleAssignment.since <= day,
            or_(RoleAssignment.until.is_(None), RoleAssignment.until >= day),
        )
        .order_by(RoleAssignment.person_id)
    )
    found: dict[str, list[int]] = {LEADER: [initiative.leader_id]}
    for role, person_id in rows:
        found.setdefault(role, []).append(person_id)
    reading = [p.person_id for p in parts if p.kind == "review" and p.state in REVIEWING]
    found[REVIEWER] = [person_id for person_id in reading if person_id is not None]
    return {role: tuple(dict.fromkeys(people)) for role, people in found.items()}


def ask(
    session: Session,
    initiative: Initiative,
    held: Mapping[str, Sequence[int]],
    now: datetime,
) -> list[Asked]:
    """What the gate says to the first of those who could act in this state, and to the clock."""
    moves = runner(initiative.lifecycle_version).lifecycle.leaving(initiative.state)
    roles = dict.fromkeys(role for move in moves for role in move.by if role != CLOCK)
    people: dict[int, list[str]] = {}
    for role in roles:
        for person_id in held.get(role, ())[:MOST_ASKED]:
            people.setdefault(person_id, []).append(role)
    answers = [
        Asked(
            tuple(theirs),
            person_id,
            tuple(possibilities(session, initiative, actor=Actor.person(person_id), now=now)),
        )
        for person_id, theirs in people.items()
    ]
    return [*answers, _ask_clock(session, initiative, moves, now)]


def _ask_clock(
    session: Session, initiative: Initiative, moves: Sequence[Transition], now: datetime
) -> Asked:
    times = timetable_of(session, initiative.programme_id)
    actor = Actor.clock("dossier")
    theirs = standing(session, initiative, actor, times.local_day(now))
    lifecycle = runner(initiative.lifecycle_version).lifecycle
    possible = [
        Possibility(
            move.trigger,
            move.title,
            lifecycle.target(initiative.state, move),
            move.reason == "required",
            move.facts,
            tuple(asked_blockers(Attempt(session, initiative, move, actor, now, times), theirs)),
        )
        for move in moves
        if CLOCK in move.by and not move.stays
    ]
    return Asked((CLOCK,), None, tuple(possible))
