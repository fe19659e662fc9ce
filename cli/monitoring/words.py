"""Rounds, and what results are called, in words."""

from typing import Annotated

import typer
from babel.numbers import format_decimal, format_percent

from cli.council.words import NOTHING
from config.settings import settings
from models import RoundMode, Text
from workflow.monitoring.analysis.results import Design, Measure, Method, Note

RoundCode = Annotated[
    str, typer.Argument(metavar="ROUND", help="The round's code, such as baseline.")
]
QuestionnaireCode = Annotated[
    str, typer.Argument(metavar="QUESTIONNAIRE", help="The questionnaire's code.")
]

MODES = {
    RoundMode.ANONYMOUS: Text(en="anonymous", ru="анонимно"),
    RoundMode.LINKED: Text(en="under a pseudonym", ru="под псевдонимом"),
    RoundMode.NAMED: Text(en="with names", ru="с именами"),
}
DESIGNS = {
    Design.LINKED: Text(en="the same people", ru="одни и те же люди"),
    Design.UNLINKED: Text(en="two groups of people", ru="две группы людей"),
    Design.PARTLY: Text(en="partly the same people", ru="отчасти одни и те же люди"),
}
MEASURES = {
    Measure.SHARE_CHANGE: Text(en="change of the share", ru="изменение доли"),
    Measure.NET_CHANGE: Text(en="rose less fell", ru="выросли минус снизились"),
    Measure.SUPERIORITY: Text(en="P(after > before)", ru="P(после > до)"),
    Measure.CLIFFS_DELTA: Text(en="Cliff's δ", ru="δ Клиффа"),
    Measure.MEAN_CHANGE: Text(en="change of the mean", ru="изменение среднего"),
    Measure.RATE_RATIO: Text(en="after / before", ru="после / до"),
    Measure.ODDS_RATIO: Text(en="odds ratio", ru="отношение шансов"),
}
IN_PERCENT = (Measure.SHARE_CHANGE, Measure.NET_CHANGE)
METHODS = {
    Method.MCNEMAR_MID_P: Text(en="McNemar, mid-p", ru="Макнемар, mid-p"),
    Method.FISHER_EXACT: Text(en="Fisher, exact", ru="Фишер, точный"),
    Method.SIGNED_RANK_EXACT: Text(en="Wilcoxon, exact", ru="Уилкоксон, точный"),
    Method.SIGNED_RANK_NORMAL: Text(en="Wilcoxon", ru="Уилкоксон"),
    Method.BRUNNER_MUNZEL: Text(en="Brunner–Munzel", ru="Бруннер — Мунцель"),
    Method.RANK_SUM_EXACT: Text(en="rank sum, exact", ru="сумма рангов, точный"),
    Method.SIGN_FLIP_EXACT: Text(en="sign flips, exact", ru="смена знаков, точный"),
    Method.SIGN_FLIP_NORMAL: Text(en="sign flips", ru="смена знаков"),
    Method.POISSON_EXACT: Text(en="Poisson, exact", ru="Пуассон, точный"),
    Method.MANTEL_HAENSZEL: Text(en="Mantel–Haenszel", ru="Мантель — Хензель"),
    Method.POOLED_WITHIN: Text(en="pooled within districts", ru="внутри округов"),
    Method.CLUSTERED_REGRESSION: Text(en="clustered regression", ru="регрессия с группами"),
    Method.DISTRICT_PERMUTATION: Text(en="permuted districts", ru="перестановка округов"),
}
NOTES = {
    Note.SUPPRESSED: Text(en="something is hidden: too few people", ru="часть скрыта: мало людей"),
    Note.ROUNDED: Text(en="numbers of people to the nearest five", ru="число людей — до пяти"),
    Note.FEW_PAIRS: Text(en="fewer than six pairs: no p", ru="меньше шести пар: без p"),
    Note.CENSUS: Text(en="everybody answered", ru="ответили все"),
    Note.FINITE_POPULATION: Text(en="of a counted population", ru="из известного числа людей"),
    Note.NO_BASELINE: Text(en="nothing to compare with", ru="сравнить не с чем"),
    Note.NO_CHANGE_POSSIBLE: Text(en="no change to test", ru="изменения нет"),
}
HIDDEN = Text(en="hidden", ru="скрыто")


def number(value: float, pattern: str = "0.##") -> str:
    return str(format_decimal(value, format=pattern, locale=settings().language))


def percent(value: float) -> str:
    return str(format_percent(value, format="0.#%", locale=settings().language))


def known(value: int | None) -> str:
    return NOTHING if value is None else str(value)
