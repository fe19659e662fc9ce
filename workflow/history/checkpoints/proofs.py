"""Proofs that leave the database: small files that anybody checks without it."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models import Checkpoint, CheckpointLeaf, HistoryEntry, Subject, Text
from workflow.errors import Blocker, Refusal
from workflow.history.chain import COVERED, canonical_json, moment
from workflow.history.checkpoints.merkle import consistency_path, inclusion_path
from workflow.history.checkpoints.published import plain, published
from workflow.history.checkpoints.tree import reader

PROOF = "vmeste history proof 1"
CONSISTENCY = "vmeste consistency proof 1"


def prove(
    session: Session, subject: Subject, number: int | None = None, *, with_texts: bool = False
) -> dict[str, Any]:
    """That the history of a subject is what a checkpoint, the latest if not given, commits to. What
    people wrote is in it only `with_texts`: the entries themselves have but commitments.

    Raises Refusal.
    """
    checkpoint = find_checkpoint(session, number)
    leaf = _leaf(session, subject, checkpoint)
    path = inclusion_path(leaf.position, checkpoint.size, reader(session))
    proof = {
        "format": PROOF,
        "subject": subject.reference,
        "entries": list(_entries(session, leaf, with_texts)),
        "leaf": {"hash": leaf.hash, "sequence": leaf.sequence, "subject_id": leaf.subject_id},
        "position": leaf.position,
        "path": [step.hex() for step in path],
        "checkpoint": plain(published(checkpoint)),
    }
    return proof | {"sha256": sha256(canonical_json(proof).encode()).hexdigest()}


def prove_consistency(session: Session, old: int, new: int) -> dict[str, Any]:
    """That the tree of one checkpoint begins with all that an older one commits to, as RFC 9162
    proves it. Raises Refusal."""
    before, after = find_checkpoint(session, old), find_checkpoint(session, new)
    if before.size > after.size or old > new:
        raise Refusal([_OLDER_FIRST])
    path = consistency_path(before.size, after.size, reader(session))
    return {
        "format": CONSISTENCY,
        "old": plain(published(before)),
        "new": plain(published(after)),
        "path": [step.hex() for step in path],
    }


def find_checkpoint(session: Session, number: int | None) -> Checkpoint:
    """That with the number, or the latest. Raises Refusal."""
    asked = select(Checkpoint).order_by(Checkpoint.number.desc()).limit(1)
    found = session.scalar(asked if number is None else asked.where(Checkpoint.number == number))
    if found is None:
        raise Refusal([_NONE_YET if number is None else _unknown(number)])
    return found


def _leaf(session: Session, subject: Subject, checkpoint: Checkpoint) -> CheckpointLeaf:
    leaf = session.scalar(
        select(CheckpointLeaf)
        .where(CheckpointLeaf.subject_id == subject.id, CheckpointLeaf.position < checkpoint.size)
        .order_by(CheckpointLeaf.position.desc())
        .limit(1)
    )
    if leaf is None:
        raise Refusal([_not_in(subject, checkpoint.number)])
    return leaf


def _entries(session: Session, leaf: CheckpointLeaf, with_texts: bool) -> Iterator[dict[str, Any]]:
    entries = session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == leaf.subject_id, HistoryEntry.sequence <= leaf.sequence)
        .options(selectinload(HistoryEntry.texts))
        .order_by(HistoryEntry.sequence)
    )
    for entry in entries:
        written = {name: getattr(entry, name) for name in COVERED} | {"at": moment(entry.at)}
        if with_texts:
            written["texts"] = {
                text.name: {"salt": text.salt, "text": text.text}
                for text in entry.texts
                if text.salt is not None
            }
        yield written | {"hash": entry.hash}


_NONE_YET = Blocker(
    "no_checkpoint",
    Text(
        en="No checkpoint was taken yet. The flow “checkpoint-histories” takes one every night.",
        ru="Отпечатков ещё нет. Их снимает поток «checkpoint-histories» каждую ночь.",
    ),
)
_OLDER_FIRST = Blocker(
    "older_first",
    Text(
        en="Name the older checkpoint first, then the newer.",
        ru="Сначала назовите старший отпечаток, потом младший.",
    ),
)


def _unknown(number: int) -> Blocker:
    return Blocker(
        "no_such_checkpoint",
        Text(
            en=f"There is no checkpoint {number}. “vmeste history checkpoints” lists them.",
            ru=f"Отпечатка {number} нет. Все — в «vmeste history checkpoints».",
        ),
    )


def _not_in(subject: Subject, number: int) -> Blocker:
    return Blocker(
        "not_in_checkpoint",
        Text(
            en=f"Checkpoint {number} was taken before {subject.reference} had a history. "
            "Take a later one, or wait until tomorrow.",
            ru=f"Когда снимали отпечаток {number}, у {subject.reference} ещё не было истории. "
            "Возьмите более поздний или подождите до завтра.",
        ),
    )
