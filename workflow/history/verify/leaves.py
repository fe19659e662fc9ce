"""The leaves of checkpoints beside the histories that they commit to."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from models import CheckpointLeaf, Text
from workflow.history.verify import words
from workflow.history.verify.streams import Row

LEAVES: Select[Any] = select(
    CheckpointLeaf.subject_id,
    CheckpointLeaf.sequence,
    CheckpointLeaf.hash,
    CheckpointLeaf.position,
).order_by(CheckpointLeaf.subject_id, CheckpointLeaf.position)


class Leaves:
    def __init__(self, sizes: Sequence[int]) -> None:
        self._sizes = sizes

    def checkpoint(self, leaf: Row) -> int:
        """The number of the first that commits to it."""
        return bisect_right(self._sizes, leaf[3]) + 1

    def wrong(self, leaves: list[Row], hash_: str) -> Text | None:
        """What does not fit of the leaves that are of one entry."""
        unlike = next((leaf for leaf in leaves if leaf[2] != hash_), None)
        return None if unlike is None else words.rewritten(self.checkpoint(unlike))

    def beyond(self, leaf: Row) -> Text:
        """What there is to say of a leaf for which the history has no entry."""
        return words.cut_off(self.checkpoint(leaf), leaf[1])
