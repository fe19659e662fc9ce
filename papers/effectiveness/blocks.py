"""What a report is made of, whether it becomes a page, a PDF or a DOCX."""

from collections.abc import Iterator
from dataclasses import dataclass

from papers.charts.chart import Chart
from papers.charts.table import DataTable

Pair = tuple[str, str]


@dataclass(frozen=True)
class Paragraph:
    text: str
    small: bool = False


@dataclass(frozen=True)
class Points:
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Subheading:
    text: str


@dataclass(frozen=True)
class Numbers:
    """Large figures, each with what it counts."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Facts:
    """A label, and what is so."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Grid:
    table: DataTable


@dataclass(frozen=True)
class Figure:
    """A chart, with its table."""

    chart: Chart


@dataclass(frozen=True)
class Quote:
    """What somebody wrote: in their own words, for which the report does not answer."""

    lines: tuple[str, ...]
    by: str


@dataclass(frozen=True)
class Links:
    links: tuple[tuple[str, str, str], ...]
    """Address, how it is shown, and what is said beside it."""


Block = Paragraph | Points | Subheading | Numbers | Facts | Grid | Figure | Quote | Links


@dataclass(frozen=True)
class Section:
    anchor: str
    heading: str
    blocks: tuple[Block, ...]


def own_words(block: Block) -> Iterator[str]:
    """The report's words in it: without what people wrote, and without charts, which have words of
    their own."""
    match block:
        case Paragraph() | Subheading():
            yield block.text
        case Points():
            yield from block.lines
        case Numbers() | Facts():
            for pair in block.pairs:
                yield from pair
        case Grid():
            yield block.table.caption
            yield from block.table.heads
            for row in block.table.rows:
                yield from row
        case Quote():
            yield block.by
        case Links() | Figure():
            pass
