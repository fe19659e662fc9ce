"""The tree of checkpoints as the database has it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import CheckpointLeaf, CheckpointNode
from workflow.history.chain import quoted
from workflow.history.checkpoints.merkle import Node, Read, leaf_hash


def leaf_data(subject_id: int, sequence: int, hash_: str) -> bytes:
    """What a leaf commits to: up to where a history had come, as canonical JSON, spelled out."""
    return f'{{"hash":{quoted(hash_)},"sequence":{sequence},"subject_id":{subject_id}}}'.encode()


def reader(session: Session) -> Read:
    """Reads the hashes of full subtrees, each by its key. Raises NoResultFound."""

    def read(node: Node) -> bytes:
        level, place = node
        if level == 0:
            leaf = session.execute(_LEAF.where(CheckpointLeaf.position == place)).one()
            return leaf_hash(leaf_data(*leaf))
        kept = session.scalars(
            select(CheckpointNode.hash).where(
                CheckpointNode.level == level, CheckpointNode.position == place
            )
        )
        return bytes.fromhex(kept.one())

    return read


_LEAF = select(CheckpointLeaf.subject_id, CheckpointLeaf.sequence, CheckpointLeaf.hash)
