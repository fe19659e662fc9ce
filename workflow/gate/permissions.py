from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from models import (
    ChangeRequest,
    Enrolment,
    Expense,
    Initiative,
    Review,
    Role,
    RoleAssignment,
    Subject,
    Text,
    Tranche,
)
from workflow.actor import Actor
from workflow.council.conflicts import conflict, initiative_of
from workflow.council.grounds import GROUNDS
from workflow.errors import Blocker
from workflow.lifecycles.document import CLOCK, INVITED, LEADER, REVIEWER

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
    REVIEWER: Text(en="expert who is asked to review it", ru="эксперт, которому она назначена"),
    INVITED: Text(en="who is asked and has not answered", ru="кто приглашён и не ответил"),
    CLOCK: Text(en="the calendar", ru="календарь"),
}

COUNCIL = frozenset({Role.EXPERT, Role.CHAIR, Role.SECRETARY})
"""Roles of the expert council: closed to whoever has an interest, and never lent to another."""

REVIEWING = ("assigned", "paused", "submitted")
"""States of a review in which its expert has a say."""


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
    for role, district_id in assigned(session, subject.programme_id, person_id, today):
        if district_id is None or district_id == subject.district_id:
            roles.add(role)
        else:
            withheld[role] = OTHER_DISTRICT
    if _leads(subject, person_id):
        roles.add(LEADER)
    if roles & COUNCIL:
        if blocker := _interest(session, subject, person_id, today):
            withheld |= dict.fromkeys([*(roles & COUNCIL), REVIEWER], blocker)
            roles -= COUNCIL
        elif Role.EXPERT in roles and _reviews(session, subject, person_id):
            roles.add(REVIEWER)
    return Standing(frozenset(roles), {r: b for r, b in withheld.items() if r not in roles})


def _on_behalf(
    session: Session, subject: Subject, person_id: int, principal_id: int, today: date
) -> Standing:
    """A coordinator types in what came on paper; nobody votes by proxy."""
    if Role.COORDINATOR not in _own(session, subject, person_id, today).roles:
        return Standing(frozenset(), dict.fromkeys(ROLE_TITLES, _NOT_A_COORDINATOR))
    principal = _own(session, subject, principal_id, today)
    in_person = principal.roles & (COUNCIL | {REVIEWER})
    withheld = dict(principal.withheld) | dict.fromkeys(in_person, _NO_PROXY)
    return Standing(principal.roles - in_person, withheld)


def assigned(
    session: Session, programme_id: int, person_id: int, today: date
) -> Sequence[tuple[str, int | None]]:
    """Roles that a person has in a programme on a day, each with its district if it has one."""
    rows = session.connection().execute(
        _ASSIGNED,
        {
            "person": person_id,
            "programme": programme_id,
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


def _interest(session: Session, subject: Subject, person_id: int, today: date) -> Blocker | None:
    """What keeps a member of the council out of this: it concerns themselves."""
    if isinstance(subject, Enrolment):
        return _OWN_APPLICATION if subject.deputy_id == person_id else None
    initiative = initiative_of(subject)
    if initiative is None:
        return None
    grounds = conflict(session, initiative.id, person_id, today)
    return _conflict_of_interest(grounds) if grounds else None


def _leads(subject: Subject, person_id: int) -> bool:
    """Whether it is an initiative of theirs, or its money or its plan."""
    if isinstance(subject, Initiative | Tranche | Expense | ChangeRequest):
        initiative = initiative_of(subject)
        return initiative is not None and initiative.leader_id == person_id
    return False


def _reviews(session: Session, subject: Subject, person_id: int) -> bool:
    """Whether they are asked to review it."""
    if isinstance(subject, Review):
        return subject.expert_id == person_id
    if not isinstance(subject, Initiative):
        return False
    asked = {"initiative": subject.id, "person": person_id}
    return session.connection().execute(_REVIEWS, asked).scalar() is not None


_REVIEWS = select(Review.id).where(
    Review.initiative_id == bindparam("initiative"),
    Review.expert_id == bindparam("person"),
    Review.state.in_(REVIEWING),
)


def _conflict_of_interest(grounds: tuple[str, ...]) -> Blocker:
    en = ", ".join(GROUNDS[ground].in_("en") for ground in grounds)
    ru = ", ".join(GROUNDS[ground].ru for ground in grounds)
    return Blocker(
        "conflict_of_interest",
        Text(
            en=f"You have a conflict of interest here ({en}): leave it to another member of the "
            "council.",
            ru=f"У вас здесь конфликт интересов ({ru}): передайте этот вопрос другому члену "
            "совета.",
        ),
    )


OTHER_DISTRICT = Blocker(
    "other_district",
    Text(
        en="You act in another district; this one has its own deputy.",
        ru="Вы действуете в другом округе; у этого округа свой депутат.",
    ),
)
_OWN_APPLICATION = Blocker(
    "conflict_of_interest",
    Text(
        en="This is your own application: leave it to another member of the council.",
        ru="Это ваша собственная заявка: передайте этот вопрос другому члену совета.",
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
