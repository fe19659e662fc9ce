"""Shares before and after, one line a question: a hollow sign before, a full one after."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from models.text import Language
from papers.charts import phrases as p
from papers.charts.lanes import WIDE, Field, Lane, field_of, lanes
from papers.charts.marks import (
    HATCHED,
    Box,
    Dot,
    Drawing,
    Ink,
    Mark,
    Rule,
    Words,
    beneath,
    crisp,
    key,
)
from papers.charts.numbers import number_or_hidden, range_in, share_in
from papers.charts.table import DataTable, text_table
from papers.typography import say

_HEIGHT = 34
_BESIDE = 118
_AXIS = (0.0, 0.25, 0.5, 0.75, 1.0)


class Absent(Enum):
    """Why there is no figure."""

    HIDDEN = "hidden"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Point:
    share: float
    """0–1."""
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Change:
    label: str
    before: Point | Absent
    after: Point | Absent
    n_before: int | None = None
    n_after: int | None = None


@dataclass(frozen=True)
class Dumbbell:
    title: str
    rows: tuple[Change, ...]


def dumbbell_drawing(chart: Dumbbell, language: Language, width: float) -> Drawing:
    title, top = beneath(0, width, chart.title)
    signs, top = key(top, width, _signs(chart, language))
    field = field_of(width, _BESIDE, before=12, after=8)
    labels = [(row.label, _counts(row, language)) for row in chart.rows]
    placed = tuple(lanes(labels, top + 6, width, _HEIGHT))
    end = placed[-1].bottom if placed else top
    marks: list[Mark] = [title, *signs]
    marks += _grid(field, [(lane.top, lane.top + _HEIGHT) for lane in placed], width)
    for row, lane in zip(chart.rows, placed, strict=True):
        marks += _row(row, lane, field, language, width)
    marks += _axis(field, end, language)
    return Drawing(width, end + 22, chart.title, dumbbell_in_words(chart, language), tuple(marks))


def dumbbell_in_words(chart: Dumbbell, language: Language) -> str:
    lines = [f"{row.label}: {_told(row, language)}" for row in chart.rows]
    return " ".join([say(p.DUMBBELL, language), "; ".join(lines)])


def dumbbell_table(chart: Dumbbell, language: Language) -> DataTable:
    heads = (
        (p.QUESTION, False),
        (p.SHARE_BEFORE, True),
        (p.INTERVAL_BEFORE, True),
        (p.N_BEFORE, True),
        (p.SHARE_AFTER, True),
        (p.INTERVAL_AFTER, True),
        (p.N_AFTER, True),
    )
    rows = [
        (
            row.label,
            *_cells(row.before, row.n_before, language),
            *_cells(row.after, row.n_after, language),
        )
        for row in chart.rows
    ]
    return text_table(chart.title, heads, rows, language)


def _cells(point: Point | Absent, n: int | None, language: Language) -> tuple[str, str, str]:
    if point is Absent.NOT_ASKED:
        return _share(point, language), "—", "—"
    interval = point.interval if isinstance(point, Point) else None
    shown = range_in(*interval, language) if interval else "—"
    return _share(point, language), shown, number_or_hidden(n, language)


def _share(point: Point | Absent, language: Language) -> str:
    match point:
        case Point():
            return share_in(point.share, language)
        case Absent.HIDDEN:
            return say(p.HIDDEN, language)
    return say(p.NOT_ASKED, language)


def _told(row: Change, language: Language) -> str:
    if row.before is Absent.NOT_ASKED:
        return _share(row.after, language)
    return f"{_share(row.before, language)} → {_share(row.after, language)}"


def _counts(row: Change, language: Language) -> str:
    after = number_or_hidden(row.n_after, language)
    if row.before is Absent.NOT_ASKED:
        return say(p.COUNTS, language, n=after)
    before = number_or_hidden(row.n_before, language)
    return say(p.COUNTS_BOTH, language, before=before, after=after)


def _signs(chart: Dumbbell, language: Language) -> list[tuple[list[Mark], str]]:
    points = [point for row in chart.rows for point in (row.before, row.after)]
    signs: list[tuple[list[Mark], str]] = []
    if any(row.before is not Absent.NOT_ASKED for row in chart.rows):
        signs.append(([_hollow(12, 7)], say(p.BEFORE, language)))
        signs.append(([_full(12, 7)], say(p.AFTER, language)))
    else:
        signs.append(([_full(12, 7)], say(p.ONLY, language)))
    if any(isinstance(point, Point) and point.interval for point in points):
        signs.append(([_whisker(0, 24, 7, Ink.AFTER)], say(p.INTERVAL, language)))
    if Absent.HIDDEN in points:
        signs.append(([Box(0, 2, 24, 10, HATCHED)], say(p.WHY_HIDDEN, language)))
    return signs


def _hollow(x: float, y: float) -> Dot:
    return Dot(x, y, 5, Ink.PAPER, Ink.BEFORE)


def _full(x: float, y: float) -> Dot:
    return Dot(x, y, 5, Ink.AFTER, Ink.AFTER)


def _whisker(low: float, high: float, y: float, ink: str) -> Rule:
    return Rule(low, y, high, y, ink, 2)


def _grid(field: Field, fields: list[tuple[float, float]], width: float) -> Iterator[Mark]:
    """Through all rows, but not through the words that stand between them on a narrow sheet."""
    if width >= WIDE and fields:
        fields = [(fields[0][0], fields[-1][1])]
    for top, bottom in fields:
        for share in _AXIS:
            x = crisp(field.at(share))
            yield Rule(x, top, x, bottom, Ink.AXIS if share in (0, 1) else Ink.RULE)


def _axis(field: Field, top: float, language: Language) -> Iterator[Mark]:
    for share in (0.0, 0.5, 1.0):
        said = share_in(share, language)
        yield Words(field.at(share), top + 4, (said,), 12, "middle", Ink.MUTED)


def _row(row: Change, lane: Lane, field: Field, language: Language, width: float) -> Iterator[Mark]:
    yield lane.label
    if lane.remark:
        yield lane.remark
    upper, lower = lane.top + 10, lane.top + 24
    compared = row.before is not Absent.NOT_ASKED
    if isinstance(row.before, Point) and isinstance(row.after, Point):
        ends = field.at(row.before.share), upper, field.at(row.after.share), lower
        yield Rule(*ends, Ink.AXIS, 3)
    yield from _sign(row.before, field, upper, is_after=False)
    yield from _sign(row.after, field, lower if compared else (upper + lower) / 2, is_after=True)
    yield Words(width, lane.top + 21.5, (_told(row, language),), 13, "end", bold=True)


def _sign(point: Point | Absent, field: Field, y: float, *, is_after: bool) -> Iterator[Mark]:
    match point:
        case Absent.HIDDEN:
            yield Box(field.left, y - 5, field.right - field.left, 10, HATCHED)
        case Point(share, interval):
            if interval is not None:
                low, high = (field.at(min(1, max(0, end))) for end in interval)
                yield _whisker(low, high, y, Ink.AFTER if is_after else Ink.BEFORE)
            yield (_full if is_after else _hollow)(field.at(share), y)
