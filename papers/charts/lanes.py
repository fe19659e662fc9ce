"""A row of a chart: what it is of, and a field to draw in, beside it or on a narrow sheet below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papers.charts.marks import Ink, Words, text_block

WIDE, NARROW = 720, 360
"""Widths of a sheet: of a page or a paper, and of a telephone."""
_BESIDE = 0.4
"""How much of a wide sheet the words take."""
_GAP = 16


@dataclass(frozen=True)
class Lane:
    label: Words
    remark: Words | None
    top: float
    """Of the field."""
    bottom: float
    """Where the next row may begin."""

    @property
    def first(self) -> float:
        """Where the row begins."""
        return min(self.label.top, self.top)


@dataclass(frozen=True)
class Field:
    """From left to right."""

    left: float
    right: float

    def at(self, share: float) -> float:
        return round(self.left + (self.right - self.left) * share, 1)


def field_of(width: float, beside: float, *, before: float = 0, after: float = 0) -> Field:
    """The field of every row, with `beside` left free at its right for a figure."""
    left = round(width * _BESIDE) + _GAP if width >= WIDE else 0
    return Field(left + before, width - beside - after)


def lanes(
    labels: Sequence[tuple[str, str]], top: float, width: float, height: float, gap: float = 14
) -> Iterator[Lane]:
    """A lane for each label and the remark below it, in fields `height` high."""
    is_wide = width >= WIDE
    for text, remark in labels:
        room = round(width * _BESIDE) if is_wide else width
        label = text_block(text, 0, top, room)
        told = (
            text_block(remark, 0, label.bottom + 1, room, size=12, fill=Ink.MUTED)
            if remark
            else None
        )
        words_end = (told or label).bottom
        if is_wide:
            lane = Lane(label, told, top, max(words_end, top + height) + gap)
        else:
            lane = Lane(label, told, words_end + 5, words_end + 5 + height + gap)
        yield lane
        top = lane.bottom
