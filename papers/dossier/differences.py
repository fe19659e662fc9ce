"""What changed between two versions, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from papers.dossier.blocks import Piece

SAME, ADDED, REMOVED = "same", "added", "removed"
FOLDED = 90
"""Characters of what stayed that are shown on each side of a change."""
GAP = " […] "
Line = tuple[Piece, ...]


def words_changed(before: str, after: str) -> Line:
    """The text as it is, with what was added and what was removed; long stretches that stayed are
    folded."""
    pieces = list(_pieces(_words(before), _words(after)))
    last = len(pieces) - 1
    return tuple(
        (kind, _fold(text, n == 0, n == last) if kind == SAME else text)
        for n, (kind, text) in enumerate(pieces)
    )


def lines_changed(before: Sequence[str], after: Sequence[str]) -> tuple[Line, ...]:
    """Lines of a list: as many changed as took their place are told word by word."""
    found: list[Line] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found += [((SAME, line),) for line in before[a:b]]
        elif b - a == d - c:
            pairs = zip(before[a:b], after[c:d], strict=True)
            found += [words_changed(*pair) for pair in pairs]
        else:
            found += [((REMOVED, line),) for line in before[a:b]]
            found += [((ADDED, line),) for line in after[c:d]]
    return tuple(found)


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield SAME, "".join(before[a:b])
            continue
        if a < b:
            yield REMOVED, "".join(before[a:b])
        if c < d:
            yield ADDED, "".join(after[c:d])


def _fold(text: str, first: bool, last: bool) -> str:
    if len(text) <= 2 * FOLDED + len(GAP):
        return text
    begin, end = text[:FOLDED].rpartition(" ")[0], text[-FOLDED:].partition(" ")[2]
    if first and last:
        return text
    if first:
        return f"{GAP.lstrip()}{end}"
    return f"{begin}{GAP.rstrip()}" if last else f"{begin}{GAP}{end}"
