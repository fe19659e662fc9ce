"""Who is named in a dossier, and by what they are known in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from models import Person, Role, RoleAssignment
from workflow.dossier.chronicle import Chronicle
from workflow.dossier.proposal import Version
from workflow.dossier.view import View

STAFF, EXPERT, RESIDENT, DEPUTY, OTHER = "staff", "expert", "resident", "deputy", "other"
_KNOWN_AS: Mapping[str, str] = {
    Role.EXPERT: EXPERT,
    Role.CHAIR: EXPERT,
    Role.SECRETARY: EXPERT,
    Role.DEPUTY: DEPUTY,
    Role.COORDINATOR: STAFF,
    Role.TREASURER: STAFF,
    Role.CURATOR: STAFF,
    Role.EVALUATOR: STAFF,
    Role.RESIDENT: RESIDENT,
}
"""Role → what a person is called where nobody is named; the first that fits."""


@dataclass(frozen=True)
class Known:
    name: str
    known_as: str
    """`expert`, `staff`, `resident`, `deputy` or `other`."""
    number: int
    """1, 2, 3 … among those who are known as the same, in the order of the history."""
    erased: bool


def people(
    view: View, told: Chronicle, kept: Iterable[Version], others: Iterable[int | None]
) -> Mapping[int, Known]:
    """Everybody who is named in the dossier; two statements."""
    ids = dict.fromkeys(_mentioned(view, told, kept))
    ids |= dict.fromkeys(other for other in others if other is not None)
    rows = view.session.scalars(select(Person).where(Person.id.in_(ids)))
    persons = {person.id: person for person in rows}
    roles = _roles(view, ids, view.timetable.local_day(view.moment))
    group = {who for version in kept for who in version.content["group"]}
    counted: dict[str, int] = {}
    found: dict[int, Known] = {}
    for who in ids:
        if who in persons:
            known_as = RESIDENT if who in group else roles.get(who, OTHER)
            counted[known_as] = counted.get(known_as, 0) + 1
            person = persons[who]
            erased = person.erased_at is not None
            found[who] = Known(person.name, known_as, counted[known_as], erased)
    return found


def _mentioned(view: View, told: Chronicle, kept: Iterable[Version]) -> Iterator[int]:
    """In the order of the history; the leader and the group first."""
    yield view.initiative.leader_id
    for version in kept:
        yield from version.content["group"]
    for entry in told.entries:
        yield from (who for who in (entry.actor_id, entry.on_behalf_of_id) if who is not None)
        for name, value in entry.facts.items():
            if entry.kinds.get(name) == "person" and value is not None:
                yield value
            elif entry.kinds.get(name) == "people":
                yield from value
    yield from (review.expert_id for review in view.reviews if review.id in told.begun)


def _roles(view: View, ids: Iterable[int], day: date) -> Mapping[int, str]:
    rows = view.session.execute(
        select(RoleAssignment.person_id, RoleAssignment.role).where(
            RoleAssignment.programme_id == view.initiative.programme_id,
            RoleAssignment.person_id.in_([*ids]),
            RoleAssignment.since <= day,
        )
    )
    held: dict[int, set[str]] = {}
    for who, role in rows:
        held.setdefault(who, set()).add(role)
    return {
        who: next(known for role, known in _KNOWN_AS.items() if role in roles)
        for who, roles in held.items()
    }
