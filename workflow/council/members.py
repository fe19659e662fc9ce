from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from models import Constituency, Role, RoleAssignment


@dataclass(frozen=True)
class Seat:
    """A member of the council in office."""

    person_id: int
    constituency: str


def members(session: Session, programme_id: int, today: date) -> list[Seat]:
    """The council's members in office on a day, who review and vote."""
    rows = session.connection().execute(_SEATS, {"programme": programme_id, "today": today})
    return [Seat(person_id, code) for person_id, code in rows]


def officer(session: Session, programme_id: int, role: Role, today: date) -> int | None:
    """The person who is the council's chair or secretary on a day."""
    asked = {"programme": programme_id, "role": role, "today": today}
    return session.connection().execute(_OFFICER, asked).scalar()


_IN_OFFICE = (
    RoleAssignment.programme_id == bindparam("programme"),
    RoleAssignment.since <= bindparam("today"),
    or_(RoleAssignment.until.is_(None), RoleAssignment.until >= bindparam("today")),
)
_SEATS = (
    select(RoleAssignment.person_id, Constituency.code)
    .join(Constituency, Constituency.id == RoleAssignment.constituency_id)
    .where(RoleAssignment.role == Role.EXPERT, *_IN_OFFICE)
    .order_by(RoleAssignment.person_id)
)
_OFFICER = (
    select(RoleAssignment.person_id)
    .where(RoleAssignment.role == bindparam("role"), *_IN_OFFICE)
    .order_by(RoleAssignment.since.desc(), RoleAssignment.id.desc())
)
