"""How long stages last: from the median to what nine of ten keep within, and the waiting before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, log10

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
from papers.charts.numbers import DAY, HOUR, MINUTE, time_in
from papers.charts.table import DataTable, text_table
from papers.typography import number_in, say

_HEIGHT, _BAR = 30, 12
_BESIDE = 128
_MOST_TICKS = 5


@dataclass(frozen=True)
class Lapse:
    """In seconds, or in days; None where too many still go on to say."""

    median: int | None
    p90: int | None


@dataclass(frozen=True)
class Lasting:
    label: str
    ended: int
    going_on: int
    time: Lapse
    waiting: Lapse
    working_days: Lapse
    untouched: int


@dataclass(frozen=True)
class Ranges:
    title: str
    rows: tuple[Lasting, ...]


def ranges_drawing(chart: Ranges, language: Language, width: float) -> Drawing:
    title, top = beneath(0, width, chart.title)
    signs, top = key(top, width, _signs(chart, language))
    field = field_of(width, _BESIDE, before=6, after=14)
    labels = [(row.label, _visits(row, language)) for row in chart.rows]
    placed = tuple(lanes(labels, top + 6, width, _HEIGHT))
    end = placed[-1].bottom if placed else top
    ticks = _ticks(_longest(chart))
    marks: list[Mark] = [title, *signs]
    marks += _grid(field, ticks, placed, width)
    for row, lane in zip(chart.rows, placed, strict=True):
        marks += [lane.label, *([lane.remark] if lane.remark else [])]
        marks += _range(row, lane, field, ticks[-1])
        marks += _figures(row, lane, width, language)
    marks += _axis(field, ticks, end, language) if placed else []
    said = ranges_in_words(chart, language)
    return Drawing(width, end + 22, chart.title, said, tuple(marks))


def ranges_in_words(chart: Ranges, language: Language) -> str:
    told = [f"{row.label}: {', '.join(_told(row, language))}" for row in chart.rows]
    return " ".join([say(p.RANGES, language), "; ".join(told)])


def ranges_table(chart: Ranges, language: Language) -> DataTable:
    heads = (
        (p.STAGE, False),
        (p.VISITS_ENDED, True),
        (p.VISITS_GOING_ON, True),
        (p.TIME_MEDIAN, True),
        (p.TIME_P90, True),
        (p.WORKING_MEDIAN, True),
        (p.WORKING_P90, True),
        (p.WAITING_MEDIAN, True),
        (p.WAITING_P90, True),
        (p.UNTOUCHED, True),
    )
    rows = [
        (
            row.label,
            number_in(row.ended, language),
            number_in(row.going_on, language),
            *(_time(time, language) for time in (row.time.median, row.time.p90)),
            *(_number(days, language) for days in (row.working_days.median, row.working_days.p90)),
            *(_time(time, language) for time in (row.waiting.median, row.waiting.p90)),
            number_in(row.untouched, language),
        )
        for row in chart.rows
    ]
    return text_table(chart.title, heads, rows, language)


def _time(time: int | None, language: Language) -> str:
    return say(p.TOO_EARLY, language) if time is None else time_in(time, language)


def _number(number: int | None, language: Language) -> str:
    return say(p.TOO_EARLY, language) if number is None else number_in(number, language)


def _visits(row: Lasting, language: Language) -> str:
    ended = number_in(row.ended, language)
    if not row.going_on:
        return say(p.VISITS, language, n=ended)
    return say(p.VISITS_AND_OPEN, language, n=ended, open=number_in(row.going_on, language))


def _told(row: Lasting, language: Language) -> list[str]:
    median, p90 = (_time(time, language) for time in (row.time.median, row.time.p90))
    return [median, say(p.NINE_OF_TEN, language, time=p90)]


def _figures(row: Lasting, lane: Lane, width: float, language: Language) -> Iterator[Mark]:
    median, p90 = _told(row, language)
    yield Words(width, lane.top + 11, (median,), 13, "end", bold=True)
    yield Words(width, lane.top + 26, (p90,), 12, "end", Ink.MUTED)


def _range(row: Lasting, lane: Lane, field: Field, most: int) -> Iterator[Mark]:
    middle = lane.top + _HEIGHT / 2
    top = middle - _BAR / 2
    median, p90 = row.time.median, row.time.p90
    if median is None:
        yield Box(field.left, top, field.right - field.left, _BAR, HATCHED)
    else:
        start = field.at(median / most)
        end = field.right if p90 is None else field.at(p90 / most)
        fill = HATCHED if p90 is None else Ink.PALE
        yield Box(start, top, round(end - start, 1), _BAR, fill)
        if p90 is not None:
            x = crisp(end)
            yield Rule(x, top - 3, x, top + _BAR + 3, Ink.AFTER)
        yield Dot(start, middle, 5, Ink.AFTER, Ink.AFTER)
    if row.waiting.median is not None:
        yield Dot(field.at(min(1, row.waiting.median / most)), middle, 3, Ink.PAPER, Ink.BEFORE)


def _longest(chart: Ranges) -> int:
    known = [
        time
        for row in chart.rows
        for time in (row.time.median, row.time.p90, row.waiting.median)
        if time is not None
    ]
    return max([HOUR, *known])


def _ticks(longest: int) -> Sequence[int]:
    """Round times from none to the longest or a little beyond."""
    unit = next(unit for unit in (DAY, HOUR, MINUTE) if longest >= 2 * unit or unit == MINUTE)
    least = longest / unit / (_MOST_TICKS - 1)
    power = 10 ** max(0, int(log10(max(1, least))))
    step = next(n * power for n in (1, 2, 5, 10) if n * power >= least)
    return [n * step * unit for n in range(ceil(longest / unit / step) + 1)]


def _grid(
    field: Field, ticks: Sequence[int], placed: Sequence[Lane], width: float
) -> Iterator[Mark]:
    """Through all rows, but not through the words that stand between them on a narrow sheet."""
    fields = [(lane.top, lane.top + _HEIGHT) for lane in placed]
    if width >= WIDE and fields:
        fields = [(fields[0][0], fields[-1][1])]
    for top, bottom in fields:
        for tick in ticks:
            x = crisp(field.at(tick / ticks[-1]))
            yield Rule(x, top, x, bottom, Ink.RULE if tick else Ink.AXIS)


def _axis(field: Field, ticks: Sequence[int], top: float, language: Language) -> Iterator[Mark]:
    """A label where there is room for it beside the one before."""
    free_from = 0.0
    for tick in ticks:
        x = field.at(tick / ticks[-1])
        said = time_in(tick, language) if tick else "0"
        words = Words(x, top + 4, (said,), 12, "middle", Ink.MUTED)
        if words.left >= free_from:
            yield words
            free_from = words.left + words.width + 8


def _signs(chart: Ranges, language: Language) -> list[tuple[list[Mark], str]]:
    signs: list[tuple[list[Mark], str]] = [
        ([Dot(12, 7, 5, Ink.AFTER, Ink.AFTER)], say(p.MEDIAN_SIGN, language)),
        (
            [Box(0, 2, 23, 10, Ink.PALE), Rule(23.5, 0, 23.5, 14, Ink.AFTER)],
            say(p.P90_SIGN, language),
        ),
        ([Dot(12, 7, 3, Ink.PAPER, Ink.BEFORE)], say(p.WAITING_SIGN, language)),
    ]
    if any(row.time.p90 is None for row in chart.rows):
        signs.append(([Box(0, 2, 24, 10, HATCHED)], say(p.TOO_EARLY_SIGN, language)))
    return signs
