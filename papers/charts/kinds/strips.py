"""Ways through stages, each a strip of them, with how many went it."""

from dataclasses import dataclass

from models.text import Language
from papers.charts import phrases as p
from papers.charts.marks import Box, Drawing, Ink, Mark, Words, beneath, key, text_block
from papers.charts.numbers import share_in
from papers.charts.table import DataTable, text_table
from papers.typography import in_line, number_in, say

_SIZE, _PAD, _HEIGHT, _ARROW = 12, 6, 21, 16


@dataclass(frozen=True)
class Strip:
    steps: tuple[str, ...]
    number: int
    example: str


@dataclass(frozen=True)
class Strips:
    title: str
    rows: tuple[Strip, ...]
    of: int
    """How many went any way, also such as are not shown."""
    rest: str = ""
    """What is said of ways that are not shown."""


def strips_drawing(chart: Strips, language: Language, width: float) -> Drawing:
    title, top = beneath(0, width, chart.title)
    marks: list[Mark] = [title]
    if any(_again(row) for row in chart.rows):
        signs, top = key(top, width, [([_chip(0, 1, 24, 12, again=True)], say(p.AGAIN, language))])
        marks += signs
    top += 4
    for row in chart.rows:
        drawn, top = _strip(row, chart, top, width, language)
        marks += drawn
    if chart.rest:
        told = text_block(chart.rest, 0, top, width, size=12, fill=Ink.MUTED)
        marks.append(told)
        top = told.bottom + 4
    return Drawing(width, top, chart.title, strips_in_words(chart, language), tuple(marks))


def strips_in_words(chart: Strips, language: Language) -> str:
    told = [f"{_number(row, chart, language)}: {' → '.join(row.steps)}" for row in chart.rows]
    return " ".join([say(p.STRIPS, language), "; ".join(told)])


def strips_table(chart: Strips, language: Language) -> DataTable:
    heads = ((p.WAY, False), (p.INITIATIVES, True), (p.SHARE, True), (p.EXAMPLE, False))
    rows = [
        (
            " → ".join(row.steps),
            number_in(row.number, language),
            _share(row, chart, language),
            row.example,
        )
        for row in chart.rows
    ]
    return text_table(chart.title, heads, rows, language)


def _share(row: Strip, chart: Strips, language: Language) -> str:
    return share_in(row.number / chart.of, language) if chart.of else "—"


def _number(row: Strip, chart: Strips, language: Language) -> str:
    return f"{number_in(row.number, language)} ({_share(row, chart, language)})"


def _again(row: Strip) -> bool:
    return len(set(row.steps)) < len(row.steps)


def _strip(
    row: Strip, chart: Strips, top: float, width: float, language: Language
) -> tuple[list[Mark], float]:
    """The way with its figures above it, and where the next one may begin."""
    figure = text_block(_number(row, chart, language), 0, top, width * 0.4, bold=True)
    example = text_block(
        say(p.SUCH_AS, language, example=row.example), 0, top, width * 0.55, size=12, fill=Ink.MUTED
    )
    right = tuple(example.lines)
    marks: list[Mark] = [figure, Words(width, example.y, right, 12, "end", Ink.MUTED)]
    top = max(figure.bottom, example.bottom) + 4
    share = row.number / chart.of if chart.of else 0
    marks.append(Box(0, top, round(width * min(1, share), 1), 4, Ink.BAR))
    chips, top = _chips(row, top + 9, width)
    return marks + chips, top + 14


def _chips(row: Strip, top: float, width: float) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    x, deep = 0.0, 0.0
    seen = set[str]()
    for n, step in enumerate(row.steps):
        text = text_block(in_line(step), 0, 0, width - 2 * _PAD - _ARROW, size=_SIZE)
        wide = round(text.width + 2 * _PAD, 1)
        before = _ARROW if n else 0
        if x and x + before + wide > width:
            x, top, deep = 0.0, top + deep + 6, 0.0
        if n:
            marks.append(Words(x + 4, top + 15, ("→",), _SIZE, fill=Ink.MUTED))
            x += _ARROW
        height = round(_HEIGHT + (len(text.lines) - 1) * text.leading, 1)
        marks.append(_chip(x, top, wide, height, again=step in seen))
        marks.append(Words(x + _PAD, top + 15, text.lines, _SIZE))
        seen.add(step)
        x, deep = round(x + wide, 1), max(deep, height)
    return marks, top + deep


def _chip(x: float, y: float, width: float, height: float, *, again: bool) -> Box:
    fill, stroke = (Ink.PAPER, Ink.BEFORE) if again else (Ink.PALE, Ink.PALE)
    return Box(x + 0.5, y + 0.5, width - 1, height - 1, fill, stroke)
