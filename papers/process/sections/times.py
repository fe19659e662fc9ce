from collections.abc import Iterator

from models.text import Language
from papers.charts.kinds.matrix import Counted, Matrix
from papers.charts.kinds.ranges import Lapse, Lasting, Ranges
from papers.charts.numbers import DAY
from papers.charts.table import DataTable, text_table
from papers.effectiveness.blocks import Block, Figure, Grid, Paragraph
from papers.process import phrases as p
from papers.process.findings import overdue_said, stage_name, stages_said
from papers.typography import in_line, number_in, say
from workflow.gate.permissions import ROLE_TITLES
from workflow.process.overdue import Overdue
from workflow.process.spread import Spread
from workflow.process.stages import StageTime
from workflow.process.views import ProcessViews


def stages(views: ProcessViews, language: Language, references: bool) -> Iterator[Block]:
    yield Paragraph(stages_said(views.stages, language))
    if views.stages:
        rows = tuple(_lasting(stage, language) for stage in views.stages)
        yield Figure(Ranges(say(p.STAGES_TITLE, language), rows))
        yield Paragraph(say(p.STAGES_METHOD, language), small=True)


def _lasting(stage: StageTime, language: Language) -> Lasting:
    return Lasting(
        in_line(stage.title.in_(language)),
        stage.time.ended,
        stage.time.going_on,
        _lapse(stage.time),
        _lapse(stage.waiting),
        _lapse(stage.working_days),
        stage.untouched,
    )


def _lapse(spread: Spread) -> Lapse:
    return Lapse(spread.median, spread.p90)


def overdue(views: ProcessViews, language: Language, references: bool) -> Iterator[Block]:
    yield Paragraph(overdue_said(views.overdue, language))
    if not views.overdue:
        return
    bands = tuple(say(title, language) for _, title in p.BANDS)
    rows = tuple(
        Counted(stage_name(each, language), _by_band(each), _responsible(each, language))
        for each in views.overdue
    )
    heads = (say(p.OVERDUE_TITLE, language), say(p.STAGE_AND_ROLE, language))
    yield Figure(Matrix(*heads, bands, rows))
    if references:
        yield Grid(_references(views.overdue, language))
    if views.header.is_past:
        yield Paragraph(say(p.OVERDUE_METHOD, language), small=True)


def _responsible(each: Overdue, language: Language) -> str:
    roles = [ROLE_TITLES[role].in_(language) for role in each.responsible]
    return ", ".join(roles) or say(p.NOBODY, language)


def _by_band(each: Overdue) -> tuple[int, ...]:
    """How many fall into each band; a day that has begun counts as one."""
    days = [-(-time // DAY) for time in each.late]
    counts, below = list[int](), 0
    for most, _ in p.BANDS:
        within = sum(most is None or day <= most for day in days)
        counts.append(within - below)
        below = within
    return tuple(counts)


def _references(found: tuple[Overdue, ...], language: Language) -> DataTable:
    heads = ((p.STAGE_AND_ROLE, False), (p.NUMBER, True), (p.REFERENCES, False))
    rows = [
        (stage_name(each, language), number_in(each.number, language), ", ".join(each.references))
        for each in found
    ]
    return text_table(say(p.REFERENCES, language), heads, rows, language)
