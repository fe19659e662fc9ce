"""Histories that the gate would take long to make, written past it, and what they say to whoever
reads them one by one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from models import ChangeRequest, HistoryEntry, Initiative, Remark, Subject
from tests.make import Competition, enrol
from workflow.history.append import append
from workflow.lifecycles.machine import runner
from workflow.process.until import Until
from workflow.process.visits import KIND
from workflow.programme.lookup import lifecycle_version

LATER = timedelta(days=400)
"""By then everything has happened."""


def went_on(
    competition: Competition,
    subject: Subject,
    action: str,
    to_state: str,
    *,
    by: str | None = None,
    after: timedelta = timedelta(days=1),
    remark: Remark | None = None,
) -> None:
    """One more entry of the subject's history, by a person or by the clock."""
    at = max(competition.now, subject.changed_at) + after
    entry: dict[str, Any] = {
        "programme_id": subject.programme_id,
        "kind": subject.kind,
        "district_id": subject.district_id,
        "remark": remark,
        "subject_id": subject.id,
        "sequence": subject.version + 1,
        "action": action,
        "from_state": subject.state,
        "to_state": to_state,
        "actor_id": competition.people[by].id if by else None,
        "flow": None if by else "test",
        "on_behalf_of_id": None,
        "at": at,
        "facts": "{}",
        "lifecycle_hash": subject.lifecycle_version.content_hash,
        "previous_hash": subject.head,
    }
    (subject.head,) = append(competition.session, [entry], [{}])
    subject.state, subject.version, subject.changed_at = to_state, entry["sequence"], at
    competition.session.flush()


def begun(competition: Competition, code: str, **given: Any) -> Initiative:
    """In a proposal since now."""
    return competition.initiative(code, **given)


def asked(competition: Competition, initiative: Initiative, code: str) -> ChangeRequest:
    """A part of an initiative, with nothing in its history yet."""
    version = lifecycle_version(competition.session, competition.programme, "change_request")
    part = ChangeRequest(
        code=code,
        programme_id=initiative.programme_id,
        district_id=initiative.district_id,
        lifecycle_version_id=version.id,
        changed_at=competition.now,
        initiative_id=initiative.id,
        milestones={},
        budget={},
    )
    competition.session.add(part)
    competition.session.flush()
    competition.session.refresh(part)
    return part


def wander(competition: Competition, seed: int, initiatives: int = 10) -> None:
    """Initiatives that take any step that their lifecycle has, at any time."""
    random = Random(seed)
    enrol(competition, competition.other_district, "other_deputy")
    for n in range(initiatives):
        district = random.choice([competition.district, competition.other_district])
        initiative = begun(competition, f"r-{n:02}", district=district)
        part = asked(competition, initiative, f"r-{n:02}.1") if random.random() < 0.7 else None
        lifecycle = runner(initiative.lifecycle_version).lifecycle
        for _ in range(random.randrange(25)):
            moves = lifecycle.leaving(initiative.state)
            if not moves:
                break
            move = random.choice(moves)
            to_state = lifecycle.target(initiative.state, move)
            after = timedelta(seconds=random.choice([0, 1, 1800, 86_400, 2_000_000.4]))
            remark = random.choice([None, None, *Remark])
            by = "coordinator" if random.random() < 0.6 else None
            went_on(
                competition, initiative, move.trigger, to_state, by=by, after=after, remark=remark
            )
            if part is not None and random.random() < 0.3:
                part.changed_at = initiative.changed_at
                after = timedelta(seconds=random.choice([0, 60, 40_000]))
                went_on(competition, part, "note", "new", by=random.choice(["leader", None]),
                        after=after)  # fmt: skip


@dataclass
class Stay:
    state: str
    entered: datetime
    left: datetime | None = None
    deeds: list[datetime] = field(default_factory=list)

    @property
    def worked(self) -> datetime | None:
        within = [at for at in self.deeds if at > self.entered]
        return min((at for at in within if self.left is None or at <= self.left), default=None)


def entries(competition: Competition, until: Until) -> dict[int, list[HistoryEntry]]:
    """Each initiative's history, as it was."""
    found = defaultdict[int, list[HistoryEntry]](list)
    all_ = select(HistoryEntry).where(HistoryEntry.kind == KIND)
    for entry in competition.session.scalars(all_.order_by(HistoryEntry.sequence)):
        if until.as_of.moment is None or entry.at < until.as_of.moment:
            found[entry.subject_id].append(entry)
    return found


def stays(competition: Competition, until: Until) -> list[Stay]:
    found = list[Stay]()
    for subject_id, history in entries(competition, until).items():
        deeds = [entry.at for entry in history if entry.actor_id]
        deeds += _deeds_on_parts(competition, subject_id, until)
        own: list[Stay] = []
        for entry in history:
            if entry.sequence == 1 or entry.from_state != entry.to_state:
                if own:
                    own[-1].left = entry.at
                own.append(Stay(entry.to_state, entry.at, None, deeds))
        found += own
    return found


def _deeds_on_parts(
    competition: Competition, initiative_id: int, until: Until
) -> Sequence[datetime]:
    session = competition.session
    parts = select(ChangeRequest.id).where(ChangeRequest.initiative_id == initiative_id)
    found = session.scalars(select(HistoryEntry).where(HistoryEntry.subject_id.in_(parts)))
    return [
        entry.at
        for entry in found
        if entry.actor_id and (until.as_of.moment is None or entry.at < until.as_of.moment)
    ]
