"""Answers on a scale, before above after: unfavourable ones left of a line, favourable ones right
of it, those between halved by it. Questions of one chart have the same options."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

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
from papers.charts.metrics import width_of
from papers.charts.numbers import number_or_hidden, share_in
from papers.charts.table import DataTable
from papers.charts.tints import ink_on, tints
from papers.typography import number_in, say

_BAR, _BETWEEN = 20, 4
_NAMES = 48
"""Left of the bars, for the rounds' names."""
_BESIDE = 66
"""Right of them, for how many answered."""


@dataclass(frozen=True)
class Answers:
    """How many chose each option in one round; None where that is not shown."""

    counts: tuple[int | None, ...]
    no_answer: int | None = 0
    """Those who said that they could not say; they are in no share."""
    answered: int | None = None
    """Of all options, where some are not shown; None: not shown either."""

    @property
    def is_shown(self) -> bool:
        return None not in self.counts

    @property
    def total(self) -> int:
        return sum(count or 0 for count in self.counts)

    @property
    def shares(self) -> tuple[float, ...]:
        total = self.total or 1
        return tuple((count or 0) / total for count in self.counts)


@dataclass(frozen=True)
class Asked:
    label: str
    before: Answers | None
    """None in a first round."""
    after: Answers | None


@dataclass(frozen=True)
class Likert:
    title: str
    options: tuple[str, ...]
    """From the least to the most favourable."""
    unfavourable: int
    """How many of them, from the first."""
    favourable: int
    """How many, up to the last."""
    rows: tuple[Asked, ...]

    @property
    def colours(self) -> tuple[str, ...]:
        between = len(self.options) - self.unfavourable - self.favourable
        return tints(self.unfavourable, between, self.favourable)

    def left_of_line(self, answers: Answers) -> float:
        between = slice(self.unfavourable, len(self.options) - self.favourable)
        return sum(answers.shares[: self.unfavourable]) + sum(answers.shares[between]) / 2


def likert_drawing(chart: Likert, language: Language, width: float) -> Drawing:
    title, top = beneath(0, width, chart.title)
    signs, top = key(top, width, _signs(chart, language))
    scale = _Scale(field_of(width, _BESIDE, before=_NAMES), *_reach(chart))
    compared = any(row.before for row in chart.rows)
    height = 2 * _BAR + _BETWEEN if compared else _BAR
    labels = [(row.label, _remark(row, language)) for row in chart.rows]
    placed = tuple(lanes(labels, top + 6, width, height, gap=16))
    marks: list[Mark] = [title, *signs]
    for row, lane in zip(chart.rows, placed, strict=True):
        x = crisp(scale.at(0))
        marks.append(Rule(x, lane.top - 5, x, lane.top + height + 5, Ink.TEXT))
        marks += _row(chart, row, lane, scale, language)
    end = placed[-1].bottom if placed else top
    said = likert_in_words(chart, language)
    return Drawing(width, max(end - 6, top), chart.title, said, tuple(marks))


@dataclass(frozen=True)
class _Scale:
    field: Field
    left: float
    """The longest that a bar reaches to the left of the line, as a share."""
    right: float

    def at(self, share: float) -> float:
        return self.field.at((share + self.left) / (self.left + self.right))


def _reach(chart: Likert) -> tuple[float, float]:
    shown = [
        answers
        for row in chart.rows
        for answers in (row.before, row.after)
        if answers and answers.is_shown and answers.total
    ]
    lefts = [chart.left_of_line(answers) for answers in shown]
    left = max(lefts, default=0.5)
    right = max((1 - left for left in lefts), default=0.5)
    return max(left, 0.05), max(right, 0.05)


def likert_in_words(chart: Likert, language: Language) -> str:
    return " ".join(
        [say(p.LIKERT, language), *(f"{row.label}: {_told(chart, row, language)}."
        for row in chart.rows)]
    )  # fmt: skip


def _told(chart: Likert, row: Asked, language: Language) -> str:
    parts = []
    for name, answers in _rounds(row, language):
        told = [
            f"{option} {_share(share, answers, language)}"
            for option, share in zip(chart.options, answers.shares, strict=True)
        ]
        parts.append(f"{name}: {', '.join(told)}" if answers.is_shown else
                     f"{name}: {say(p.HIDDEN, language)}")  # fmt: skip
    return "; ".join(parts)


def _share(share: float, answers: Answers, language: Language) -> str:
    return share_in(share, language) if answers.total else "—"


def likert_table(chart: Likert, language: Language) -> DataTable:
    rows = [
        (row.label, name, *_cells(answers, language))
        for row in chart.rows
        for name, answers in _rounds(row, language)
    ]
    heads = (
        say(p.QUESTION, language),
        say(p.ROUND, language),
        *chart.options,
        say(p.N, language),
        say(p.NO_ANSWER, language),
    )
    numeric = (False, False, *[True] * (len(chart.options) + 2))
    return DataTable(chart.title, heads, tuple(rows), numeric)


def _cells(answers: Answers, language: Language) -> Iterator[str]:
    total = answers.total if answers.is_shown else answers.answered
    for count in answers.counts:
        if count is None or total is None:
            yield number_or_hidden(None, language)
        else:
            yield share_in(min(1, count / total), language) if total else "—"
    yield number_or_hidden(total, language)
    yield number_or_hidden(answers.no_answer, language)


def _rounds(row: Asked, language: Language) -> list[tuple[str, Answers]]:
    pairs = ((p.BEFORE, row.before), (p.AFTER, row.after))
    named = [(say(name, language), answers) for name, answers in pairs if answers is not None]
    return named if row.before else [(say(p.ONLY, language), each) for _, each in named]


def _signs(chart: Likert, language: Language) -> list[tuple[list[Mark], str]]:
    signs: list[tuple[list[Mark], str]] = [
        ([Box(0, 1, 24, 12, colour)], option)
        for option, colour in zip(chart.options, chart.colours, strict=True)
    ]
    if any(not answers.is_shown for row in chart.rows for _, answers in _rounds(row, language)):
        signs.append(([Box(0, 1, 24, 12, HATCHED)], say(p.WHY_HIDDEN, language)))
    return signs


def _remark(row: Asked, language: Language) -> str:
    silent = [answers.no_answer for _, answers in _rounds(row, language)]
    if not any(number != 0 for number in silent):
        return ""
    said = " → ".join(number_or_hidden(number, language) for number in silent)
    return say(p.NO_ANSWER_SIGN, language, n=said)


def _row(
    chart: Likert, row: Asked, lane: Lane, scale: _Scale, language: Language
) -> Iterator[Mark]:
    yield lane.label
    if lane.remark:
        yield lane.remark
    y = lane.top
    for name, answers in _rounds(row, language):
        foot = y + _BAR / 2 + 4.3
        if row.before:
            yield Words(scale.field.left - 7, foot, (name,), 12, "end", Ink.MUTED)
        yield from _bar(chart, answers, y, scale, language)
        if answers.is_shown:
            told = say(p.COUNTS, language, n=number_in(answers.total, language))
            yield Words(scale.field.right + 8, foot, (told,), 12, "start", Ink.MUTED)
        y += _BAR + _BETWEEN


def _bar(
    chart: Likert, answers: Answers, y: float, scale: _Scale, language: Language
) -> Iterator[Mark]:
    if not answers.is_shown:
        left, right = scale.field.left, scale.field.right
        yield Box(left, y, right - left, _BAR, HATCHED)
        said = say(p.HIDDEN, language)
        middle, wide = (left + right) / 2, width_of(said, 12) + 10
        yield Box(middle - wide / 2, y + 2, wide, _BAR - 4, Ink.PAPER)
        yield Words(middle, y + _BAR / 2 + 4.3, (said,), 12, "middle", Ink.MUTED)
        return
    if not answers.total:
        return
    for x, wide, share, colour in _pieces(chart, answers, scale):
        yield Box(x, y, wide, _BAR, colour, Ink.PAPER)
        said = share_in(share, language)
        if width_of(said, 12) + 6 <= wide:
            foot = y + _BAR / 2 + 4.3
            yield Words(x + wide / 2, foot, (said,), 12, "middle", ink_on(colour))


def _pieces(
    chart: Likert, answers: Answers, scale: _Scale
) -> Sequence[tuple[float, float, float, str]]:
    """Of each option that somebody chose: where its piece begins, its width, its share."""
    ends = list(accumulate(answers.shares, initial=-chart.left_of_line(answers)))
    pieces = []
    for start, end, share, colour in zip(
        ends[:-1], ends[1:], answers.shares, chart.colours, strict=True
    ):
        if share:
            x = scale.at(start)
            pieces.append((x, round(scale.at(end) - x, 1), share, colour))
    return pieces
