"""What a drawing is made of. Positions are in units of the sheet, y downwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from papers.charts.metrics import width_of, wrapped
from papers.typography import in_line

LEADING = 1.3
"""From one line to the next, of the letters' size."""


class Ink(StrEnum):
    """What something is drawn in. No meaning rests on colour alone: before is hollow and after
    full, unfavourable is left and favourable right, hidden is hatched."""

    TEXT = "#1d2939"
    MUTED = "#475467"
    RULE = "#d5dde5"
    AXIS = "#98a2b3"
    BEFORE = "#667085"
    AFTER = "#0b5566"
    BAR = "#2f7f8f"
    PALE = "#dcebee"
    PAPER = "#ffffff"
    NEUTRAL = "#d3d8de"


HATCHED = "hatched"
"""In place of a colour: no figure, because it is not shown."""


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: str = Ink.BAR
    stroke: str = ""


@dataclass(frozen=True)
class Rule:
    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = Ink.RULE
    thick: float = 1
    dashed: bool = False


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float
    fill: str
    stroke: str


@dataclass(frozen=True)
class Words:
    x: float
    y: float
    """Of the first line's letters' foot."""
    lines: tuple[str, ...]
    size: float = 13
    anchor: Literal["start", "middle", "end"] = "start"
    fill: str = Ink.TEXT
    bold: bool = False

    @property
    def leading(self) -> float:
        return round(self.size * LEADING, 1)

    @property
    def width(self) -> float:
        return max(width_of(line, self.size, bold=self.bold) for line in self.lines)

    @property
    def left(self) -> float:
        return self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width

    @property
    def top(self) -> float:
        return self.y - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.y + (len(self.lines) - 1) * self.leading + 0.25 * self.size


Mark = Box | Rule | Dot | Words


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    title: str
    description: str
    """What is to be seen, for those who do not see it."""
    marks: tuple[Mark, ...]


def text_block(
    text: str, x: float, top: float, width: float, *, size: float = 13, bold: bool = False,
    fill: str = Ink.TEXT,
) -> Words:  # fmt: skip
    """The text broken to the width, with its first line's top at `top`."""
    lines = wrapped(in_line(text), width, size, bold=bold)
    return Words(x, round(top + 0.95 * size, 1), lines, size, "start", fill, bold)


def beneath(top: float, width: float, title: str) -> tuple[Words, float]:
    """A drawing's title, and where what is below it begins."""
    heading = text_block(title, 0, top, width, size=15, bold=True)
    return heading, heading.bottom + 10


def crisp(value: float) -> float:
    """On the middle of a pixel, where a hairline is one pixel thick."""
    return int(value) + 0.5


def key(
    top: float, width: float, entries: Sequence[tuple[Sequence[Mark], str]]
) -> tuple[tuple[Mark, ...], float]:
    """What the signs mean, in lines: each sign is drawn in a field of 24 by 14 at the origin."""
    marks: list[Mark] = []
    x, y = 0.0, top
    for sign, text in entries:
        lines = wrapped(in_line(text), width - 30, 12)
        wide = 30 + max(width_of(line, 12) for line in lines)
        if x and x + wide > width:
            x, y = 0.0, y + 19
        marks += [_moved(mark, x, y) for mark in sign]
        said = Words(x + 30, round(y + 11.5, 1), lines, 12, fill=Ink.MUTED)
        marks.append(said)
        if len(lines) > 1:
            x, y = 0.0, said.bottom + 5
        else:
            x = round(x + wide + 18)
    return tuple(marks), y + (26 if x else 7)


def _moved(mark: Mark, x: float, y: float) -> Mark:
    match mark:
        case Box():
            return Box(mark.x + x, mark.y + y, mark.width, mark.height, mark.fill, mark.stroke)
        case Dot():
            return Dot(mark.x + x, mark.y + y, mark.radius, mark.fill, mark.stroke)
        case Rule():
            ends = (mark.x1 + x, mark.y1 + y, mark.x2 + x, mark.y2 + y)
            return Rule(*ends, mark.stroke, mark.thick, mark.dashed)
    raise TypeError(f"{mark} is no sign")


def words_of(drawing: Drawing) -> Iterator[Words]:
    return (mark for mark in drawing.marks if isinstance(mark, Words))
