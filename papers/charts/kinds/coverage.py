"""Which of a district's problems and growth points are taken up, a tile each in the order of its
list; the text of each is in the table."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.text import Language
from papers.charts import phrases as p
from papers.charts.lanes import WIDE, lanes
from papers.charts.marks import (
    Box,
    Drawing,
    Ink,
    Mark,
    Rule,
    Words,
    beneath,
    key,
)
from papers.charts.table import DataTable, text_table
from papers.typography import number_in, say

_TILE, _GAP = 22, 5
_BESIDE = 74


@dataclass(frozen=True)
class Need:
    text: str
    initiatives: int
    """Supported ones that take it up."""
    is_growth_point: bool = False


@dataclass(frozen=True)
class Covered:
    district: str
    needs: tuple[Need, ...]

    @property
    def problems(self) -> tuple[Need, ...]:
        return tuple(need for need in self.needs if not need.is_growth_point)

    def told(self, language: Language) -> str:
        taken = sum(need.initiatives > 0 for need in self.problems)
        return say(p.COVERED, language, n=taken, all=len(self.problems))


@dataclass(frozen=True)
class Coverage:
    title: str
    rows: tuple[Covered, ...]


def coverage_drawing(chart: Coverage, language: Language, width: float) -> Drawing:
    title, top = beneath(0, width, chart.title)
    signs, top = key(top, width, _signs(chart, language))
    marks: list[Mark] = [title, *signs]
    left = round(width * 0.4) + 16 if width >= WIDE else 0
    top += 4
    for row in chart.rows:
        many = int((width - left - _BESIDE) // (_TILE + _GAP))
        depth = max(1, -(-len(row.needs) // many)) * (_TILE + _GAP) - _GAP
        (lane,) = lanes([(row.district, "")], top, width, depth, gap=12)
        marks += [lane.label, *_tiles(row, left, lane.top, many, language)]
        marks.append(Words(width, lane.top + 15.5, (row.told(language),), 13, "end", bold=True))
        top = lane.bottom
    said = coverage_in_words(chart, language)
    return Drawing(width, top, chart.title, said, tuple(marks))


def coverage_in_words(chart: Coverage, language: Language) -> str:
    told = [f"{row.district}: {row.told(language)}" for row in chart.rows]
    return " ".join([say(p.COVERAGE, language), "; ".join(told)])


def coverage_table(chart: Coverage, language: Language) -> DataTable:
    heads = ((p.DISTRICT, False), (p.NEED, False), (p.ADDRESSED_BY, True))
    rows = [
        (row.district, _text(need, language), number_in(need.initiatives, language))
        for row in chart.rows
        for need in row.needs
    ]
    return text_table(chart.title, heads, rows, language)


def _text(need: Need, language: Language) -> str:
    return f"{need.text} ({say(p.GROWTH_POINT, language)})" if need.is_growth_point else need.text


def _tiles(row: Covered, left: float, top: float, many: int, language: Language) -> Iterator[Mark]:
    for n, need in enumerate(row.needs):
        x = left + n % many * (_TILE + _GAP)
        y = top + n // many * (_TILE + _GAP)
        yield from _tile(need, x, y)
        if need.initiatives:
            ink = Ink.TEXT if need.is_growth_point else Ink.PAPER
            figure = (number_in(need.initiatives, language),)
            yield Words(x + _TILE / 2, y + _TILE / 2 + 4.3, figure, 12, "middle", ink)


def _tile(need: Need, x: float, y: float) -> Iterator[Mark]:
    fill = Ink.PALE if need.is_growth_point else Ink.BAR
    yield Box(
        x + 0.5, y + 0.5, _TILE - 1, _TILE - 1, fill if need.initiatives else Ink.PAPER, Ink.AXIS
    )
    if need.is_growth_point:
        yield Rule(x + 1, y + _TILE - 1, x + _TILE - 1, y + _TILE - 1, Ink.AFTER, 2)


def _signs(chart: Coverage, language: Language) -> list[tuple[list[Mark], str]]:
    needs = [need for row in chart.rows for need in row.needs]
    signs: list[tuple[list[Mark], str]] = [
        ([Box(4, 0, 14, 14, Ink.BAR)], say(p.COVERED_SIGN, language)),
        ([Box(4.5, 0.5, 13, 13, Ink.PAPER, Ink.AXIS)], say(p.OPEN_SIGN, language)),
    ]
    if any(need.is_growth_point for need in needs):
        growth: list[Mark] = [
            Box(4.5, 0.5, 13, 13, Ink.PALE, Ink.AXIS), Rule(4, 13, 18, 13, Ink.AFTER, 2)
        ]  # fmt: skip
        signs.append((growth, say(p.GROWTH_SIGN, language)))
    return signs
