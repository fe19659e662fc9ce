from collections.abc import Iterator

from models.text import Language
from papers.charts.kinds.funnel import Stages, Step
from papers.charts.kinds.matrix import Counted, Matrix
from papers.charts.kinds.strips import Strip, Strips
from papers.charts.table import DataTable, text_table
from papers.effectiveness.blocks import Block, Figure, Grid, Paragraph
from papers.process import phrases as p
from papers.process.findings import funnel_said, returns_said, variants_said
from papers.typography import counted, in_line, number_in, say
from workflow.process.funnel import DistrictWay, Funnel
from workflow.process.returns import Returns
from workflow.process.variants import Variants
from workflow.process.views import ProcessViews

_ACTION_WAYS = 5
"""Ways by what was done that are drawn: they are long."""


def returns(views: ProcessViews, language: Language, references: bool) -> Iterator[Block]:
    found = views.returns
    yield Paragraph(returns_said(found, language))
    if not found.initiatives:
        return
    outcomes = tuple(in_line(outcome.title.in_(language)) for outcome in found.outcomes)
    rows = tuple(Counted(_times(line.times, language), line.by_outcome) for line in found.times)
    heads = (say(p.RETURNS_TITLE, language), say(p.TIMES_RETURNED, language))
    yield Figure(Matrix(*heads, outcomes, rows))
    if found.by_stage:
        yield _by_stage(found, language)
    yield Paragraph(say(p.RETURNS_METHOD, language), small=True)


def _times(number: int, language: Language) -> str:
    return counted(number, p.TIMES, language) if number else say(p.NEVER, language)


def _by_stage(found: Returns, language: Language) -> Grid:
    heads = ((p.STAGE, False), (p.RETURNS_NUMBER, True))
    rows = [(in_line(s.in_(language)), number_in(n, language)) for s, n in found.by_stage]
    return Grid(text_table(say(p.RETURNS_BY_STAGE, language), heads, rows, language))


def funnel(views: ProcessViews, language: Language, references: bool) -> Iterator[Block]:
    found = views.funnel
    yield Paragraph(funnel_said(found, language))
    if not found.begun:
        return
    steps = tuple(Step(in_line(s.title.in_(language)), s.initiatives) for s in found.steps)
    exits = tuple(
        Step(
            say(
                p.LEFT_AT,
                language,
                after=in_line(each.after.in_(language)),
                end=in_line(each.end.in_(language)),
                how=in_line(each.how.in_(language)),
            ),
            each.initiatives,
        )
        for each in found.left
    )
    yield Figure(Stages(say(p.FUNNEL_TITLE, language), steps, exits))
    if found.districts:
        yield Figure(_districts(found, language))
        yield Grid(_steps_by_district(found, language))


def _districts(found: Funnel, language: Language) -> Matrix:
    columns = tuple(say(head, language) for head in (p.BEGUN, p.COMPLETED, p.LEFT, p.UNDER_WAY))
    rows = tuple(_district(each, language) for each in found.districts)
    title, of = say(p.BY_DISTRICT, language), say(p.DISTRICT, language)
    return Matrix(title, of, columns, rows, totals=False)


def _district(each: DistrictWay, language: Language) -> Counted:
    begun, completed = each.reached[0], each.reached[-1]
    counts = (begun, completed, each.left, begun - completed - each.left)
    return Counted(in_line(each.title.in_(language)), counts)


def _steps_by_district(found: Funnel, language: Language) -> DataTable:
    steps = tuple(in_line(step.title.in_(language)) for step in found.steps)
    rows = tuple(
        (in_line(each.title.in_(language)), *(number_in(n, language) for n in each.reached))
        for each in found.districts
    )
    heads = (say(p.DISTRICT, language), *steps)
    caption = say(p.STEPS_BY_DISTRICT, language)
    return DataTable(caption, heads, rows, (False, *(True for _ in steps)))


def variants(views: ProcessViews, language: Language, references: bool) -> Iterator[Block]:
    yield Paragraph(variants_said(views.variants, language))
    if not views.variants.shown:
        return
    title = say(p.VARIANTS_TITLE, language)
    yield Figure(_strips(views.variants, len(views.variants.shown), title, language))
    title = say(p.ACTIONS_TITLE, language)
    yield Figure(_strips(views.action_variants, _ACTION_WAYS, title, language))
    yield Paragraph(say(p.ACTIONS_METHOD, language), small=True)


def _strips(found: Variants, most: int, title: str, language: Language) -> Strips:
    rows = tuple(
        Strip(
            tuple(in_line(step.in_(language)) for step in variant.titles),
            variant.initiatives,
            variant.example,
        )
        for variant in found.shown[:most]
    )
    ways = found.ways - len(rows)
    left = found.initiatives - sum(row.number for row in rows)
    rest = say(
        p.REST,
        language,
        ways=counted(ways, p.WAYS, language),
        n=counted(left, p.INITIATIVES, language),
    )
    return Strips(title, rows, found.initiatives, rest if ways else "")
