"""What the database has of a person's own, emptied or removed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from models import (
    Draft,
    IdempotencyKey,
    Invitation,
    MailDomain,
    OutboxMessage,
    Person,
    Preference,
    RefusedAddress,
    Response,
    Role,
    RoleAssignment,
)
from workflow.people.erasure.looking import BATCH
from workflow.people.erasure.naming import Naming


@dataclass(frozen=True)
class Forgotten:
    """How many of what."""

    letters: int
    invitations: int
    answers: int
    keys: int


def erased_name(person_id: int) -> str:
    return f"№ {person_id} (данные удалены · erased)"


def erased_email(person_id: int) -> str:
    """No mail goes to .invalid (RFC 2606)."""
    return f"erased-{person_id}@erased.invalid"


def forget(
    session: Session, person: Person, naming: Naming, *, today: date, now: datetime
) -> Forgotten:
    """Leave of the person a number, and nothing that leads from it to them."""
    _forget_address(session, person)
    session.execute(delete(Preference).where(Preference.person_id == person.id))
    forgotten = Forgotten(
        _forget_letters(session, person.id, now),
        _forget_invitations(session, person.id),
        _rows(
            session,
            update(Response).where(Response.person_id == person.id).values(person_id=None),
        ),
        _forget_keys(session, naming),
    )
    _end_residence(session, person.id, today)
    person.name, person.email = erased_name(person.id), erased_email(person.id)
    person.organisation, person.erased_at = None, now
    session.flush()
    return forgotten


def _forget_address(session: Session, person: Person) -> None:
    address = person.email.lower()
    session.execute(delete(RefusedAddress).where(func.lower(RefusedAddress.email) == address))
    domain = address.rpartition("@")[2]
    others = select(Person.id).where(Person.id != person.id, Person.email.like(f"%@{domain}"))
    if session.scalar(others.limit(1)) is None:
        session.execute(delete(MailDomain).where(MailDomain.domain == domain))


def _forget_letters(session: Session, person_id: int, now: datetime) -> int:
    """Those that wait are not sent; of the others it is kept that they went."""
    theirs = OutboxMessage.recipient_id == person_id
    waiting = (
        OutboxMessage.delivered_at.is_(None),
        OutboxMessage.dead_at.is_(None),
        OutboxMessage.unwanted_at.is_(None),
    )
    session.execute(update(OutboxMessage).where(theirs, *waiting).values(unwanted_at=now))
    emptied = update(OutboxMessage).where(theirs).values(told=None, last_error=None)
    return _rows(session, emptied)


def _forget_invitations(session: Session, person_id: int) -> int:
    """Nobody can answer any more; that somebody had answered is counted still."""
    theirs = select(Invitation.id).where(Invitation.person_id == person_id)
    session.execute(delete(Draft).where(Draft.invitation_id.in_(theirs)))
    unanswered = Invitation.answered_on.is_(None)
    return _rows(session, delete(Invitation).where(Invitation.person_id == person_id, unanswered))


def _forget_keys(session: Session, naming: Naming) -> int:
    """Keys of requests that somebody made of the person's name or address."""
    like = or_(*(IdempotencyKey.key.like(each) for each in naming.likes))
    keys = select(IdempotencyKey.key).where(like).execution_options(yield_per=BATCH)
    named = [key for key in session.scalars(keys) if naming.hits(key)]
    for key in named:
        session.execute(delete(IdempotencyKey).where(IdempotencyKey.key == key))
    return len(named)


def _end_residence(session: Session, person_id: int, today: date) -> None:
    """Whoever lives in a district holds no office that another has to take over first."""
    session.execute(
        update(RoleAssignment)
        .where(
            RoleAssignment.person_id == person_id,
            RoleAssignment.role == Role.RESIDENT,
            RoleAssignment.since <= today,
            or_(RoleAssignment.until.is_(None), RoleAssignment.until > today),
        )
        .values(until=today)
    )


def _rows(session: Session, statement: Any) -> int:
    done: Any = session.execute(statement)
    return int(done.rowcount)
