"""Merkle trees as RFC 9162 builds them (Certificate Transparency, section 2.1), with SHA-256."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""
Node = tuple[int, int]
"""A full subtree: its level, which has 2 to the power of it leaves, and its place on the level."""
Read = Callable[[Node], bytes]
"""Gives the hash of a full subtree; of one leaf, at level 0."""


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Growing:
    """A tree that leaves are added to. All it keeps are its peaks, the roots of the full subtrees
    that it consists of, the largest first: one for each 1 in its size as a binary number."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)

    def add(self, leaf: bytes) -> Iterator[tuple[Node, bytes]]:
        """Add the hash of a leaf; the subtrees of two and more leaves that it makes full."""
        made, level, place = leaf, 0, self.size
        while place & 1:
            made, level, place = node_hash(self.peaks.pop(), made), level + 1, place >> 1
            yield (level, place), made
        self.peaks.append(made)
        self.size += 1

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY
        *others, root = self.peaks
        for peak in reversed(others):
            root = node_hash(peak, root)
        return root


def peaks(size: int) -> list[Node]:
    """The full subtrees that a tree consists of, the largest first."""
    levels = [level for level in reversed(range(size.bit_length())) if size >> level & 1]
    return [(level, (size >> level) - 1) for level in levels]


def root(size: int, read: Read) -> bytes:
    return Growing(size, [read(peak) for peak in peaks(size)]).root()


def inclusion_path(index: int, size: int, read: Read) -> list[bytes]:
    """Section 2.1.3.1: the hashes that lead from the leaf at `index` to the root."""
    return _path(index, 0, size, read)


def _path(index: int, start: int, end: int, read: Read) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(index, start, middle, read), _range(middle, end, read)]
    return [*_path(index, middle, end, read), _range(start, middle, read)]


def consistency_path(old: int, new: int, read: Read) -> list[bytes]:
    """Section 2.1.4.1: the hashes that show that the tree of `new` leaves begins with the `old`."""
    return _consistency(old, 0, new, read, whole=True) if 0 < old < new else []


def _consistency(old: int, start: int, end: int, read: Read, *, whole: bool) -> list[bytes]:
    if old == end:
        return [] if whole else [_range(start, end, read)]
    middle = start + _split(end - start)
    if old <= middle:
        return [*_consistency(old, start, middle, read, whole=whole), _range(middle, end, read)]
    return [*_consistency(old, middle, end, read, whole=False), _range(start, middle, read)]


def _range(start: int, end: int, read: Read) -> bytes:
    """The hash of the subtree of these leaves, which begins where a full one may begin."""
    size = end - start
    below = [(level, (start >> level) + place) for level, place in peaks(size)]
    return Growing(size, [read(node) for node in below]).root()


def _split(size: int) -> int:
    """The largest power of two that is smaller."""
    return 1 << (size - 1).bit_length() - 1


def root_by_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Section 2.1.3.2: the root that the path leads to; None where it is not as long as it has to
    be."""
    if not 0 <= index < size:
        return None
    found, place, last = leaf, index, size - 1
    for step in path:
        if last == 0:
            return None
        if place & 1 or place == last:
            found = node_hash(step, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    return found if last == 0 else None


def is_consistent(old: int, old_root: bytes, new: int, new_root: bytes, path: list[bytes]) -> bool:
    """Section 2.1.4.2: whether the path shows that the tree of `new` leaves begins with the `old`.
    Nothing has to be shown of no leaves."""
    if not 0 <= old <= new:
        return False
    if old == 0 or old == new:
        expected = EMPTY if old == 0 else new_root
        return not path and old_root == expected
    steps = path if old & (old - 1) else [old_root, *path]
    if not steps:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return last == 0 and (before, after) == (old_root, new_root)
