from collections.abc import Iterator

from models.text import Language
from papers.charts.numbers import decimal_in, number_or_hidden, share_in
from papers.charts.table import DataTable, text_table
from papers.effectiveness.blocks import Block, Figure, Grid, Paragraph, Section
from papers.effectiveness.drawn import coverage_chart, is_new, named
from papers.effectiveness.estimates import counts_in
from papers.effectiveness.phrases import frame
from papers.effectiveness.phrases import questions as p
from papers.effectiveness.sections.rounds import district_named
from papers.typography import day_in, in_line, number_in, say
from workflow.monitoring.analysis.results import Comparison, Share, Total
from workflow.monitoring.evaluation.report import (
    RECORDS,
    EffectivenessReport,
    ParameterFinding,
    QuestionnaireFinding,
    Unit,
)


def districts(report: EffectivenessReport, language: Language) -> Section:
    blocks: list[Block] = []
    if report.coverage:
        blocks.append(Figure(coverage_chart(report.coverage, language)))
    for finding in report.rounds[-1].questionnaires if report.rounds else ():
        table = _answers(report, finding, language)
        if table.rows:
            blocks.append(Grid(table))
    if not blocks:
        blocks.append(Paragraph(say(frame.NONE, language)))
    return Section("districts", say(frame.DISTRICTS, language), tuple(blocks))


def _answers(
    report: EffectivenessReport, finding: QuestionnaireFinding, language: Language
) -> DataTable:
    """Of questions with one figure a round; what people wrote is not told by district."""
    heads = tuple(zip(p.DISTRICT_HEADS, (False, False, True, True, True), strict=True))
    rows = []
    for one in finding.results.comparisons:
        if one.district is not None and _is_shown(one):
            before = "—" if is_new(finding, one) else _figure(one, language, is_after=False)
            rows.append(
                (
                    named(finding, one, language),
                    district_named(report, one.district, language),
                    before,
                    _figure(one, language, is_after=True),
                    counts_in(one, language, is_new=is_new(finding, one)),
                )
            )
    who = in_line(finding.document.title.in_(language))
    return text_table(say(p.DISTRICT_CAPTION, language, who=who), heads, rows, language)


def _is_shown(one: Comparison) -> bool:
    shares, totals = (one.share_before, one.share_after), (one.total_before, one.total_after)
    return any(shares) or any(total and total.mean is not None for total in totals)


def _figure(one: Comparison, language: Language, *, is_after: bool) -> str:
    share: Share | None = one.share_after if is_after else one.share_before
    total: Total | None = one.total_after if is_after else one.total_before
    if share is not None:
        return share_in(share.value, language)
    if total is not None and total.mean is not None:
        return decimal_in(total.mean, language, 2)
    return number_or_hidden(None, language)


def parameters(report: EffectivenessReport, language: Language) -> Section:
    blocks: list[Block] = []
    for one in report.parameters:
        blocks += _parameter(one, language)
    if not blocks:
        blocks.append(Paragraph(say(frame.NONE, language)))
    return Section("parameters", say(frame.PARAMETERS, language), tuple(blocks))


def _parameter(one: ParameterFinding, language: Language) -> Iterator[Block]:
    _, *others = p.PARAMETER_HEADS
    heads = tuple(zip(others, (False, True, True), strict=True))
    rows = [
        (
            in_line(value.title.in_(language)) if value.title else say(p.EVERYWHERE, language),
            _value(one, value.before, language),
            _value(one, value.after, language),
        )
        for value in one.values
    ]
    yield Grid(text_table(in_line(one.title.in_(language)), heads, rows, language))
    yield Paragraph(_dated(one, language), small=True)


def _value(one: ParameterFinding, figure: float | None, language: Language) -> str:
    """None is not asked, not known or suppressed: which of them is not told apart."""
    if figure is None:
        return "—"
    match one.unit:
        case Unit.SHARE:
            return share_in(figure, language)
        case Unit.MEAN:
            return decimal_in(figure, language, 2)
        case Unit.NUMBER:
            return number_in(round(figure), language)


def _dated(one: ParameterFinding, language: Language) -> str:
    days = (
        day_in(day, language) if day else say(p.NO_DAY, language)
        for day in (one.before_on, one.after_on)
    )
    before, after = days
    told = say(p.PARAMETER_NOTE, language, before=before, after=after)
    records = RECORDS[one.records].in_(language)
    return f"{told} {say(p.PARAMETER_RECORDS, language, records=records)}"
