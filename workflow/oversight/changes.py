"""What changed of what everything else goes by: lifecycles, the council's rules, who has a role."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from json import loads

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import (
    HistoryEntry,
    LifecycleVersion,
    Programme,
    ProgrammeLifecycle,
    RoleAssignment,
    Subject,
    Text,
)
from workflow.deadlines.timetable import timetable_of
from workflow.gate.permissions import ROLE_TITLES
from workflow.lifecycles.machine import runner
from workflow.oversight.deeds import Span
from workflow.oversight.month import Month
from workflow.oversight.people import People, Who


@dataclass(frozen=True)
class Changed:
    """A lifecycle was stored, or rules were adopted."""

    at: datetime
    what: Text
    fingerprint: str
    """SHA-256 of its content."""


@dataclass(frozen=True)
class RoleChange:
    who: Who
    role: Text
    day: date
    begins: bool
    """Else it was the last day."""


@dataclass(frozen=True)
class Changes:
    lifecycles: Sequence[Changed]
    rules: Sequence[Changed]
    roles: Sequence[RoleChange]


def changes(
    session: Session, programme: Programme, month: Month, span: Span, people: People
) -> Changes:
    return Changes(
        _lifecycles(session, programme, span),
        _rules(session, programme, span),
        sorted(_roles(session, programme, month, people), key=lambda each: each.day),
    )


def _lifecycles(session: Session, programme: Programme, span: Span) -> Sequence[Changed]:
    zone = timetable_of(session, programme.id).zone
    ours = select(ProgrammeLifecycle.lifecycle_version_id).where(
        ProgrammeLifecycle.programme_id == programme.id
    )
    pinned = select(Subject.lifecycle_version_id).where(Subject.programme_id == programme.id)
    versions = session.scalars(
        select(LifecycleVersion)
        .where(
            or_(LifecycleVersion.id.in_(ours), LifecycleVersion.id.in_(pinned)),
            LifecycleVersion.stored_at >= span[0],
            LifecycleVersion.stored_at < span[1],
        )
        .order_by(LifecycleVersion.stored_at, LifecycleVersion.kind)
    )
    return [
        Changed(
            version.stored_at.astimezone(zone),
            runner(version).lifecycle.title,
            version.content_hash,
        )
        for version in versions
    ]


def _rules(session: Session, programme: Programme, span: Span) -> Sequence[Changed]:
    zone = timetable_of(session, programme.id).zone
    adopted = session.scalars(
        select(HistoryEntry)
        .where(
            HistoryEntry.programme_id == programme.id,
            HistoryEntry.action == "adopt_rules",
            HistoryEntry.kind == "council",
            HistoryEntry.at >= span[0],
            HistoryEntry.at < span[1],
        )
        .order_by(HistoryEntry.at, HistoryEntry.id)
    )
    return [
        Changed(entry.at.astimezone(zone), _RULES, loads(entry.facts).get("rules", ""))
        for entry in adopted
    ]


def _roles(
    session: Session, programme: Programme, month: Month, people: People
) -> Sequence[RoleChange]:
    begun = RoleAssignment.since.between(month.first, month.last)
    ended = RoleAssignment.until.between(month.first, month.last)
    rows = session.scalars(
        select(RoleAssignment)
        .where(RoleAssignment.programme_id == programme.id, or_(begun, ended))
        .order_by(RoleAssignment.role, RoleAssignment.id)
    )
    return [
        RoleChange(people.who(held.person_id), ROLE_TITLES[held.role], day, begins)
        for held in rows
        for day, begins in ((held.since, True), (held.until, False))
        if day is not None and month.first <= day <= month.last
    ]


_RULES = Text(en="rules of the expert council", ru="правила экспертного совета")
