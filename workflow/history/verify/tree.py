from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from models import Checkpoint, CheckpointLeaf, CheckpointNode
from workflow.history.checkpoints.merkle import (
    Growing,
    Node,
    inclusion_path,
    leaf_hash,
    root_by_inclusion,
)
from workflow.history.checkpoints.tree import leaf_data, reader
from workflow.history.verify import words
from workflow.history.verify.found import Fault
from workflow.history.verify.streams import Row, stream


def check_series(checkpoints: Sequence[Checkpoint]) -> Iterator[Fault]:
    """Whether each follows the one before."""
    number, size, taken_at = 0, 0, None
    for each in checkpoints:
        number += 1
        if each.number != number:
            yield Fault(f"checkpoint {number}", None, words.CHECKPOINT_MISSING)
            number = each.number
        if each.size < size:
            yield Fault(f"checkpoint {number}", None, words.SHRUNK)
        if taken_at is not None and each.taken_at <= taken_at:
            yield Fault(f"checkpoint {number}", None, words.EARLIER)
        size, taken_at = each.size, each.taken_at


def check_tree(session: Session, checkpoints: Sequence[Checkpoint]) -> Iterator[Fault]:
    """The tree, built anew from its leaves: its nodes, and the root of each checkpoint. The first
    of each that is wrong is reported."""
    tree, nodes = Growing(), _Nodes(session)
    leaves = stream(session, _LEAVES)
    for checkpoint in checkpoints:
        while tree.size < checkpoint.size:
            leaf = next(leaves, None)
            if leaf is None or leaf[0] != tree.size:
                yield Fault(f"leaf {tree.size}", None, words.LEAF_MISSING)
                return
            nodes.compare(tree.add(leaf_hash(leaf_data(*leaf[1:]))))
        if tree.size == checkpoint.size and tree.root().hex() != checkpoint.root:
            yield Fault(f"checkpoint {checkpoint.number}", None, words.WRONG_ROOT)
            break
    else:
        if (leaf := next(leaves, None)) is not None:
            yield Fault(f"leaf {leaf[0]}", None, words.UNCOMMITTED)
        else:
            nodes.end()
    if nodes.fault:
        yield nodes.fault


class _Nodes:
    """The nodes that are kept, against those that the leaves make: a stream of each level, for on
    each they come in their order."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._levels: dict[int, Iterator[Row]] = {}
        self.fault: Fault | None = None

    def compare(self, made: Iterator[tuple[Node, bytes]]) -> None:
        for (level, place), hash_ in made:
            kept = next(self._level(level), None)
            if kept != (place, hash_.hex()) and self.fault is None:
                self.fault = Fault(f"node {level}.{place}", None, words.NODE_WRONG)

    def _level(self, level: int) -> Iterator[Row]:
        if level not in self._levels:
            kept = select(CheckpointNode.position, CheckpointNode.hash)
            kept = kept.where(CheckpointNode.level == level).order_by(CheckpointNode.position)
            self._levels[level] = stream(self._session, kept)
        return self._levels[level]

    def end(self) -> None:
        """No level has more, and no other level has any."""
        highest = self._session.scalar(select(func.max(CheckpointNode.level))) or 0
        lowest = self._session.scalar(select(func.min(CheckpointNode.level))) or 0
        for level in range(min(lowest, 1), highest + 1):
            kept = next(self._level(level), None)
            if kept is not None and self.fault is None:
                self.fault = Fault(f"node {level}.{kept[0]}", None, words.NODE_ADDED)


def check_paths(
    session: Session, subject_id: int, checkpoints: Sequence[Checkpoint]
) -> Iterator[Fault]:
    """Whether every leaf of one subject is proved by the checkpoint that was taken with it."""
    read = reader(session)
    for leaf in list(stream(session, _LEAVES.where(CheckpointLeaf.subject_id == subject_id))):
        position, data = leaf[0], leaf_data(*leaf[1:])
        taken = next((each for each in checkpoints if each.size > position), None)
        if taken is None:
            yield Fault(f"leaf {position}", None, words.UNCOMMITTED)
            return
        try:
            path = inclusion_path(position, taken.size, read)
        except (NoResultFound, ValueError):
            yield Fault(f"leaf {position}", None, words.NO_LEAF_PATH)
            return
        root = root_by_inclusion(leaf_hash(data), position, taken.size, path)
        if root is None or root.hex() != taken.root:
            yield Fault(f"checkpoint {taken.number}", None, words.WRONG_ROOT)
            return


_LEAVES = select(
    CheckpointLeaf.position, CheckpointLeaf.subject_id, CheckpointLeaf.sequence, CheckpointLeaf.hash
).order_by(CheckpointLeaf.position)
