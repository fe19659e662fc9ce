from collections.abc import Iterator

from models.text import Language
from papers.charts.numbers import decimal_in
from papers.charts.table import text_table
from papers.effectiveness.blocks import Block, Grid, Paragraph, Quote
from papers.effectiveness.phrases import evidence as p
from papers.effectiveness.phrases import frame
from papers.typography import day_in, in_line, number_in, paragraphs, say
from workflow.monitoring.evaluation.report import ExpertEvidence


def experts(evidence: ExpertEvidence, language: Language) -> Iterator[Block]:
    if evidence.missing is not None:
        yield Paragraph(in_line(evidence.missing.in_(language)))
    if evidence.criteria:
        yield _criteria(evidence, language)
    if any(one.number for one in evidence.ratings):
        yield _ratings(evidence, language)
    if evidence.assessments:
        yield Paragraph(say(p.EXPERTS_NOTE, language), small=True)
    for one in evidence.assessments:
        by = say(
            p.WRITTEN_SAMPLE if one.is_sample else p.WRITTEN,
            language,
            by=in_line(one.by.in_(language)),
            day=day_in(one.written_on, language),
        )
        yield Quote(paragraphs(one.text), by)
    if not (evidence.missing or evidence.criteria or evidence.ratings or evidence.assessments):
        yield Paragraph(say(frame.NONE, language))


def _criteria(evidence: ExpertEvidence, language: Language) -> Grid:
    heads = tuple(zip(p.CRITERIA_HEADS, (False, True, True, True), strict=True))
    rows = [
        (
            in_line(one.title.in_(language)),
            f"{one.lowest}–{one.highest}",
            number_in(one.reviews, language),
            decimal_in(one.mean, language, 1),
        )
        for one in evidence.criteria
    ]
    return Grid(text_table(say(p.CRITERIA_CAPTION, language), heads, rows, language))


def _ratings(evidence: ExpertEvidence, language: Language) -> Grid:
    heads = tuple(zip(p.RATINGS_HEADS, (False, True), strict=True))
    rows = [
        (say(p.RATINGS[one.rating], language), number_in(one.number, language))
        for one in evidence.ratings
    ]
    return Grid(text_table(say(p.RATINGS_CAPTION, language), heads, rows, language))
