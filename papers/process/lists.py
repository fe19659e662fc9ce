"""Each view as a list for a spreadsheet: figures are figures, times are days."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from models import Text
from models.text import Language
from papers.charts.numbers import DAY
from papers.process import list_heads as h
from papers.process import phrases as p
from papers.tables import Cell, Table
from papers.typography import in_line, say
from workflow.gate.permissions import ROLE_TITLES
from workflow.process.views import ProcessViews, View

Row = Sequence[Cell | Text]


def process_list(
    views: ProcessViews, view: View, language: Language, *, references: bool = False
) -> Table:
    heads, rows = _LISTS[view]
    named = [*heads(views), *([h.REFERENCES] if references and view in _REFERRING else ())]
    return Table(
        [in_line(head.in_(language)) for head in named],
        [
            [in_line(cell.in_(language)) if isinstance(cell, Text) else cell for cell in row]
            for row in rows(views, language, references)
        ],
    )


_REFERRING = {View.OVERDUE, View.BYPASSED}


def _days(seconds: int | None) -> float | None:
    return None if seconds is None else round(seconds / DAY, 2)


def _stages(views: ProcessViews, language: Language, references: bool) -> Iterator[Row]:
    for each in views.stages:
        yield (
            each.title,
            each.time.ended,
            each.time.going_on,
            _days(each.time.median),
            _days(each.time.p90),
            _days(each.time.longest_going_on),
            each.working_days.median,
            each.working_days.p90,
            _days(each.waiting.median),
            _days(each.waiting.p90),
            each.untouched,
        )


def _overdue(views: ProcessViews, language: Language, references: bool) -> Iterator[Row]:
    for each in views.overdue:
        roles = ", ".join(ROLE_TITLES[role].in_(language) for role in each.responsible)
        median = sorted(each.late)[(each.number - 1) // 2]
        row = (each.kind, each.stage, each.deadline, roles or None, each.number)
        late = (_days(median), _days(each.late[0]))
        yield (*row, *late, *([", ".join(each.references)] if references else ()))


def _returns(views: ProcessViews, language: Language, references: bool) -> Iterator[Row]:
    for each in views.returns.times:
        yield (each.times, each.initiatives, *each.by_outcome)


def _funnel(views: ProcessViews, language: Language, references: bool) -> Iterator[Row]:
    found = views.funnel
    left = sum(each.initiatives for each in found.left)
    yield (h.ALL_DISTRICTS, *(step.initiatives for step in found.steps), left)
    for each in found.districts:
        yield (each.title, *each.reached, each.left)


def _bypassed(views: ProcessViews, language: Language, references: bool) -> Iterator[Row]:
    for each in views.bypassed:
        row = (each.month, p.REMARKS[each.remark], each.kind, each.action, each.role, each.number)
        yield (*row, *([", ".join(each.references)] if references else ()))


def _variants(views: ProcessViews, language: Language, references: bool) -> Iterator[Row]:
    found = views.variants
    for each in found.shown:
        way = " → ".join(title.in_(language) for title in each.titles)
        yield way, each.initiatives, each.initiatives / found.initiatives * 100, each.example
    if found.others:
        others = say(h.OTHER_WAYS, language, n=found.others)
        yield others, found.in_others, found.in_others / found.initiatives * 100, None


def _conformance(views: ProcessViews, language: Language, references: bool) -> Iterator[Row]:
    for each in views.conformance:
        yield (
            each.content_hash,
            each.stored_at,
            each.pinned.initiatives,
            each.pinned.departed,
            each.newest.departed,
        )


_LISTS: Mapping[
    View,
    tuple[
        Callable[[ProcessViews], Sequence[Text]],
        Callable[[ProcessViews, Language, bool], Iterator[Row]],
    ],
] = {
    View.STAGES: (lambda _: h.STAGES, _stages),
    View.OVERDUE: (lambda _: h.OVERDUE, _overdue),
    View.RETURNS: (
        lambda views: (*h.RETURNS, *(each.title for each in views.returns.outcomes)),
        _returns,
    ),
    View.FUNNEL: (
        lambda views: (h.DISTRICT, *(step.title for step in views.funnel.steps), h.LEFT),
        _funnel,
    ),
    View.BYPASSED: (lambda _: h.BYPASSED, _bypassed),
    View.VARIANTS: (lambda _: h.VARIANTS, _variants),
    View.CONFORMANCE: (lambda _: h.CONFORMANCE, _conformance),
}
