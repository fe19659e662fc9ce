"""How many came how far, and how many left the way."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.text import Language
from papers.charts import phrases as p
from papers.charts.lanes import field_of, lanes
from papers.charts.marks import Box, Drawing, Ink, Mark, Rule, Words, beneath, crisp, text_block
from papers.charts.numbers import share_in
from papers.charts.table import DataTable, text_table
from papers.typography import number_in, say

_BAR = 20
_BESIDE = 92


@dataclass(frozen=True)
class Step:
    label: str
    number: int


@dataclass(frozen=True)
class Stages:
    title: str
    steps: tuple[Step, ...]
    """One after another."""
    exits: tuple[Step, ...] = ()


def funnel_drawing(chart: Stages, language: Language, width: float) -> Drawing:
    title, top = beneath(0, width, chart.title)
    marks: list[Mark] = [title]
    most = max([step.number for step in (*chart.steps, *chart.exits)], default=0)
    first = chart.steps[0].number if chart.steps else 0
    for step, of_first in _with_shares(chart.steps, first, language):
        drawn, top = _bar(step, of_first, most, top, width, language, fill=Ink.BAR)
        marks += drawn
    if chart.exits:
        heading = text_block(say(p.STOPPED, language), 0, top + 4, width, size=12, fill=Ink.MUTED)
        marks.append(heading)
        top = heading.bottom + 8
    for step in chart.exits:
        drawn, top = _bar(step, "", most, top, width, language, fill=Ink.NEUTRAL)
        marks += drawn
    return Drawing(width, top, chart.title, funnel_in_words(chart, language), tuple(marks))


def funnel_in_words(chart: Stages, language: Language) -> str:
    told = [f"{s.label}: {number_in(s.number, language)}" for s in (*chart.steps, *chart.exits)]
    return " ".join([say(p.FUNNEL, language), "; ".join(told)])


def funnel_table(chart: Stages, language: Language) -> DataTable:
    first = chart.steps[0].number if chart.steps else 0
    heads = ((p.STEP, False), (p.REACHED, True), (p.OF_FIRST, True))
    rows = [
        (step.label, number_in(step.number, language), of_first or "—")
        for step, of_first in _with_shares(chart.steps, first, language)
    ]
    rows += [(step.label, number_in(step.number, language), "—") for step in chart.exits]
    return text_table(chart.title, heads, rows, language)


def _with_shares(
    steps: tuple[Step, ...], first: int, language: Language
) -> Iterator[tuple[Step, str]]:
    for step in steps:
        yield step, share_in(step.number / first, language) if first else ""


def _bar(
    step: Step, of_first: str, most: int, top: float, width: float, language: Language, *, fill: str
) -> tuple[list[Mark], float]:  # fmt: skip
    """A step's bar, and where the next one begins."""
    (lane,) = lanes([(step.label, "")], top, width, _BAR, gap=7)
    field = field_of(width, _BESIDE)
    marks: list[Mark] = [lane.label]
    if step.number and most:
        end = field.at(step.number / most)
        marks.append(Box(field.left, lane.top, round(end - field.left, 1), _BAR, fill))
    x = crisp(field.left)
    marks.append(Rule(x, lane.top - 2, x, lane.top + _BAR + 2, Ink.AXIS))
    number = number_in(step.number, language)
    foot = lane.top + _BAR / 2 + 4.5
    marks.append(Words(width - 48, foot, (number,), 13, "end", bold=True))
    if of_first:
        marks.append(Words(width, foot, (of_first,), 12, "end", Ink.MUTED))
    return marks, lane.bottom
