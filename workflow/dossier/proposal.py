"""The proposal through all its versions, and the plan that came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from json import loads
from typing import Any

from sqlalchemy import select

from models import ProposalVersion
from workflow.dossier.chronicle import Chronicle, Entry, last
from workflow.dossier.view import View
from workflow.proposals import Change, changes


@dataclass(frozen=True)
class Version:
    number: int
    written_at: datetime
    entry: Entry | None
    """Of the history, that kept it."""
    content: Mapping[str, Any]
    changes: tuple[Change, ...]
    """What differs from the version before; none of the first."""
    erased: bool
    """Something in it was erased since."""


@dataclass(frozen=True)
class Point:
    """A milestone of the plan as it stood."""

    ordinal: int
    title: str
    agreed_on: date | None
    """By which day, when the agreement was signed; none before."""
    planned_on: date
    reached_on: date | None


@dataclass(frozen=True)
class PlanChange:
    """What the group asked to change in its plan, and what came of it."""

    code: str
    milestones: Mapping[str, Any]
    budget: Mapping[str, Any]
    asked: Entry
    answered: Entry | None
    state: str


def versions(view: View, told: Chronicle) -> tuple[Version, ...]:
    rows = view.session.scalars(
        select(ProposalVersion)
        .where(
            ProposalVersion.initiative_id == view.initiative.id,
            view.as_of.by_moment(ProposalVersion.written_at),
        )
        .order_by(ProposalVersion.number)
    )
    kept_by: dict[int, Entry] = {}
    for each in told.of(view.initiative.id):
        kept_by.setdefault(each.facts.get("version", 0), each)
    found: list[Version] = []
    for row in rows:
        content = loads(row.content)
        differ = changes(found[-1].content, content) if found else []
        entry = kept_by.get(row.number)
        erased = row.salt is None
        found.append(Version(row.number, row.written_at, entry, content, tuple(differ), erased))
    return tuple(found)


def points(view: View, told: Chronicle, kept: Sequence[Version]) -> tuple[Point, ...]:
    entries = told.of(view.initiative.id)
    reached = {
        entry.facts["milestone"]: date.fromisoformat(entry.facts["reached_on"])
        for entry in entries
        if entry.action == "reach_milestone"
    }
    agreed = _agreed(entries, kept)
    return tuple(
        Point(
            ordinal,
            title,
            date.fromisoformat(agreed[ordinal - 1][1]) if ordinal <= len(agreed) else None,
            date.fromisoformat(day),
            reached.get(ordinal),
        )
        for ordinal, (title, day) in enumerate(kept[-1].content["milestones"], start=1)
    )


def _agreed(entries: Sequence[Entry], kept: Sequence[Version]) -> list[Any]:
    signed = last(entries, "sign_agreement")
    if signed is None:
        return []
    in_force = [version for version in kept if version.written_at <= signed.at]
    agreed: list[Any] = in_force[-1].content["milestones"]
    return agreed


def plan_changes(view: View, told: Chronicle) -> tuple[PlanChange, ...]:
    found = []
    for request in view.changes:
        entries = told.of(request.id)
        if entries:
            answer = last(entries, "accept", "decline", "withdraw")
            days, amounts = request.milestones, request.budget
            state = entries[-1].to_state
            found.append(PlanChange(request.code, days, amounts, entries[0], answer, state))
    return tuple(found)
