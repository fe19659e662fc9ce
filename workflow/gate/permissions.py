from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from models import Enrolment, Initiative, Role, RoleAssignment, Subject, Text
from models.initiative import initiative_group
from workflow.actor import Actor
from workflow.errors import Blocker
from workflow.lifecycles.document import CLOCK, LEADER

ROLE_TITLES: Mapping[str, Text] = {
    Role.COORDINATOR: Text(en="coordinator", ru="руководитель программы"),
    Role.EXPERT: Text(en="expert", ru="эксперт"),
    Role.CHAIR: Text(en="chair of the council", ru="председатель совета"),
    Role.SECRETARY: Text(en="secretary of the council", ru="секретарь совета"),
    Role.DEPUTY: Text(en="deputy of the district", ru="депутат округа"),
    Role.CURATOR: Text(en="curator", ru="куратор от администрации"),
    Role.RESIDENT: Text(en="resident", ru="житель"),
    Role.TREASURER: Text(en="treasurer", ru="бухгалтер фонда"),
    Role.EVALUATOR: Text(en="evaluator", ru="внешний специалист"),
    LEADER: Text(en="leader of the group", ru="лидер инициативной группы"),
    CLOCK: Text(en="the calendar", ru="календарь"),
}

COUNCIL = frozenset({Role.EXPERT, Role.CHAIR, Role.SECRETARY})
"""Roles of the expert council: closed to whoever has an interest, and never lent to another."""


@dataclass(frozen=True)
class Standing:
    """What an actor is to one subject, and what a rule keeps them from being."""

    roles: frozenset[str]
    withheld: Mapping[str, Blocker]

    def role_for(self, allowed: tuple[str, ...]) -> str | None:
        """The first of the allowed roles that the actor has."""
        return next((role for role in allowed if role in self.roles), None)

    def blockers(self, allowed: tuple[str, ...]) -> Iterator[Blocker]:
        if self.role_for(allowed) is not None:
            return
        withheld = [self.withheld[role] for role in allowed if role in self.withheld]
        if withheld:
            yield from dict.fromkeys(withheld)
            return
        en = " or ".join(ROLE_TITLES[role].in_("en") for role in allowed)
        ru = " или ".join(ROLE_TITLES[role].in_("ru") for role in allowed)
        yield Blocker(
            "not_permitted",
            Text(en=f"Only the {en} may do this.", ru=f"Это может сделать только {ru}."),
        )


def standing(session: Session, subject: Subject, actor: Actor, today: date) -> Standing:
    """Roles that `actor` has toward `subject`, by assignment and by relation; `today` is the day
    where the programme is."""
    if actor.person_id is None:
        return Standing(frozenset({CLOCK}), {})
    if actor.on_behalf_of_id is None:
        return _own(session, subject, actor.person_id, today)
    return _on_behalf(session, subject, actor.person_id, actor.on_behalf_of_id, today)


def _own(session: Session, subject: Subject, person_id: int, today: date) -> Standing:
    roles, withheld = set[str](), dict[str, Blocker]()
    for role, district_id in _assigned(session, subject, person_id, today):
        if district_id is None or district_id == subject.district_id:
            roles.add(role)
        else:
            withheld[role] = _OTHER_DISTRICT
    if isinstance(subject, Initiative) and subject.leader_id == person_id:
        roles.add(LEADER)
    if roles & COUNCIL and _has_interest(session, subject, person_id, roles):
        withheld |= dict.fromkeys(roles & COUNCIL, _CONFLICT)
        roles -= COUNCIL
    return Standing(frozenset(roles), {r: b for r, b in withheld.items() if r not in roles})


def _on_behalf(
    session: Session, subject: Subject, person_id: int, principal_id: int, today: date
) -> Standing:
    """A coordinator types in what came on paper; nobody votes by proxy."""
    if Role.COORDINATOR not in _own(session, subject, person_id, today).roles:
        return Standing(frozenset(), dict.fromkeys(ROLE_TITLES, _NOT_A_COORDINATOR))
    principal = _own(session, subject, principal_id, today)
    withheld = dict(principal.withheld) | dict.fromkeys(principal.roles & COUNCIL, _NO_PROXY)
    return Standing(principal.roles - COUNCIL, withheld)


def _assigned(
    session: Session, subject: Subject, person_id: int, today: date
) -> Sequence[tuple[str, int | None]]:
    rows = session.connection().execute(
        _ASSIGNED,
        {
            "person": person_id,
            "programme": subject.programme_id,
            "today": today,
        },
    )
    return [(role, district_id) for role, district_id in rows]


_ASSIGNED = select(RoleAssignment.role, RoleAssignment.district_id).where(
    RoleAssignment.person_id == bindparam("person"),
    RoleAssignment.programme_id == bindparam("programme"),
    RoleAssignment.since <= bindparam("today"),
    or_(RoleAssignment.until.is_(None), RoleAssignment.until >= bindparam("today")),
)


def _has_interest(session: Session, subject: Subject, person_id: int, roles: set[str]) -> bool:
    """The subject concerns the person themselves: their district, their application, their
    group. Rules for the same organisation and for declared relations belong here too."""
    if Role.DEPUTY in roles:
        return True
    if isinstance(subject, Enrolment):
        return subject.deputy_id == person_id
    if not isinstance(subject, Initiative):
        return False
    if subject.leader_id == person_id:
        return True
    member = select(initiative_group.c.person_id).where(
        initiative_group.c.initiative_id == subject.id, initiative_group.c.person_id == person_id
    )
    return session.scalar(member) is not None


_OTHER_DISTRICT = Blocker(
    "other_district",
    Text(
        en="You act in another district; this one has its own deputy.",
        ru="Вы действуете в другом округе; у этого округа свой депутат.",
    ),
)
_CONFLICT = Blocker(
    "conflict_of_interest",
    Text(
        en="You have an interest in this one (your district or your group): leave it to another "
        "member of the council.",
        ru="У вас здесь конфликт интересов (ваш округ или ваша группа): передайте этот вопрос "
        "другому члену совета.",
    ),
)
_NOT_A_COORDINATOR = Blocker(
    "not_a_coordinator",
    Text(
        en="Only a coordinator may act on behalf of another person.",
        ru="Действовать от имени другого человека может только руководитель программы.",
    ),
)
_NO_PROXY = Blocker(
    "no_proxy",
    Text(
        en="Members of the council act and vote in person only.",
        ru="Члены совета действуют и голосуют только лично.",
    ),
)
