from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigKey


class Checkpoint(Base):
    """A commitment to all histories as they stood at one moment: the root of a Merkle tree as
    RFC 9162 builds it, over all leaves ever added. Written once, and published."""

    __tablename__ = "checkpoint"
    __table_args__ = (
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("size >= 0", name="size_not_negative"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1, 2, 3 …"""
    taken_at: Mapped[datetime]
    size: Mapped[int] = mapped_column(BigKey)
    """How many leaves the tree has."""
    root: Mapped[str] = mapped_column(String(64))


class CheckpointLeaf(Base):
    """Up to where the history of a subject had come when a checkpoint was taken; one is added for
    each subject whose history went on since the checkpoint before. Written once."""

    __tablename__ = "checkpoint_leaf"
    __table_args__ = (Index(None, "subject_id", "position"),)

    position: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=False)
    """0, 1, 2 … in the tree."""
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    sequence: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    """Of the history entry with that sequence."""


class CheckpointNode(Base):
    """The hash of a full subtree, so that neither a root nor a proof has to read all leaves."""

    __tablename__ = "checkpoint_node"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The subtree has 2 to the power of this many leaves."""
    position: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=False)
    """0, 1, 2 … on its level."""
    hash: Mapped[str] = mapped_column(String(64))
