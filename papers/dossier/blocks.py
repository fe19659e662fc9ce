"""What a dossier is made of, whether it becomes a page, a PDF or text on a terminal."""

from dataclasses import dataclass

from papers.charts.table import DataTable

Pair = tuple[str, str]
Piece = tuple[str, str]
"""`same`, `added` or `removed`, and the words."""


@dataclass(frozen=True)
class Paragraph:
    text: str
    small: bool = False


@dataclass(frozen=True)
class Subheading:
    text: str
    beside: str = ""
    """What it comes to, in short."""


@dataclass(frozen=True)
class Facts:
    """A label, and what is so."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Grid:
    table: DataTable


@dataclass(frozen=True)
class Quote:
    """What somebody wrote, in their own words."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """How a field of the proposal changed."""

    label: str
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class Happening:
    time: str
    what: str
    """What it is of, where it is not the initiative itself."""
    action: str
    became: str
    """The state that it led to; empty where it stayed."""
    remark: str
    """What makes it stand out, in words; empty where nothing does."""
    tone: str
    """`late`, `overridden` or `by_hand`; empty without a remark."""
    who: str
    reason: str
    facts: tuple[str, ...]
    erased: str
    """That a text was erased."""


@dataclass(frozen=True)
class Story:
    """A time line: days, and what happened on each."""

    days: tuple[tuple[str, tuple[Happening, ...]], ...]


@dataclass(frozen=True)
class Deeds:
    """Who can do what: open, or blocked for these reasons."""

    who: str
    deeds: tuple[tuple[bool, str, tuple[str, ...]], ...]


Block = Paragraph | Subheading | Facts | Grid | Quote | Difference | Story | Deeds


@dataclass(frozen=True)
class Section:
    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    brief: str = ""
    """The section in a few words, for the table of contents and the terminal."""
