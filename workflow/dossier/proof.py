"""That the histories are whole, what commits to them outside, and who was shown them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models import Access, Checkpoint, CheckpointLeaf
from workflow.dossier.chronicle import Chronicle
from workflow.dossier.view import View


@dataclass(frozen=True)
class Chain:
    """A history, up to where it had come."""

    kind: str
    code: str
    length: int
    head: str
    sound: bool
    """Every entry follows from the one before, and every text is the one that was committed to."""
    covered: int
    """How many of its entries the checkpoint commits to."""


@dataclass(frozen=True)
class Proof:
    chains: tuple[Chain, ...]
    """The initiative's own first."""
    checkpoint: int | None
    """Number of the latest checkpoint; none where none was taken."""
    taken_at: datetime | None
    root: str | None


@dataclass(frozen=True)
class Seen:
    at: datetime
    viewer_id: int | None
    """None: whoever sat at the console and did not say who they are."""
    what: str
    kind: str
    code: str


def proof(view: View, told: Chronicle) -> Proof:
    latest = view.session.scalars(
        select(Checkpoint)
        .where(view.as_of.by_moment(Checkpoint.taken_at))
        .order_by(Checkpoint.number.desc())
        .limit(1)
    ).first()
    covered = _covered(view, latest)
    ends = {entry.subject_id: entry for entry in told.entries}
    chains = [
        Chain(
            entry.kind,
            entry.code,
            entry.sequence,
            entry.hash,
            subject_id not in told.unsound,
            covered.get(subject_id, 0),
        )
        for subject_id, entry in sorted(ends.items())
    ]
    own = (view.initiative.kind, view.initiative.code)
    chains.sort(key=lambda chain: (chain.kind, chain.code) != own)
    if latest is None:
        return Proof(tuple(chains), None, None, None)
    return Proof(tuple(chains), latest.number, latest.taken_at, latest.root)


def _covered(view: View, latest: Checkpoint | None) -> Mapping[int, int]:
    """Subject → up to which entry the checkpoint commits to its history."""
    if latest is None:
        return {}
    rows = view.session.execute(
        select(CheckpointLeaf.subject_id, CheckpointLeaf.sequence)
        .where(CheckpointLeaf.subject_id.in_(view.subjects), CheckpointLeaf.position < latest.size)
        .order_by(CheckpointLeaf.position)
    )
    return {subject_id: sequence for subject_id, sequence in rows}


def seen(view: View) -> tuple[Seen, ...]:
    rows = view.session.execute(
        select(Access.at, Access.viewer_id, Access.what, Access.subject_id)
        .where(Access.subject_id.in_(view.subjects), view.as_of.by_moment(Access.at))
        .order_by(Access.at, Access.id)
    )
    return tuple(
        Seen(at, viewer_id, what, view.subjects[subject_id].kind, view.subjects[subject_id].code)
        for at, viewer_id, what, subject_id in rows
        if subject_id is not None
    )
