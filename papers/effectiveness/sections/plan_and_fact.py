from collections.abc import Iterator

from models.text import Language
from papers.charts.table import DataTable, text_table
from papers.effectiveness.blocks import Block, Facts, Grid, Paragraph, Points
from papers.effectiveness.phrases import evidence as p
from papers.effectiveness.sections.indicators import indicator_lines
from papers.typography import day_in, in_line, number_in, percent_in, say, sum_in
from workflow.monitoring.evaluation.report import (
    MilestoneFinding,
    MoneyFinding,
    PlanAndFact,
    StageFinding,
    SupportFinding,
)


def plan_and_fact(evidence: PlanAndFact, language: Language) -> Iterator[Block]:
    yield Points(tuple(indicator_lines(evidence.indicators, language)))
    yield Facts(_money(evidence.money, language))
    if evidence.support:
        yield Grid(_support(evidence.support, language))
    if evidence.stages:
        yield Grid(_stages(evidence.stages, language))
    yield Paragraph(_milestones(evidence.milestones, language))


def _money(money: MoneyFinding, language: Language) -> tuple[tuple[str, str], ...]:
    amounts = (money.target, money.received, money.awarded, money.paid, money.spent)
    shown = [sum_in(amount, language) for amount in amounts]
    if money.percent is not None:
        shown[1] += f" ({percent_in(money.percent, language)})"
    labels = [say(label, language) for label in p.MONEY_FACTS]
    return tuple(zip(labels, shown, strict=True))


def _support(support: tuple[SupportFinding, ...], language: Language) -> DataTable:
    heads = tuple(zip(p.SUPPORT_HEADS, (False, True, True, True, True), strict=True))
    rows = [
        (
            in_line(one.title.in_(language)),
            *(
                number_in(number, language)
                for number in (one.planned, one.proposed, one.supported, one.completed)
            ),
        )
        for one in support
    ]
    return text_table(say(p.SUPPORT_CAPTION, language), heads, rows, language)


def _stages(stages: tuple[StageFinding, ...], language: Language) -> DataTable:
    heads = tuple(zip(p.STAGES_HEADS, (False, False, False, True, True, True), strict=True))
    rows = [
        (
            in_line(one.title.in_(language)),
            f"{day_in(one.starts_on, language)} – {day_in(one.ends_on, language)}",
            say(p.PHASES[one.phase], language),
            *(
                number_in(number, language)
                for number in (one.deadlines_met, one.deadlines_missed, one.events)
            ),
        )
        for one in stages
    ]
    return text_table(say(p.STAGES_CAPTION, language), heads, rows, language)


def _milestones(found: MilestoneFinding, language: Language) -> str:
    return say(
        p.MILESTONES,
        language,
        planned=number_in(found.planned, language),
        due=number_in(found.due, language),
        reached=number_in(found.reached, language),
        in_time=number_in(found.in_time, language),
        overdue=number_in(found.overdue, language),
    )
