"""Seats on the council, its rules, relations and conflicts of interest."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from models import Conflict, Constituency, Council, Relation, Role, RoleAssignment
from workflow.council.conflicts import initiative_of
from workflow.council.rules import stored_rules
from workflow.gate.attempt import Attempt
from workflow.gate.effects.registry import effect


@effect()
def put_rules_in_force(attempt: Attempt) -> None:
    assert isinstance(attempt.subject, Council)
    adopted = stored_rules(attempt.session, attempt.programme.id, attempt.facts["rules"])
    assert adopted is not None, "a guard saw to it"
    attempt.subject.rules_id = adopted.id
    attempt.session.flush()


@effect()
def seat_member(attempt: Attempt) -> None:
    constituency = attempt.session.scalars(
        select(Constituency).where(
            Constituency.programme_id == attempt.subject.programme_id,
            Constituency.code == attempt.facts["constituency"],
        )
    ).one()
    _seat(attempt, Role.EXPERT, constituency.id)


@effect()
def seat_chair(attempt: Attempt) -> None:
    _succeed(attempt, Role.CHAIR)


@effect()
def seat_secretary(attempt: Attempt) -> None:
    _succeed(attempt, Role.SECRETARY)


def _succeed(attempt: Attempt, role: Role) -> None:
    """Whoever holds the office in that term ends with the day before the successor's first."""
    since, until = _term(attempt)
    for held in _held(attempt, role):
        if held.person_id != attempt.facts["member"] and _overlaps(held, since, until):
            _end(attempt, held, since - timedelta(days=1))
    _seat(attempt, role, None)


def _seat(attempt: Attempt, role: Role, constituency_id: int | None) -> None:
    """A term of its own, or a change of those that it overlaps: they become one, which begins with
    the first of them and ends as told."""
    member, (since, until) = attempt.facts["member"], _term(attempt)
    theirs = [held for held in _held(attempt, role) if held.person_id == member]
    joined = [held for held in theirs if _overlaps(held, since, until)]
    seat = next(iter(joined), None) or RoleAssignment(
        programme_id=attempt.subject.programme_id, person_id=member, role=role
    )
    seat.constituency_id = constituency_id
    seat.since = min([since, *(held.since for held in joined)])
    seat.until = until
    for held in joined[1:]:
        attempt.session.delete(held)
    attempt.session.add(seat)
    attempt.session.flush()


def _term(attempt: Attempt) -> tuple[date, date]:
    since, until = attempt.facts["since"], attempt.facts["until"]
    return date.fromisoformat(since), date.fromisoformat(until)


def _overlaps(held: RoleAssignment, since: date, until: date) -> bool:
    return held.since <= until and (held.until is None or held.until >= since)


@effect()
def unseat(attempt: Attempt) -> None:
    """All offices in the council end at once: yesterday was the last day."""
    yesterday = attempt.timetable.local_day(attempt.now) - timedelta(days=1)
    for role in (Role.EXPERT, Role.CHAIR, Role.SECRETARY):
        for held in _held(attempt, role):
            if held.person_id == attempt.facts["member"]:
                _end(attempt, held, yesterday)


@effect()
def unseat_all(attempt: Attempt) -> None:
    """A dissolved council has no members."""
    yesterday = attempt.timetable.local_day(attempt.now) - timedelta(days=1)
    for role in (Role.EXPERT, Role.CHAIR, Role.SECRETARY):
        for held in _held(attempt, role):
            _end(attempt, held, yesterday)


def _held(attempt: Attempt, role: Role) -> list[RoleAssignment]:
    return list(
        attempt.session.scalars(
            select(RoleAssignment)
            .where(
                RoleAssignment.programme_id == attempt.subject.programme_id,
                RoleAssignment.role == role,
            )
            .order_by(RoleAssignment.since, RoleAssignment.id)
        )
    )


def _end(attempt: Attempt, held: RoleAssignment, last: date) -> None:
    """An office that had not begun by then never was; the history tells of it."""
    if held.since > last:
        attempt.session.delete(held)
    elif held.until is None or held.until > last:
        held.until = last
    attempt.session.flush()


@effect(member="person")
def keep_own_relation(attempt: Attempt) -> Mapping[str, Any]:
    assert attempt.actor.person_id is not None
    _relate(attempt, attempt.actor.person_id, stands=True)
    return {"member": attempt.actor.person_id}


@effect()
def keep_relation(attempt: Attempt) -> None:
    _relate(attempt, attempt.facts["member"], stands=True)


@effect()
def withdraw_relation(attempt: Attempt) -> None:
    _relate(attempt, attempt.facts["member"], stands=False)


def _relate(attempt: Attempt, member: int, *, stands: bool) -> None:
    programme_id, other = attempt.subject.programme_id, attempt.facts["other"]
    relation = attempt.session.scalar(
        select(Relation).where(
            Relation.programme_id == programme_id,
            Relation.member_id == member,
            Relation.other_id == other,
        )
    ) or Relation(programme_id=programme_id, member_id=member, other_id=other)
    relation.stands = stands
    attempt.session.add(relation)
    attempt.session.flush()


@effect(member="person")
def keep_own_conflict(attempt: Attempt) -> Mapping[str, Any]:
    assert attempt.actor.person_id is not None
    _rule(attempt, attempt.actor.person_id, "declared", stands=True)
    return {"member": attempt.actor.person_id}


@effect()
def keep_conflict(attempt: Attempt) -> None:
    _rule(attempt, attempt.facts["member"], "declared", stands=True)


@effect()
def lift_conflict(attempt: Attempt) -> None:
    _rule(attempt, attempt.facts["member"], attempt.facts["ground"], stands=False)


def _rule(attempt: Attempt, member: int, ground: str, *, stands: bool) -> None:
    initiative = initiative_of(attempt.subject)
    assert initiative is not None
    ruling = attempt.session.scalar(
        select(Conflict).where(
            Conflict.initiative_id == initiative.id,
            Conflict.member_id == member,
            Conflict.ground == ground,
        )
    ) or Conflict(initiative_id=initiative.id, member_id=member, ground=ground)
    ruling.stands = stands
    attempt.session.add(ruling)
    attempt.session.flush()
