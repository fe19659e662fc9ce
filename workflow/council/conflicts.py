"""Conflicts of interest: what follows from the records, and what was ruled on by hand."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sqlalchemy import CompoundSelect, or_, select, union
from sqlalchemy.orm import Session

from models import (
    AgendaItem,
    ChangeRequest,
    Conflict,
    Expense,
    Initiative,
    Person,
    Relation,
    Review,
    Role,
    RoleAssignment,
    Subject,
    Tranche,
)
from models.initiative import initiative_group

Pair = tuple[int, int]
"""An initiative and a member."""

LIFTABLE = frozenset({"own_district", "same_organisation", "declared_relation", "declared"})
"""Nobody decides on their own group's money, whatever the reason: a wrong group is corrected."""


def initiative_of(subject: Subject) -> Initiative | None:
    """The initiative that a subject is about."""
    if isinstance(subject, Initiative):
        return subject
    about_one = Review | AgendaItem | Tranche | Expense | ChangeRequest
    return subject.initiative if isinstance(subject, about_one) else None


def conflicts(
    session: Session, initiatives: Collection[int], people: Collection[int], today: date
) -> Mapping[Pair, tuple[str, ...]]:
    """Grounds on which each of `people` must keep out of each of `initiatives`; pairs without any
    are left out. One set of statements, however many are asked about."""
    found: defaultdict[Pair, set[str]] = defaultdict(set)
    for derive in (_own_district, _own_group, _same_organisation, _declared_relation):
        for pair in derive(session, initiatives, people, today):
            found[pair].add(derive.__name__.removeprefix("_"))
    for initiative_id, member_id, ground, stands in session.execute(
        select(Conflict.initiative_id, Conflict.member_id, Conflict.ground, Conflict.stands).where(
            Conflict.initiative_id.in_(initiatives), Conflict.member_id.in_(people)
        )
    ):
        if stands:
            found[initiative_id, member_id].add(ground)
        else:
            found[initiative_id, member_id].discard(ground)
    return {pair: tuple(sorted(grounds)) for pair, grounds in found.items() if grounds}


def conflict(session: Session, initiative_id: int, person_id: int, today: date) -> tuple[str, ...]:
    """Grounds on which one person must keep out of one initiative."""
    found = conflicts(session, [initiative_id], [person_id], today)
    return found.get((initiative_id, person_id), ())


def _own_district(
    session: Session, initiatives: Collection[int], people: Collection[int], today: date
) -> Iterator[Pair]:
    """The deputy of the district, while in office."""
    rows = session.execute(
        select(Initiative.id, RoleAssignment.person_id)
        .join(
            RoleAssignment,
            (RoleAssignment.programme_id == Initiative.programme_id)
            & (RoleAssignment.district_id == Initiative.district_id),
        )
        .where(
            Initiative.id.in_(initiatives),
            RoleAssignment.person_id.in_(people),
            RoleAssignment.role == Role.DEPUTY,
            RoleAssignment.since <= today,
            or_(RoleAssignment.until.is_(None), RoleAssignment.until >= today),
        )
    )
    yield from ((initiative_id, person_id) for initiative_id, person_id in rows)


def _own_group(
    session: Session, initiatives: Collection[int], people: Collection[int], today: date
) -> Iterator[Pair]:
    """A member of the initiative group, its leader among them."""
    group = _groups(initiatives).subquery()
    rows = session.execute(
        select(group.c.initiative_id, group.c.person_id).where(group.c.person_id.in_(people))
    )
    yield from ((initiative_id, person_id) for initiative_id, person_id in rows)


def _same_organisation(
    session: Session, initiatives: Collection[int], people: Collection[int], today: date
) -> Iterator[Pair]:
    """From the same organisation as somebody of the group, however they spell its name."""
    named = select(Person.id, Person.organisation).where(Person.organisation.is_not(None))
    members: defaultdict[str, list[int]] = defaultdict(list)
    for person_id, organisation in session.execute(named.where(Person.id.in_(people))):
        if name := _plain(organisation):
            members[name].append(person_id)
    if not members:
        return
    group = _groups(initiatives).subquery()
    for initiative_id, organisation in session.execute(
        select(group.c.initiative_id, Person.organisation)
        .join(Person, Person.id == group.c.person_id)
        .where(Person.organisation.is_not(None))
    ):
        yield from ((initiative_id, member) for member in members.get(_plain(organisation), ()))


def _declared_relation(
    session: Session, initiatives: Collection[int], people: Collection[int], today: date
) -> Iterator[Pair]:
    """Tied, by the member's own declaration, to somebody of the group."""
    group = _groups(initiatives).subquery()
    rows = session.execute(
        select(group.c.initiative_id, Relation.member_id)
        .join(Relation, Relation.other_id == group.c.person_id)
        .join(Initiative, Initiative.id == group.c.initiative_id)
        .where(
            Relation.programme_id == Initiative.programme_id,
            Relation.stands,
            Relation.member_id.in_(people),
        )
    )
    yield from ((initiative_id, person_id) for initiative_id, person_id in rows)


def _groups(initiatives: Collection[int]) -> CompoundSelect[tuple[int, int]]:
    return union(
        select(initiative_group.c.initiative_id, initiative_group.c.person_id).where(
            initiative_group.c.initiative_id.in_(initiatives)
        ),
        select(Initiative.id, Initiative.leader_id).where(Initiative.id.in_(initiatives)),
    )


def _plain(organisation: str) -> str:
    """A name without quotes, spaces and letter case; both spellings of yo are one."""
    letters = "".join(sign for sign in organisation.casefold() if sign.isalnum())
    return letters.replace("ё", "е")
