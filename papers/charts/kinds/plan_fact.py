"""Plan against fact, each in per cent of its plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.text import Language
from papers.charts import phrases as p
from papers.charts.lanes import Field, Lane, field_of, lanes
from papers.charts.marks import (
    HATCHED,
    Box,
    Drawing,
    Ink,
    Mark,
    Rule,
    Words,
    beneath,
    crisp,
    key,
)
from papers.charts.numbers import share_in
from papers.charts.table import DataTable, text_table
from papers.typography import number_in, say

_HEIGHT, _BAR = 26, 14
_BESIDE = 128
_LONGEST = 1.6
"""Of the plan; what is beyond is cut off, and its figure says how far it goes."""


@dataclass(frozen=True)
class Planned:
    label: str
    plan: int | None
    fact: int | None
    missing: str = ""
    """Why there is no fact."""
    hidden: bool = False
    """Whether there is none because it is not shown."""

    @property
    def done(self) -> float | None:
        """Fact over plan."""
        return self.fact / self.plan if self.plan and self.fact is not None else None


@dataclass(frozen=True)
class PlanFact:
    title: str
    rows: tuple[Planned, ...]


def plan_fact_drawing(chart: PlanFact, language: Language, width: float) -> Drawing:
    title, top = beneath(0, width, chart.title)
    signs, top = key(top, width, _signs(chart, language))
    field = field_of(width, _BESIDE, after=14)
    longest = min(_LONGEST, max([1.0, *(row.done or 0 for row in chart.rows)]))
    labels = [(row.label, row.missing) for row in chart.rows]
    placed = tuple(lanes(labels, top + 6, width, _HEIGHT))
    marks: list[Mark] = [title, *signs]
    for row, lane in zip(chart.rows, placed, strict=True):
        marks += [lane.label, *([lane.remark] if lane.remark else [])]
        marks += _bar(row, lane, field, longest)
        marks += _figure(row, lane, width, language)
    end = placed[-1].bottom if placed else top
    said = plan_fact_in_words(chart, language)
    return Drawing(width, max(end - 8, top), chart.title, said, tuple(marks))


def plan_fact_in_words(chart: PlanFact, language: Language) -> str:
    told = [f"{row.label}: {', '.join(_said(row, language))}" for row in chart.rows]
    return " ".join([say(p.PLAN_FACT, language), "; ".join(told)])


def plan_fact_table(chart: PlanFact, language: Language) -> DataTable:
    heads = ((p.INDICATOR, False), (p.PLAN, True), (p.FACT, True), (p.DONE, True))
    rows = [
        (row.label, _plan(row, language), _fact(row, language), _done(row, language) or "—")
        for row in chart.rows
    ]
    return text_table(chart.title, heads, rows, language)


def _plan(row: Planned, language: Language) -> str:
    return say(p.NO_PLAN, language) if row.plan is None else number_in(row.plan, language)


def _fact(row: Planned, language: Language) -> str:
    if row.fact is None:
        return say(p.HIDDEN if row.hidden else p.NO_FACT, language)
    return number_in(row.fact, language)


def _done(row: Planned, language: Language) -> str:
    """Rounded down: a hundred is said only where the plan is met."""
    if row.done is None or row.plan is None or row.fact is None:
        return ""
    return share_in(row.fact * 100 // row.plan / 100, language)


def _said(row: Planned, language: Language) -> list[str]:
    fact = _fact(row, language)
    if row.plan is None:
        return [fact, say(p.NO_PLAN, language)]
    if row.fact is None:
        return [fact, say(p.OF_PLAN, language, plan=number_in(row.plan, language))]
    of_plan = say(p.FACT_OF_PLAN, language, fact=fact, plan=number_in(row.plan, language))
    done = _done(row, language)
    return [of_plan, done] if done else [of_plan]


def _figure(row: Planned, lane: Lane, width: float, language: Language) -> Iterator[Mark]:
    first, *rest = _said(row, language)
    yield Words(width, lane.top + 11, (first,), 13, "end", bold=True)
    if rest:
        yield Words(width, lane.top + 26, tuple(rest), 12, "end", Ink.MUTED)


def _bar(row: Planned, lane: Lane, field: Field, longest: float) -> Iterator[Mark]:
    top = lane.top + (_HEIGHT - _BAR) / 2
    plan = field.at(1 / longest)
    if row.fact is None:
        yield Box(field.left, top, plan - field.left, _BAR, HATCHED)
    elif row.done is not None:
        yield Box(field.left, top, plan - field.left, _BAR, Ink.PALE)
        end = field.at(min(row.done, longest) / longest)
        yield Box(field.left, top, round(end - field.left, 1), _BAR, Ink.BAR)
        if row.done > longest:
            yield from _torn(end, top)
    if row.plan is not None:
        x = crisp(plan)
        yield Rule(x, top - 5, x, top + _BAR + 5, Ink.TEXT)
    x = crisp(field.left)
    yield Rule(x, top - 5, x, top + _BAR + 5, Ink.AXIS)


def _torn(end: float, top: float) -> Iterator[Mark]:
    """The bar goes on: two gaps near its end."""
    for x in (end - 12, end - 6):
        yield Rule(x + 2, top, x - 2, top + _BAR, Ink.PAPER, 2)


def _signs(chart: PlanFact, language: Language) -> list[tuple[list[Mark], str]]:
    signs: list[tuple[list[Mark], str]] = [
        ([Box(0, 2, 24, 10, Ink.BAR)], say(p.FACT_SIGN, language))
    ]
    if any(row.plan is not None for row in chart.rows):
        signs.append(([Rule(12.5, 0, 12.5, 14, Ink.TEXT)], say(p.PLAN_SIGN, language)))
    if any(row.fact is None for row in chart.rows):
        why = p.WHY_HIDDEN if any(row.hidden for row in chart.rows) else p.NO_FACT
        signs.append(([Box(0, 2, 24, 10, HATCHED)], say(why, language)))
    return signs
