"""The register of consents to the processing of personal data."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models import (
    Consent,
    Consultation,
    Enrolment,
    Initiative,
    Invitation,
    MonitoringRound,
    Participation,
    Person,
    Programme,
    ProgrammeEvent,
    Response,
    Review,
    RoleAssignment,
    Text,
)
from models.initiative import initiative_group
from workflow.actor import Actor
from workflow.errors import Blocker, NotFound
from workflow.gate import Move, perform
from workflow.gate.perform import lock
from workflow.gate.permissions import ROLE_TITLES
from workflow.programme.lookup import lifecycle_version

MISSING = "missing"
"""Stands for the state of a consent that is not on record at all."""


@dataclass(frozen=True)
class Registered:
    """Somebody in the register: who consented, or who takes part and should."""

    person: Person
    state: str
    """Of the consent; `MISSING` where there is none."""
    given_on: date | None
    document: str
    changed_at: datetime | None
    takes_part: tuple[Text, ...]
    """As what, in the programme."""

    @property
    def is_missing(self) -> bool:
        """Whether they take part and nothing says that they may be kept on record."""
        return bool(self.takes_part) and self.state in (MISSING, "new")


def give(
    session: Session,
    programme: Programme,
    person: Person,
    *,
    given_on: date,
    document: str,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Move | None:
    """Record that somebody consented; the same again changes nothing. Raises Refusal."""
    consent = _consent(session, programme, person, now)
    lock(session, consent)
    known = consent.given_on, consent.document
    if consent.state == "given" and known == (given_on, document.strip()):
        return None
    facts = {"given_on": given_on.isoformat(), "document": document}
    return perform(session, consent, "give", actor=actor, now=now, facts=facts, key=key)


def withdraw(
    session: Session,
    programme: Programme,
    person: Person,
    *,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
    key: str | None = None,
) -> Move | None:
    """Record that somebody took their consent back, even where it never was on record; again, it
    changes nothing. Raises Refusal."""
    consent = _consent(session, programme, person, now)
    lock(session, consent)
    if consent.state == "withdrawn" and key is None:
        return None
    return perform(session, consent, "withdraw", actor=actor, now=now, reason=reason, key=key)


def consent_of(session: Session, programme: Programme, person: Person) -> Consent:
    """Raises NotFound."""
    consent = _known(session, programme, person)
    if consent is None:
        words = Text(
            en="Neither a consent of theirs nor its withdrawal is on record: “vmeste consent "
            "withdraw” comes first.",
            ru="Ни согласие этого человека, ни его отзыв не записаны: сначала «vmeste consent "
            "withdraw».",
        )
        raise NotFound([Blocker("not_found", words)])
    return consent


def register(session: Session, programme: Programme) -> list[Registered]:
    """Everybody whose consent is on record, or who takes part; by their names."""
    takes_part = taking_part(session, programme)
    consents = {
        consent.person_id: consent
        for consent in session.scalars(select(Consent).where(Consent.programme_id == programme.id))
    }
    concerned = {*consents, *takes_part}
    people = session.scalars(select(Person).order_by(Person.name, Person.id))
    return [
        _registered(person, consents.get(person.id), takes_part.get(person.id, ()))
        for person in people
        if person.id in concerned
    ]


def taking_part(session: Session, programme: Programme) -> Mapping[int, tuple[Text, ...]]:
    """Person → as what they take part in the programme."""
    found: dict[int, list[Text]] = defaultdict(list)
    for title, people in _participants(programme.id):
        for person_id in session.scalars(people.distinct()):
            found[person_id].append(title)
    roles = select(RoleAssignment.person_id, RoleAssignment.role).where(
        RoleAssignment.programme_id == programme.id
    )
    for person_id, role in session.execute(roles.distinct().order_by(RoleAssignment.role)):
        found[person_id].append(ROLE_TITLES[role])
    return {person_id: tuple(titles) for person_id, titles in found.items()}


def _participants(programme_id: int) -> Iterator[tuple[Text, Select[Any]]]:
    ours = Initiative.programme_id == programme_id
    yield Text(en="leader", ru="лидер группы"), select(Initiative.leader_id).where(ours)
    yield (
        Text(en="in a group", ru="в инициативной группе"),
        select(initiative_group.c.person_id).join(Initiative).where(ours),
    )
    yield (
        Text(en="deputy who applied", ru="депутат-заявитель"),
        select(Enrolment.deputy_id).where(Enrolment.programme_id == programme_id),
    )
    yield (
        Text(en="reviewer", ru="рецензент"),
        select(Review.expert_id).where(Review.programme_id == programme_id),
    )
    yield (
        Text(en="at events", ru="участник мероприятий"),
        select(Participation.person_id)
        .join(ProgrammeEvent, ProgrammeEvent.id == Participation.event_id)
        .where(ProgrammeEvent.programme_id == programme_id),
    )
    yield (
        Text(en="consulted", ru="получил консультацию"),
        select(Consultation.person_id).where(Consultation.programme_id == programme_id),
    )
    for kept in (Invitation, Response):
        yield (
            Text(en="asked in monitoring", ru="опрошен в мониторинге")
            if kept is Invitation
            else Text(en="answered by name", ru="ответил не анонимно"),
            select(kept.person_id)
            .join(MonitoringRound, MonitoringRound.id == kept.round_id)
            .where(MonitoringRound.programme_id == programme_id, kept.person_id.is_not(None)),
        )


def _registered(
    person: Person, consent: Consent | None, takes_part: tuple[Text, ...]
) -> Registered:
    if consent is None:
        return Registered(person, MISSING, None, "", None, takes_part)
    return Registered(
        person,
        consent.state,
        consent.given_on,
        consent.document,
        consent.changed_at,
        takes_part,
    )


def _consent(session: Session, programme: Programme, person: Person, now: datetime) -> Consent:
    # Two who record it for the first time at once would both write the row.
    session.execute(select(Person.id).where(Person.id == person.id).with_for_update(key_share=True))
    known = _known(session, programme, person)
    if known is not None:
        return known
    consent = Consent(
        programme_id=programme.id,
        code=str(person.id),
        person_id=person.id,
        lifecycle_version=lifecycle_version(session, programme, "consent"),
        changed_at=now,
    )
    session.add(consent)
    session.flush()
    return consent


def _known(session: Session, programme: Programme, person: Person) -> Consent | None:
    return session.scalar(
        select(Consent).where(Consent.programme_id == programme.id, Consent.person_id == person.id)
    )
