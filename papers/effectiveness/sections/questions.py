"""Every question in the order it was asked: how much changed, how surely, of how many."""

from collections.abc import Iterator

from models.text import Language
from papers.charts.numbers import decimal_in, number_or_hidden
from papers.charts.table import DataTable, text_table
from papers.effectiveness.blocks import Block, Figure, Grid, Paragraph, Quote, Section, Subheading
from papers.effectiveness.drawn import (
    choices_charts,
    hidden_scales,
    is_new,
    named,
    nominal_charts,
    scale_charts,
    shares_chart,
    together,
)
from papers.effectiveness.estimates import counts_in, interval_in, notes_in, value_in
from papers.effectiveness.phrases import frame
from papers.effectiveness.phrases import questions as p
from papers.typography import in_line, quoted, say
from workflow.monitoring.analysis.results import Comments, Comparison, Total
from workflow.monitoring.evaluation.report import EffectivenessReport, QuestionnaireFinding


def questions(report: EffectivenessReport, language: Language) -> Section:
    """Of the latest round, which compares with its baseline where there is one."""
    blocks: list[Block] = []
    if not report.rounds:
        blocks.append(Paragraph(say(frame.NOBODY_ASKED, language)))
    else:
        blocks.append(Paragraph(say(p.ORDER, language), small=True))
        for finding in report.rounds[-1].questionnaires:
            blocks += _of(finding, language)
    return Section("questions", say(frame.QUESTIONS, language), tuple(blocks))


def _of(finding: QuestionnaireFinding, language: Language) -> Iterator[Block]:
    who = in_line(finding.document.title.in_(language))
    yield Subheading(who)
    shares = shares_chart(finding, language)
    if shares is not None:
        yield Figure(shares)
    for table in (
        _changes(finding, who, language),
        _moved(finding, who, language),
        _numbers(finding, who, language),
    ):
        if table.rows:
            yield Grid(table)
    for scale in scale_charts(finding, language):
        yield Figure(scale)
    if hidden := hidden_scales(finding, language):
        listed = "; ".join(quoted(label, language) for label in hidden)
        yield Paragraph(say(p.SCALES_HIDDEN, language, questions=listed), small=True)
    for choices in (*choices_charts(finding, language), *nominal_charts(finding, language)):
        yield Figure(choices)
    yield from _comments(finding, who, language)


def _changes(finding: QuestionnaireFinding, who: str, language: Language) -> DataTable:
    heads = tuple(zip(p.CHANGES_HEADS, (False, False, True, True, True, False), strict=True))
    rows = [
        (
            named(finding, one, language),
            say(p.MEASURES[one.estimates[0].measure], language),
            value_in(one.estimates[0], language),
            interval_in(one.estimates[0], language),
            counts_in(one, language, is_new=is_new(finding, one)),
            notes_in(one, language),
        )
        for one in together(finding)
        if one.estimates
    ]
    rows += [_pooled(finding, one, language) for one in finding.results.pooled if one.estimates]
    return text_table(say(p.CHANGES_CAPTION, language, who=who), heads, rows, language)


def _pooled(
    finding: QuestionnaireFinding, one: Comparison, language: Language
) -> tuple[str, str, str, str, str, str]:
    measure = say(p.MEASURES[one.estimates[0].measure], language)
    return (
        named(finding, one, language),
        f"{measure} ({say(p.WITHIN, language)})",
        value_in(one.estimates[0], language),
        interval_in(one.estimates[0], language),
        counts_in(one, language, is_new=False),
        notes_in(one, language),
    )


def _moved(finding: QuestionnaireFinding, who: str, language: Language) -> DataTable:
    heads = tuple(zip(p.MOVED_HEADS, (False, True, True, True, True), strict=True))
    rows = []
    for one in together(finding):
        if one.moved is not None:
            three = (one.moved.improved, one.moved.same, one.moved.worse)
            known = [number for number in three if number is not None]
            together_ = sum(known) if len(known) == 3 else None
            figures = [number_or_hidden(number, language) for number in (*three, together_)]
            rows.append((named(finding, one, language), *figures))
    return text_table(say(p.MOVED_CAPTION, language, who=who), heads, rows, language)


def _numbers(finding: QuestionnaireFinding, who: str, language: Language) -> DataTable:
    heads = tuple(zip(p.NUMBERS_HEADS, (False, True, True, True, True), strict=True))
    rows = []
    for one in together(finding):
        if one.total_before or one.total_after:
            before = ("—", "—") if is_new(finding, one) else _total(one.total_before, language)
            rows.append(
                (named(finding, one, language), *before, *_total(one.total_after, language))
            )
    return text_table(say(p.NUMBERS_CAPTION, language, who=who), heads, rows, language)


def _total(total: Total | None, language: Language) -> tuple[str, str]:
    hidden = number_or_hidden(None, language)
    if total is None:
        return hidden, hidden
    whole = total.sum is None or total.sum == int(total.sum)
    return (
        hidden if total.sum is None else decimal_in(total.sum, language, 0 if whole else 1),
        hidden if total.mean is None else decimal_in(total.mean, language, 2),
    )


def _comments(finding: QuestionnaireFinding, who: str, language: Language) -> Iterator[Block]:
    given = [one for one in finding.results.comments if one.before or one.after]
    if given:
        yield Subheading(say(p.COMMENTS, language, who=who))
        yield Paragraph(say(p.COMMENTS_NOTE, language), small=True)
    for one in given:
        yield from _quoted(finding, one, language)


def _quoted(finding: QuestionnaireFinding, one: Comments, language: Language) -> Iterator[Quote]:
    question = in_line(finding.document.questions[one.question].label.in_(language))
    after = p.COMMENT_AFTER if finding.results.baseline else p.COMMENT_ONLY
    for phrase, texts in ((p.COMMENT_BEFORE, one.before), (after, one.after)):
        if texts:
            lines = tuple(in_line(text) for text in texts)
            yield Quote(lines, say(phrase, language, question=question))
