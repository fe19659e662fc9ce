"""In which role somebody acted, and for which group: what a log says in place of who it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models import Constituency, Initiative, Review, Role, RoleAssignment
from workflow.event_log.scope import Scope
from workflow.gate.permissions import COUNCIL
from workflow.lifecycles.document import CLOCK, LEADER, REVIEWER

SEATED = COUNCIL | {REVIEWER}
"""Roles that go with a seat in the council, for a constituency."""
KEPT = 256
"""People whose roles are remembered: a log of any length needs no more memory."""


@dataclass(frozen=True)
class Term:
    """A role that somebody has for a time."""

    role: str
    district_id: int | None
    constituency: str | None
    since: date
    until: date | None

    def has(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Acting:
    """Finds the role by what the lifecycle allows and what the person was on that day."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self._session, self._scope = session, scope
        self._terms = lru_cache(KEPT)(self._read_terms)
        self._reviews = lru_cache(KEPT)(self._read_reviews)

    def role(self, entry: Row[Any], by: Sequence[str]) -> tuple[str | None, str | None]:
        """Role and group, none where the records no longer say: terms that ended may have been
        overwritten by later ones. What only one role may do, that role did."""
        person_id = entry.on_behalf_of_id or entry.actor_id
        if person_id is None:
            return CLOCK, CLOCK
        day = self._scope.timetable.local_day(entry.at)
        terms = [term for term in self._terms(person_id) if term.has(day)]
        theirs = {t.role for t in terms if t.district_id in (None, entry.district_id)}
        people = [role for role in by if role != CLOCK]
        has = (role for role in people if role in theirs or self._is(role, entry, person_id))
        role = next(has, None)
        if role is None and len(people) == 1:
            (role,) = people
        return role, _group(role, terms, entry)

    def _is(self, role: str, entry: Row[Any], person_id: int) -> bool:
        """By what they are to the initiative."""
        if role == LEADER:
            return entry.leader_id == person_id  # type: ignore[no-any-return]
        if role != REVIEWER:
            return False
        is_initiative = entry.kind == Initiative.__tablename__
        return entry.expert_id == person_id or (
            is_initiative and self._reviews(entry.subject_id, person_id)
        )

    def _read_terms(self, person_id: int) -> list[Term]:
        rows = self._session.execute(
            select(
                RoleAssignment.role,
                RoleAssignment.district_id,
                Constituency.code,
                RoleAssignment.since,
                RoleAssignment.until,
            )
            .outerjoin(Constituency, Constituency.id == RoleAssignment.constituency_id)
            .where(
                RoleAssignment.person_id == person_id,
                RoleAssignment.programme_id == self._scope.programme.id,
            )
            .order_by(RoleAssignment.id)
        )
        return [Term(*row) for row in rows]

    def _read_reviews(self, initiative_id: int, person_id: int) -> bool:
        found = select(Review.id).where(
            Review.initiative_id == initiative_id, Review.expert_id == person_id
        )
        return self._session.scalar(found) is not None


def _group(role: str | None, terms: Sequence[Term], entry: Row[Any]) -> str | None:
    """Members of the council act for their constituency, deputies for their district."""
    if role in SEATED:
        return next((term.constituency for term in terms if term.constituency), role)
    if role == Role.DEPUTY and entry.district is not None:
        return f"district/{entry.district}"
    return role
