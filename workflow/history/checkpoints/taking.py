from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.orm import Session

from models import Checkpoint, CheckpointLeaf, CheckpointNode, Subject
from workflow.history.checkpoints.merkle import Growing, leaf_hash, peaks
from workflow.history.checkpoints.tree import leaf_data, reader

BATCH = 2_000


def latest(session: Session) -> Checkpoint | None:
    return session.scalar(select(Checkpoint).order_by(Checkpoint.number.desc()).limit(1))


def take_checkpoint(session: Session, *, now: datetime) -> Checkpoint | None:
    """Commit to all histories as they stand; None where this day of UTC has its checkpoint already.

    Also where nothing happened: then the day's checkpoint has the root of the one before, and
    says so. A day without one is a day on which nobody answered for the histories.
    """
    _one_at_a_time(session)
    before = latest(session)
    if before is not None and before.taken_at.astimezone(UTC).date() >= now.astimezone(UTC).date():
        return None
    size = before.size if before else 0
    read = reader(session)
    tree = Growing(size, [read(peak) for peak in peaks(size)])
    for batch in _gone_on(session):
        _add(session, tree, batch)
    _move_on(session, size)
    number = before.number + 1 if before else 1
    taken = Checkpoint(number=number, taken_at=now, size=tree.size, root=tree.root().hex())
    session.add(taken)
    session.flush()
    return taken


def _one_at_a_time(session: Session) -> None:
    """Whoever else takes a checkpoint waits, and then finds ours; SQLite's writers queue anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("lock table checkpoint in share row exclusive mode"))


def _gone_on(session: Session) -> Iterator[Sequence[Any]]:
    """Subjects whose histories went on since the checkpoint before, in the order of their keys."""
    after = 0
    while batch := session.execute(_GONE_ON, {"after": after}).all():
        yield batch
        after = batch[-1].id


def _add(session: Session, tree: Growing, subjects: Sequence[Any]) -> None:
    leaves, nodes = [], []
    for subject_id, sequence, head in subjects:
        leaf = {
            "position": tree.size,
            "subject_id": subject_id,
            "sequence": sequence,
            "hash": head,
        }
        leaves.append(leaf)
        for (level, position), made in tree.add(leaf_hash(leaf_data(subject_id, sequence, head))):
            nodes.append({"level": level, "position": position, "hash": made.hex()})
    session.connection().execute(insert(CheckpointLeaf), leaves)
    if nodes:
        session.connection().execute(insert(CheckpointNode), nodes)


def _move_on(session: Session, start: int) -> None:
    """Write down at the subjects how far the checkpoint goes. It comes last: until the end of the
    transaction these subjects are locked, always in the order of their keys."""
    while leaves := session.execute(_ADDED, {"start": start}).all():
        session.connection().execute(
            _MARK, [{"subject": leaf.subject_id, "through": leaf.sequence} for leaf in leaves]
        )
        start += len(leaves)


_GONE_ON = (
    select(Subject.id, Subject.version, Subject.head)
    .where(Subject.version > Subject.checkpointed, Subject.id > bindparam("after"))
    .order_by(Subject.id)
    .limit(BATCH)
)
_ADDED = (
    select(CheckpointLeaf.subject_id, CheckpointLeaf.sequence)
    .where(CheckpointLeaf.position >= bindparam("start"))
    .order_by(CheckpointLeaf.position)
    .limit(BATCH)
)
_MARK = (
    update(Subject)
    .where(Subject.id == bindparam("subject"))
    .values(checkpointed=bindparam("through"))
)
