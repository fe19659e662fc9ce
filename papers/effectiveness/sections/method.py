"""How everything was computed, with p-values last of all, and what the report cannot say."""

from collections.abc import Iterator

from models.text import Language
from papers.charts.table import DataTable, text_table
from papers.effectiveness.blocks import Block, Grid, Paragraph, Points, Section
from papers.effectiveness.drawn import favourable_answers, named
from papers.effectiveness.estimates import p_in
from papers.effectiveness.phrases import evidence, frame
from papers.effectiveness.phrases import questions as p
from papers.effectiveness.sections.rounds import district_named
from papers.typography import in_line, say
from workflow.monitoring.analysis.results import Test
from workflow.monitoring.evaluation.report import (
    RECORDS,
    EffectivenessReport,
    IndicatorFinding,
    QuestionnaireFinding,
    Records,
)


def method(report: EffectivenessReport, language: Language) -> Section:
    blocks: list[Block] = [Points(tuple(say(line, language) for line in p.HOW))]
    for finding in report.rounds[-1].questionnaires if report.rounds else ():
        blocks.append(Grid(_favourable(finding, language)))
    technical = _technical(report, language)
    if technical.rows:
        blocks.append(Grid(technical))
    return Section("method", say(frame.METHOD, language), tuple(blocks))


def limits(report: EffectivenessReport, language: Language) -> Section:
    said = [in_line(limit.text.in_(language)) for limit in report.limits]
    if report.has_comparison_group:
        said.insert(0, say(frame.CAREFULLY, language))
    block = Points(tuple(said)) if said else Paragraph(say(frame.NONE, language))
    return Section("limits", say(frame.LIMITS, language), (block,))


def sources(report: EffectivenessReport, language: Language) -> Section:
    heads = tuple(zip(evidence.SOURCES_HEADS, (False, False), strict=True))
    rows = [(what, RECORDS[records].in_(language)) for what, records in _sources(report, language)]
    table = text_table(say(evidence.SOURCES_CAPTION, language), heads, rows, language)
    plan = say(evidence.PLAN_HASH, language, hash=report.header.plan_hash)
    blocks = (Grid(table), Paragraph(plan, small=True))
    return Section("sources", say(frame.SOURCES, language), blocks)


def _sources(report: EffectivenessReport, language: Language) -> Iterator[tuple[str, Records]]:
    for one in report.indicators:
        yield _title(one, language), one.records
    for parameter in report.parameters:
        yield in_line(parameter.title.in_(language)), parameter.records
    yield say(frame.INITIATIVES, language), report.funnel.records
    for what, records in _OTHER_SOURCES:
        yield say(what, language), records


_OTHER_SOURCES = (
    (evidence.COVERAGE_TITLE, Records.INITIATIVES),
    (evidence.MONEY_CAPTION, Records.LEDGER),
    (evidence.STAGES_CAPTION, Records.CALENDAR),
    (evidence.CRITERIA_CAPTION, Records.REVIEWS),
    (evidence.RATINGS_CAPTION, Records.REPORTS),
    (evidence.FEEDBACK_CAPTION, Records.FEEDBACK),
    (evidence.MEDIA_CAPTION, Records.MEDIA),
    (frame.QUESTIONS, Records.QUESTIONNAIRES),
)


def _title(one: IndicatorFinding, language: Language) -> str:
    return in_line(one.title.in_(language))


def _favourable(finding: QuestionnaireFinding, language: Language) -> DataTable:
    heads = tuple(zip(p.FAVOURABLE_HEADS, (False, False), strict=True))
    rows = [
        (in_line(question.label.in_(language)), favourable_answers(question, language))
        for question in finding.document.questions.values()
        if any(option.favourable for option in question.options)
    ]
    who = in_line(finding.document.title.in_(language))
    return text_table(say(p.FAVOURABLE_CAPTION, language, who=who), heads, rows, language)


def _technical(report: EffectivenessReport, language: Language) -> DataTable:
    heads = tuple(zip(p.TECHNICAL_HEADS, (False, False, False, True, True, False), strict=True))
    rows = [
        row
        for finding in (report.rounds[-1].questionnaires if report.rounds else ())
        for row in _tests(report, finding, language)
    ]
    return text_table(say(p.TECHNICAL_CAPTION, language), heads, rows, language)


def _tests(
    report: EffectivenessReport, finding: QuestionnaireFinding, language: Language
) -> Iterator[tuple[str, ...]]:
    who = in_line(finding.document.title.in_(language))
    for one in finding.results.comparisons:
        if one.test is not None:
            where = say(p.EVERYWHERE, language)
            if one.district is not None:
                where = district_named(report, one.district, language)
            yield f"{who}: {named(finding, one, language)}", where, *_test(one.test, language)
    for one in finding.results.pooled:
        if one.test is not None:
            what = f"{who}: {named(finding, one, language)}"
            yield what, say(p.WITHIN, language), *_test(one.test, language)
    for other in finding.results.against_others:
        if other.test is not None:
            what = f"{who}: {named(finding, other, language)}"
            yield what, say(p.OTHERS, language), *_test(other.test, language)


def _test(test: Test, language: Language) -> tuple[str, str, str, str]:
    correction = say(p.CORRECTIONS[test.correction], language) if test.correction else "—"
    return (
        say(p.METHODS[test.method], language),
        p_in(test.p, language),
        p_in(test.adjusted, language),
        correction,
    )
