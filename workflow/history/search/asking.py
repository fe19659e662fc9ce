"""Queries by the names that people use. What nobody knows is refused with what there is."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import District, LifecycleVersion, Person, Programme, Text
from workflow.errors import Blocker, NotFound
from workflow.lifecycles.document import Lifecycle
from workflow.lifecycles.machine import runner


def person_of(session: Session, email: str) -> int:
    """Raises NotFound, with the addresses that are most like it."""
    wanted = email.strip().lower()
    person = session.scalar(select(Person).where(Person.email == wanted))
    if person is None:
        emails = session.scalars(select(Person.email).where(Person.erased_at.is_(None))).all()
        like = get_close_matches(wanted, emails, n=3, cutoff=0.5)
        raise _unknown(email, like, Text(en="person with the address", ru="человека с адресом"))
    return person.id


def district_of(session: Session, programme: Programme, code: str) -> int:
    """Raises NotFound, with all codes."""
    ours = select(District.code, District.id).where(District.programme_id == programme.id)
    rows = session.execute(ours.order_by(District.id)).all()
    known: dict[str, int] = {code: id_ for code, id_ in rows}
    if code not in known:
        raise _unknown(code, known, Text(en="district", ru="округа"))
    return known[code]


def check_kind(kind: str, known: Collection[str]) -> None:
    """Raises NotFound."""
    if kind not in known:
        raise _unknown(kind, known, Text(en="kind", ru="вида"))


def check_state(session: Session, state: str, kind: str | None) -> None:
    """Raises NotFound where no lifecycle, of the kind, has such a state."""
    known = {name for lifecycle in _lifecycles(session, kind) for name in lifecycle.states}
    if state not in known:
        raise _unknown(state, sorted(known), Text(en="state", ru="состояния"))


def check_action(session: Session, action: str, kind: str | None) -> None:
    """Raises NotFound where no lifecycle, of the kind, has such an action."""
    known = {
        move.trigger for lifecycle in _lifecycles(session, kind) for move in lifecycle.transitions
    }
    if action not in known:
        raise _unknown(action, sorted(known), Text(en="action", ru="действия"))


def _lifecycles(session: Session, kind: str | None) -> Iterator[Lifecycle]:
    """All that were ever stored: an entry keeps to its own."""
    for version in session.scalars(select(LifecycleVersion)):
        if kind is None or version.kind == kind:
            yield runner(version).lifecycle


def _unknown(name: str, known: Collection[str], what: Text) -> NotFound:
    listed = ", ".join(known)
    en = f" Known: {listed}." if known else ""
    ru = f" Есть: {listed}." if known else ""
    text = Text(
        en=f"There is no {what.in_('en')} “{name[:60]}”.{en}",
        ru=f"Нет {what.ru} «{name[:60]}».{ru}",
    )
    return NotFound([Blocker("not_found", text)])
