"""Counts in rows and columns: the more, the darker. Where the columns' heads have no room beside
each other, every count is a bar below its row."""

from dataclasses import dataclass

from models.text import Language
from papers.charts import phrases as p
from papers.charts.lanes import WIDE, field_of, lanes
from papers.charts.marks import Box, Drawing, Ink, Mark, Rule, Words, beneath, crisp, text_block
from papers.charts.metrics import width_of
from papers.charts.table import DataTable
from papers.charts.tints import ink_on, shade
from papers.typography import in_line, number_in, say

_CELL, _BAR = 28, 14
_TOTAL = 64
_HEAD = 12


@dataclass(frozen=True)
class Counted:
    label: str
    values: tuple[int, ...]
    """As many as there are columns."""
    remark: str = ""

    @property
    def total(self) -> int:
        return sum(self.values)


@dataclass(frozen=True)
class Matrix:
    title: str
    of: str
    """What a row is of."""
    columns: tuple[str, ...]
    rows: tuple[Counted, ...]
    totals: bool = True
    """Whether the counts of a row add up to something."""

    @property
    def most(self) -> int:
        return max([value for row in self.rows for value in row.values], default=0)


def matrix_drawing(chart: Matrix, language: Language, width: float) -> Drawing:
    title, top = beneath(0, width, chart.title)
    field = field_of(width, _TOTAL)
    column = (field.right - field.left) / max(1, len(chart.columns))
    words = [word for head in chart.columns for word in in_line(head).split(" ")]
    widest = max([width_of(word, _HEAD) for word in words], default=0)
    numbers = width_of(number_in(chart.most, language), 13, bold=True)
    if width >= WIDE and max(widest, numbers) + 8 <= column:
        marks, end = _cells(chart, top, width, language)
    else:
        marks, end = _bars(chart, top, width, language)
    said = matrix_in_words(chart, language)
    return Drawing(width, end, chart.title, said, (title, *marks))


def matrix_in_words(chart: Matrix, language: Language) -> str:
    told = [f"{row.label}: {_told(chart, row, language)}" for row in chart.rows]
    return "; ".join(told) or say(p.NONE, language)


def matrix_table(chart: Matrix, language: Language) -> DataTable:
    heads = (chart.of, *chart.columns, *([say(p.TOTAL, language)] if chart.totals else ()))
    rows = tuple(
        (
            f"{row.label} ({row.remark})" if row.remark else row.label,
            *(number_in(value, language) for value in row.values),
            *([number_in(row.total, language)] if chart.totals else ()),
        )
        for row in chart.rows
    )
    return DataTable(chart.title, heads, rows, (False, *(True,) * (len(heads) - 1)))


def _told(chart: Matrix, row: Counted, language: Language) -> str:
    each = [
        f"{head} — {number_in(value, language)}"
        for head, value in zip(chart.columns, row.values, strict=True)
        if value
    ]
    return ", ".join(each) or "0"


def _cells(chart: Matrix, top: float, width: float, language: Language) -> tuple[list[Mark], float]:
    field = field_of(width, _TOTAL)
    many = max(1, len(chart.columns))
    column = (field.right - field.left) / many
    heads = [
        text_block(head, field.left + n * column + 3, top, column - 6, size=_HEAD, fill=Ink.MUTED)
        for n, head in enumerate(chart.columns)
    ]
    if chart.totals:
        heads.append(Words(width, top + _HEAD, (say(p.TOTAL, language),), _HEAD, "end", Ink.MUTED))
    marks: list[Mark] = [*heads]
    end = max([top, *(head.bottom for head in heads)]) + 6
    labels = [(row.label, row.remark) for row in chart.rows]
    for row, lane in zip(chart.rows, lanes(labels, end, width, _CELL, gap=6), strict=True):
        marks += [lane.label, *([lane.remark] if lane.remark else [])]
        foot = lane.top + _CELL / 2 + 4.5
        for n, value in enumerate(row.values):
            x = field.left + n * column
            fill = shade(value / chart.most) if value else Ink.PAPER
            marks.append(Box(x + 1, lane.top, column - 2, _CELL, fill, "" if value else Ink.RULE))
            ink = ink_on(fill) if value else Ink.MUTED
            figure = (number_in(value, language),)
            middle = round(x + column / 2, 1)
            marks.append(Words(middle, foot, figure, 13, "middle", ink, bold=value > 0))
        if chart.totals:
            shown = (number_in(row.total, language),)
            marks.append(Words(width, foot, shown, 13, "end", bold=True))
        end = lane.bottom
    return marks, end


def _bars(chart: Matrix, top: float, width: float, language: Language) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    for row in chart.rows:
        label = text_block(row.label, 0, top, width - _TOTAL, bold=True)
        marks.append(label)
        if chart.totals:
            shown = (number_in(row.total, language),)
            marks.append(Words(width, label.y, shown, 13, "end", bold=True))
        top = label.bottom + 4
        if row.remark:
            remark = text_block(row.remark, 0, label.bottom + 1, width, size=12, fill=Ink.MUTED)
            marks.append(remark)
            top = remark.bottom + 4
        for head, value in zip(chart.columns, row.values, strict=True):
            if value:
                drawn, top = _bar(head, value, chart.most, top, width, language)
                marks += drawn
        top += 8
    return marks, top


def _bar(
    head: str, value: int, most: int, top: float, width: float, language: Language
) -> tuple[list[Mark], float]:
    (lane,) = lanes([(head, "")], top, width, _BAR, gap=5)
    field = field_of(width, _TOTAL)
    end = field.at(value / most)
    x = crisp(field.left)
    return [
        lane.label,
        Box(field.left, lane.top, round(end - field.left, 1), _BAR, Ink.BAR),
        Rule(x, lane.top - 2, x, lane.top + _BAR + 2, Ink.AXIS),
        Words(width, lane.top + 11.5, (number_in(value, language),), 13, "end"),
    ], lane.bottom
