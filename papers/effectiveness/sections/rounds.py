from collections.abc import Iterator

from models.text import Language
from papers.charts.numbers import decimal_in, number_or_hidden, share_in
from papers.charts.table import DataTable, text_table
from papers.effectiveness.blocks import Block, Grid, Paragraph, Section
from papers.effectiveness.drawn import option_named
from papers.effectiveness.estimates import value_in
from papers.effectiveness.phrases import frame as p
from papers.effectiveness.sections.summary import rate_in
from papers.typography import day_in, in_line, number_in, say
from workflow.monitoring.analysis.results import Estimate, Measure, Returned, Turnout
from workflow.monitoring.evaluation.report import (
    EffectivenessReport,
    QuestionnaireFinding,
    RoundFinding,
)


def rounds(report: EffectivenessReport, language: Language) -> Section:
    blocks: list[Block] = []
    if report.rounds:
        blocks.append(Grid(_turnouts(report, language)))
    else:
        blocks.append(Paragraph(say(p.NOBODY_ASKED, language)))
    for round_ in report.rounds:
        for finding in round_.questionnaires:
            blocks += _came_back(finding, language)
    return Section("rounds", say(p.ROUNDS, language), tuple(blocks))


def _turnouts(report: EffectivenessReport, language: Language) -> DataTable:
    numeric = (False, False, False, True, True, True)
    heads = tuple(zip(p.ROUND_HEADS, numeric, strict=True))
    rows = [
        _turnout(report, round_, finding, turnout, language)
        for round_ in report.rounds
        for finding in round_.questionnaires
        for turnout in finding.results.turnout_after
    ]
    return text_table(say(p.TURNOUT_CAPTION, language), heads, rows, language)


def _turnout(
    report: EffectivenessReport,
    round_: RoundFinding,
    finding: QuestionnaireFinding,
    turnout: Turnout,
    language: Language,
) -> tuple[str, ...]:
    who = in_line(finding.document.title.in_(language))
    where = district_named(report, turnout.district, language) if turnout.district else ""
    days = f"{day_in(round_.opened_on, language)} – {day_in(round_.closed_on, language)}"
    return (
        " · ".join(part for part in (in_line(round_.title.in_(language)), who, where) if part),
        days,
        say(p.MODES[round_.mode], language),
        number_or_hidden(turnout.invited, language),
        number_or_hidden(turnout.answered, language),
        rate_in(turnout, language) or "—",
    )


def district_named(report: EffectivenessReport, code: str, language: Language) -> str:
    """Its title where the report knows it, else its code."""
    titles = {one.district: one.title for one in report.coverage}
    return in_line(titles[code].in_(language)) if code in titles else in_line(code)


def _came_back(finding: QuestionnaireFinding, language: Language) -> Iterator[Block]:
    who = in_line(finding.document.title.in_(language))
    if finding.results.pairs is not None:
        pairs = number_in(finding.results.pairs, language)
        yield Paragraph(say(p.IN_BOTH, language, who=who, n=pairs))
    shown = [one for one in finding.results.returned if one.returned is not None]
    if shown:
        heads = tuple(zip(p.RETURNED_HEADS, (False, True, True, True), strict=True))
        rows = [_returned(finding, one, language) for one in shown]
        caption = f"{who}: {say(p.RETURNED_CAPTION, language)}"
        yield Grid(text_table(caption, heads, rows, language))
        if hidden := len(finding.results.returned) - len(shown):
            yield Paragraph(say(p.RETURNED_HIDDEN, language, n=hidden), small=True)


def _returned(finding: QuestionnaireFinding, one: Returned, language: Language) -> tuple[str, ...]:
    question = finding.document.questions[one.question]
    label = in_line(question.label.in_(language))
    if one.option is not None:
        label = f"{label} — {option_named(question, one.option, language)}"
    shown = value_in(one.difference, language) if one.difference else "—"
    figures = (_figure(value, one.difference, language) for value in (one.returned, one.lost))
    return (label, *figures, shown)


def _figure(value: float | None, difference: Estimate | None, language: Language) -> str:
    """A share, or a mean: the difference between the two tells which."""
    if value is None:
        return number_or_hidden(None, language)
    if difference is not None and difference.measure == Measure.MEAN_CHANGE:
        return decimal_in(value, language, 2)
    return share_in(value, language) if 0 <= value <= 1 else decimal_in(value, language, 2)
