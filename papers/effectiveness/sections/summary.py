"""First of all, in plain words: what was planned, what happened, who answered, how many rose,
stayed and fell, and what cannot be said."""

from collections.abc import Iterator

from models import Text
from models.text import Language
from papers.charts.numbers import decimal_in, number_or_hidden, share_in
from papers.effectiveness.blocks import Block, Numbers, Points, Section, Subheading
from papers.effectiveness.drawn import is_new, named, together
from papers.effectiveness.estimates import interval_in, value_in
from papers.effectiveness.phrases import frame as p
from papers.typography import in_line, number_in, percent_in, quoted, say, sum_in
from workflow.monitoring.analysis.results import Comparison, Moved, Turnout
from workflow.monitoring.evaluation.report import (
    EffectivenessReport,
    IndicatorFinding,
    MoneyFinding,
    PlanAndFact,
    QuestionnaireFinding,
    RoundFinding,
)

_ABOUT_ANSWERS = {"not_asked", "asked_once", "who_answered", "hidden", "not_linked"}
"""Limits told at once; all of them have a section of their own."""
_ENDING = (".", "!", "?", "…", ":")


def summary(report: EffectivenessReport, language: Language) -> Section:
    parts = (
        (p.PLANNED, _planned(report, language)),
        (p.HAPPENED, _happened(report, language)),
        (p.ANSWERED, answered(report, language)),
        (p.CHANGED, (*changed(report, language), *against_others(report, language))),
        (p.UNSAID, _unsaid(report, language)),
    )
    blocks: list[Block] = [Numbers(tuple(_figures(report, language)))]
    for heading, lines in parts:
        said = tuple(lines)
        if said:
            blocks += [Subheading(say(heading, language)), Points(said)]
    return Section("summary", say(p.SUMMARY, language), tuple(blocks))


def _figures(report: EffectivenessReport, language: Language) -> Iterator[tuple[str, str]]:
    planned = [one for one in report.indicators if one.planned is not None]
    if planned:
        met = sum(_is_met(one) for one in planned)
        yield say(p.OF, language, n=met, all=len(planned)), say(p.MET, language)
    money = _money(report)
    if money is not None:
        yield sum_in(money.received, language), say(p.RECEIVED, language)
    if report.funnel.steps:
        done = number_in(report.funnel.steps[-1].reached, language)
        yield done, say(p.COMPLETED, language)
    if report.rounds:
        rate = rate_in(_all_turnout(report.rounds[-1]), language)
        if rate:
            yield rate, say(p.RESPONSE, language)


def _is_met(one: IndicatorFinding) -> bool:
    return one.fact is not None and one.planned is not None and one.fact >= one.planned


def _money(report: EffectivenessReport) -> MoneyFinding | None:
    found = [e for cell in report.cells for e in cell.evidence if isinstance(e, PlanAndFact)]
    return found[0].money if found else None


def _all_turnout(round_: RoundFinding) -> Turnout:
    """Of all its questionnaires; not known where it is of one of them not."""
    each = [found.results.turnout_after[:1] for found in round_.questionnaires]
    parts = [part for some in each for part in some]
    invited = [part.invited for part in parts]
    replied = [part.answered for part in parts]
    return Turnout(invited=_sum(invited), answered=_sum(replied))


def _sum(numbers: list[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def rate_in(turnout: Turnout, language: Language) -> str:
    """The response rate; empty where it cannot be given."""
    if turnout.answered is None or not turnout.invited:
        return ""
    return share_in(turnout.answered / turnout.invited, language)


def _planned(report: EffectivenessReport, language: Language) -> Iterator[str]:
    planned = [one for one in report.indicators if one.planned is not None]
    if not planned:
        return
    met = sum(_is_met(one) for one in planned)
    yield say(p.PLANNED_INDICATORS, language, count=len(planned), met=met)
    short = [one for one in planned if one.fact is not None and not _is_met(one)]
    if short:
        listed = "; ".join(_short(one, language) for one in short)
        yield say(p.NOT_YET, language, listed=listed)
    unknown = [in_line(one.title.in_(language)) for one in planned if one.fact is None]
    if unknown:
        yield say(p.NO_FIGURE, language, listed="; ".join(unknown))


def _short(one: IndicatorFinding, language: Language) -> str:
    title = in_line(one.title.in_(language))
    fact, plan = (number_in(number or 0, language) for number in (one.fact, one.planned))
    return say(p.SHORT_BY, language, title=title, fact=fact, plan=plan)


def _happened(report: EffectivenessReport, language: Language) -> Iterator[str]:
    if len(report.funnel.steps) > 1:
        first, last = report.funnel.steps[0], report.funnel.steps[-1]
        yield say(
            p.FUNNEL,
            language,
            first=in_line(first.title.in_(language)),
            n=number_in(first.reached, language),
            last=in_line(last.title.in_(language)),
            done=number_in(last.reached, language),
        )
    money = _money(report)
    if money is not None:
        yield say(
            p.MONEY,
            language,
            received=sum_in(money.received, language),
            target=sum_in(money.target, language),
            percent="—" if money.percent is None else percent_in(money.percent, language),
            spent=sum_in(money.spent, language),
        )


def answered(report: EffectivenessReport, language: Language) -> Iterator[str]:
    if not report.rounds:
        yield say(p.NOBODY_ASKED, language)
        return
    round_ = report.rounds[-1]
    title = quoted(round_.title.in_(language), language)
    for finding in round_.questionnaires:
        who = in_line(finding.document.title.in_(language))
        results = finding.results
        if results.turnout_before:
            turnout = results.turnout_before[0]
            said = p.TURNOUT_BEFORE if _is_shown(turnout) else p.TURNOUT_BEFORE_HIDDEN
            yield _turnout(said, turnout, who, title, language)
        if results.turnout_after:
            turnout = results.turnout_after[0]
            said = p.TURNOUT if _is_shown(turnout) else p.TURNOUT_HIDDEN
            yield _turnout(said, turnout, who, title, language)


def _is_shown(turnout: Turnout) -> bool:
    return turnout.answered is not None and bool(turnout.invited)


def _turnout(said: Text, turnout: Turnout, who: str, title: str, language: Language) -> str:
    return say(
        said,
        language,
        who=who,
        round=title,
        answered=number_or_hidden(turnout.answered, language),
        invited=number_or_hidden(turnout.invited, language),
        rate=rate_in(turnout, language),
    )


def changed(report: EffectivenessReport, language: Language) -> Iterator[str]:
    """Of the questions named in advance, in the latest round."""
    if not report.rounds:
        return
    round_ = report.rounds[-1]
    told_apart = False
    for finding in round_.questionnaires:
        for one in together(finding):
            if one.is_primary and one.option is None:
                told_apart |= one.moved is None and not is_new(finding, one)
                who = in_line(finding.document.title.in_(language))
                yield f"{who}. {_moved(finding, one, language)}"
    if told_apart:
        yield say(p.DIFFERENT_PEOPLE, language)
    if round_.baseline is None:
        yield say(p.NOT_COMPARED, language)


def _moved(finding: QuestionnaireFinding, one: Comparison, language: Language) -> str:
    question = _sentence(named(finding, one, language), language)
    moved = one.moved
    if moved is not None and None not in (moved.improved, moved.same, moved.worse):
        return _rose(question, moved, language)
    given = {
        "question": question,
        "n_before": number_or_hidden(one.answered_before, language),
        "n_after": number_or_hidden(one.answered_after, language),
    }
    if one.share_after is not None:
        after = share_in(one.share_after.value, language)
        if one.share_before is None:
            return say(p.SHARE_NOW, language, after=after, **given)
        before = share_in(one.share_before.value, language)
        return say(p.SHARES, language, before=before, after=after, **given)
    if one.total_before and one.total_after:
        means = one.total_before.mean, one.total_after.mean
        if means[0] is not None and means[1] is not None:
            before, after = (decimal_in(mean, language, 2) for mean in means if mean is not None)
            return say(p.MEANS, language, before=before, after=after, **given)
    return say(p.CHANGE_HIDDEN, language, question=question)


def _rose(question: str, moved: Moved, language: Language) -> str:
    improved, same, worse = moved.improved or 0, moved.same or 0, moved.worse or 0
    return say(
        p.MOVED,
        language,
        question=question,
        pairs=number_in(improved + same + worse, language),
        improved=number_in(improved, language),
        same=number_in(same, language),
        worse=number_in(worse, language),
    )


def _sentence(question: str, language: Language) -> str:
    """The question in quotation marks, ended."""
    marked = quoted(question, language)
    return marked if question.endswith(_ENDING) else f"{marked}."


def _unsaid(report: EffectivenessReport, language: Language) -> Iterator[str]:
    yield say(p.CAREFULLY if report.has_comparison_group else p.NO_ATTRIBUTION, language)
    for limit in report.limits:
        if limit.code in _ABOUT_ANSWERS:
            yield in_line(limit.text.in_(language))


def against_others(report: EffectivenessReport, language: Language) -> Iterator[str]:
    """Where districts outside the programme were asked too."""
    for round_ in report.rounds:
        for finding in round_.questionnaires:
            for one in finding.results.against_others:
                interval = ""
                if one.estimate.interval is not None:
                    range_ = interval_in(one.estimate, language)
                    interval = say(p.INTERVAL, language, range=range_)
                yield say(
                    p.AGAINST_OTHERS,
                    language,
                    question=_sentence(named(finding, one, language), language),
                    districts=one.districts,
                    others=one.others,
                    difference=value_in(one.estimate, language),
                    interval=interval,
                )
