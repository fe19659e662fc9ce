"""Versions of a proposal, and what changed between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from json import loads
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Initiative, ProposalVersion
from workflow.history.chain import canonical_json

FIELDS = ("title", "summary", "requested", "budget", "milestones", "group", "addresses")


@dataclass(frozen=True)
class Change:
    """A field of the proposal as it was and as it is."""

    field: str
    before: Any
    after: Any


def content_of(initiative: Initiative) -> str:
    """Canonical JSON of what the group wrote: amounts in the smallest unit, days as ISO 8601,
    people and problems by their keys."""
    return canonical_json(
        {
            "title": initiative.title,
            "summary": initiative.summary,
            "requested": initiative.requested,
            "budget": [[line.title, line.planned] for line in initiative.budget],
            "milestones": [[m.title, m.planned_on.isoformat()] for m in initiative.milestones],
            "group": sorted(person.id for person in initiative.group),
            "addresses": sorted(problem.id for problem in initiative.addresses),
        }
    )


def latest_number(session: Session, initiative_id: int) -> int:
    """Number of the proposal's latest version; 0 where none was kept."""
    return session.scalars(
        select(func.coalesce(func.max(ProposalVersion.number), 0)).where(
            ProposalVersion.initiative_id == initiative_id
        )
    ).one()


def version(session: Session, initiative_id: int, number: int) -> Mapping[str, Any]:
    """The proposal as it was in one of its versions, by field."""
    kept = session.get_one(ProposalVersion, (initiative_id, number))
    content: dict[str, Any] = loads(kept.content)
    return content


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The fields that differ, in the order in which a proposal is read."""
    return [
        Change(field, before.get(field), after.get(field))
        for field in FIELDS
        if before.get(field) != after.get(field)
    ]
