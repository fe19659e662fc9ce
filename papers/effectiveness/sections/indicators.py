from collections.abc import Iterator, Sequence

from models.text import Language
from papers.effectiveness.blocks import Block, Figure, Paragraph, Points, Section
from papers.effectiveness.drawn import funnel_chart, indicators_chart
from papers.effectiveness.phrases import evidence, frame
from papers.typography import in_line, number_in, percent_in, say
from workflow.monitoring.evaluation.report import EffectivenessReport, IndicatorFinding


def indicators(report: EffectivenessReport, language: Language) -> Section:
    blocks: list[Block] = []
    if report.indicators:
        blocks.append(Figure(indicators_chart(report.indicators, language)))
        asides = tuple(_asides(report.indicators, language))
        blocks += [Points(asides)] if asides else []
    else:
        blocks.append(Paragraph(say(frame.NONE, language)))
    return Section("indicators", say(frame.INDICATORS, language), tuple(blocks))


def initiatives(report: EffectivenessReport, language: Language) -> Section:
    blocks: list[Block] = [Paragraph(say(frame.NONE, language))]
    if report.funnel.steps:
        blocks = [Figure(funnel_chart(report.funnel, language))]
    return Section("initiatives", say(frame.INITIATIVES, language), tuple(blocks))


def _asides(indicators: Sequence[IndicatorFinding], language: Language) -> Iterator[str]:
    for one in indicators:
        title = in_line(one.title.in_(language))
        if one.missing is not None and one.fact is not None:
            why = in_line(one.missing.in_(language))
            yield say(evidence.INDICATOR_MISSING, language, title=title, why=why)
        if one.aside is not None:
            aside = in_line(one.aside.text.in_(language))
            yield say(evidence.ASIDE, language, title=title, aside=aside)


def indicator_lines(indicators: Sequence[IndicatorFinding], language: Language) -> Iterator[str]:
    """Each indicator as a sentence."""
    for one in indicators:
        title = in_line(one.title.in_(language))
        if one.fact is None:
            why = in_line(one.missing.in_(language)) if one.missing else "—"
            yield say(evidence.INDICATOR_MISSING, language, title=title, why=why)
            continue
        fact = number_in(one.fact, language)
        if one.planned is None or one.percent is None:
            yield say(evidence.INDICATOR_FACT, language, title=title, fact=fact)
            continue
        yield say(
            evidence.INDICATOR_LINE,
            language,
            title=title,
            fact=fact,
            plan=number_in(one.planned, language),
            percent=percent_in(one.percent, language),
        )
