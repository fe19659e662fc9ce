"""A programme's council, as its document forms it: through the gate, so that its history says who
sat on it when and by which rules it worked."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Council, CouncilRules, Programme, Role
from workflow.actor import Actor
from workflow.council.rules import Rules, stored_rules
from workflow.documents import canonical, content_hash
from workflow.gate import perform
from workflow.programme.lookup import lifecycle_version

APPOINTMENTS: Mapping[Role, str] = {
    Role.EXPERT: "appoint_member",
    Role.CHAIR: "elect_chair",
    Role.SECRETARY: "appoint_secretary",
}
"""Office in the council → the action that gives it, members before the chair they elect."""


def council_of(session: Session, programme: Programme, *, actor: Actor, now: datetime) -> Council:
    """The programme's council, formed now if there was none."""
    known = session.scalar(select(Council).where(Council.programme_id == programme.id))
    if known is not None:
        return known
    council = Council(
        programme_id=programme.id,
        code="council",
        lifecycle_version=lifecycle_version(session, programme, "council"),
        changed_at=now,
    )
    session.add(council)
    perform(session, council, "form", actor=actor, now=now)
    return council


def adopt(session: Session, council: Council, rules: Rules, *, actor: Actor, now: datetime) -> None:
    """Put rules in force, unless they are already. Raises Refusal."""
    content = canonical(rules)
    fingerprint = content_hash(content)
    stored = stored_rules(session, council.programme_id, fingerprint)
    if stored is None:
        stored = CouncilRules(
            programme_id=council.programme_id,
            content_hash=fingerprint,
            content=content,
            stored_at=now,
        )
        session.add(stored)
        session.flush()
    if council.rules_id != stored.id:
        facts = {"rules": fingerprint}
        perform(session, council, "adopt_rules", actor=actor, now=now, facts=facts)


def appoint(
    session: Session,
    council: Council,
    role: Role,
    person_id: int,
    *,
    constituency: str | None,
    since: date,
    until: date,
    actor: Actor,
    now: datetime,
) -> None:
    """Give a person an office in the council for a term; the same once more changes nothing, so
    that nobody who was dismissed comes back with a document. Raises Refusal."""
    facts: dict[str, Any] = {
        "member": person_id,
        "since": since.isoformat(),
        "until": until.isoformat(),
    }
    if role == Role.EXPERT:
        facts["constituency"] = constituency
    term = f"{constituency or '-'}.{since}.{until}"
    perform(
        session,
        council,
        APPOINTMENTS[role],
        actor=actor,
        now=now,
        facts=facts,
        key=f"appoint.{council.id}.{role}.{person_id}.{term}",
    )
