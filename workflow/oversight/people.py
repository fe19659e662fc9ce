"""Who somebody is in a report: by role, and by name only where they are staff and names are
wanted. Residents are never named."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Initiative, Person, Programme, Role, RoleAssignment, Text
from models.initiative import initiative_group
from workflow.gate.permissions import ROLE_TITLES
from workflow.lifecycles.document import LEADER
from workflow.open_data.personal import without_personal_data

ORDER = (
    *(Role.COORDINATOR, Role.CHAIR, Role.SECRETARY, Role.EXPERT, Role.TREASURER),
    *(Role.EVALUATOR, Role.DEPUTY, Role.CURATOR, Role.RESIDENT),
)
"""Of several roles the first says who somebody is."""
STAFF = frozenset({*Role} - {Role.RESIDENT})


@dataclass(frozen=True)
class Who:
    role: Text
    name: str | None = None

    @property
    def said(self) -> Text:
        if self.name is None:
            return self.role
        return Text(ru=f"{self.name}, {self.role.ru}", en=f"{self.name}, {self.role.in_('en')}")


NOBODY = Who(
    Text(en="at the console, without saying who", ru="за консолью, не назвавшись"),
)
_LEADER = ROLE_TITLES[LEADER]
_NO_ROLE = Text(en="somebody without a role", ru="человек без роли в программе")


class People:
    """The people of a programme, asked for once."""

    def __init__(self, session: Session, programme: Programme, *, names: bool) -> None:
        self.session, self.programme, self.names = session, programme, names
        held = session.execute(
            select(RoleAssignment.person_id, RoleAssignment.role, Person.name)
            .join(Person, Person.id == RoleAssignment.person_id)
            .where(RoleAssignment.programme_id == programme.id)
        )
        self._roles: defaultdict[int, set[str]] = defaultdict(set)
        self._names: dict[int, str] = {}
        for person_id, role, name in held:
            self._roles[person_id].add(role)
            self._names[person_id] = name
        led = select(Initiative.leader_id).where(Initiative.programme_id == programme.id)
        self._leaders = frozenset(session.scalars(led.distinct()))

    def who(self, person_id: int | None) -> Who:
        if person_id is None:
            return NOBODY
        roles = self._roles.get(person_id, set())
        role = next((each for each in ORDER if each in roles), None)
        if role is None:
            return Who(_LEADER if person_id in self._leaders else _NO_ROLE)
        named = self.names and role in STAFF
        return Who(ROLE_TITLES[role], self._names[person_id] if named else None)

    def cleaned(self, reasons: Mapping[int, str], about: Mapping[int, int]) -> Mapping[int, str]:
        """Reasons without the names of the groups of the initiatives that they are about, and of
        staff where those are not to be named. Both by entry; of `about` the values are
        initiatives."""
        groups = self._groups(set(about.values()))
        staff = () if self.names else tuple(self._names.values())
        return {
            entry: without_personal_data(reason, (*groups.get(about.get(entry, 0), ()), *staff))
            for entry, reason in reasons.items()
        }

    def _groups(self, initiatives: Collection[int]) -> Mapping[int, Sequence[str]]:
        """Initiative → names of those in its group."""
        members = select(initiative_group.c.initiative_id, Person.name).join(
            Person, Person.id == initiative_group.c.person_id
        )
        found: defaultdict[int, list[str]] = defaultdict(list)
        ours = members.where(initiative_group.c.initiative_id.in_(initiatives))
        for initiative_id, name in self.session.execute(ours):
            found[initiative_id].append(name)
        return found
