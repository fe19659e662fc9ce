"""What of the findings is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models import ProblemKind
from models.text import Language
from papers.charts.kinds.coverage import Coverage, Covered, Need
from papers.charts.kinds.dumbbell import Absent, Change, Dumbbell, Point
from papers.charts.kinds.funnel import Stages, Step
from papers.charts.kinds.likert import Answers, Asked, Likert
from papers.charts.kinds.plan_fact import PlanFact, Planned
from papers.effectiveness.phrases import evidence, frame, questions
from papers.typography import in_line, quoted, say
from workflow.monitoring.analysis.results import AgainstOthers, Comparison, Interval, Note, Share
from workflow.monitoring.evaluation.report import (
    DistrictCoverage,
    Funnel,
    IndicatorFinding,
    QuestionnaireFinding,
)
from workflow.monitoring.questionnaires.document import Option, Question, Scale

_ONE_SHARE = {Scale.BINARY, Scale.ORDINAL}


def named(
    finding: QuestionnaireFinding, comparison: Comparison | AgainstOthers, language: Language
) -> str:
    """The question as it was asked; with the option, where it is about one."""
    question = finding.document.questions[comparison.question]
    label = in_line(question.label.in_(language))
    if comparison.option is None:
        return label
    option = option_named(question, comparison.option, language)
    return say(questions.QUESTION_AND_OPTION, language, question=label, option=option)


def option_named(question: Question, code: str, language: Language) -> str:
    labels = {option.code: option.label.in_(language) for option in question.options}
    return in_line(labels.get(code, code))


def together(finding: QuestionnaireFinding) -> tuple[Comparison, ...]:
    """Of all districts together, in the order of the questionnaire."""
    return tuple(one for one in finding.results.comparisons if one.district is None)


def is_new(finding: QuestionnaireFinding, comparison: Comparison) -> bool:
    """Whether it was not asked before."""
    return finding.results.baseline is None or Note.NO_BASELINE in comparison.notes


def shares_chart(finding: QuestionnaireFinding, language: Language) -> Dumbbell | None:
    rows = tuple(
        _change(finding, one, named(finding, one, language))
        for one in together(finding)
        if one.scale in _ONE_SHARE and one.option is None
    )
    who = in_line(finding.document.title.in_(language))
    title = say(questions.SHARES_TITLE, language, who=who)
    return Dumbbell(title, rows) if rows else None


def choices_charts(finding: QuestionnaireFinding, language: Language) -> Iterator[Dumbbell]:
    """A chart for each question of several choices, with a line for each of them."""
    of_options = [one for one in together(finding) if one.option is not None]
    who = in_line(finding.document.title.in_(language))
    for name in dict.fromkeys(one.question for one in of_options):
        question = finding.document.questions[name]
        rows = tuple(
            _change(finding, one, option_named(question, one.option or "", language))
            for one in of_options
            if one.question == name
        )
        label = in_line(question.label.in_(language))
        yield Dumbbell(say(questions.CHOICES_TITLE, language, who=who, question=label), rows)


def nominal_charts(finding: QuestionnaireFinding, language: Language) -> Iterator[Dumbbell]:
    """A chart for each question with one choice of several without an order: it is described."""
    who = in_line(finding.document.title.in_(language))
    for one in together(finding):
        if one.scale == Scale.NOMINAL and one.cells:
            question = finding.document.questions[one.question]
            rows = tuple(
                Change(
                    option_named(question, cell.option, language),
                    Absent.NOT_ASKED
                    if is_new(finding, one)
                    else _part(cell.before, one.answered_before),
                    _part(cell.after, one.answered_after),
                    one.answered_before,
                    one.answered_after,
                )
                for cell in one.cells
            )
            label = in_line(question.label.in_(language))
            yield Dumbbell(say(questions.CHOICES_TITLE, language, who=who, question=label), rows)


def _part(count: int | None, answered: int | None) -> Point | Absent:
    if count is None or not answered:
        return Absent.HIDDEN
    return Point(min(1, count / answered))


def _change(finding: QuestionnaireFinding, one: Comparison, label: str) -> Change:
    before = Absent.NOT_ASKED if is_new(finding, one) else _point(one.share_before)
    return Change(label, before, _point(one.share_after), one.answered_before, one.answered_after)


def _point(share: Share | None) -> Point | Absent:
    if share is None:
        return Absent.HIDDEN
    return Point(share.value, ends_of(share.interval))


def ends_of(interval: Interval | None) -> tuple[float, float] | None:
    return None if interval is None else (interval.low, interval.high)


@dataclass(frozen=True)
class _OnScale:
    options: tuple[str, ...]
    """Codes, from the least to the most favourable."""
    labels: tuple[str, ...]
    favourable: int


def scale_charts(finding: QuestionnaireFinding, language: Language) -> tuple[Likert, ...]:
    """A chart for each scale, with the questions that were answered on it and may be shown."""
    who = in_line(finding.document.title.in_(language))
    groups: dict[_OnScale, list[Asked]] = {}
    for scale, asked in _on_scales(finding, language):
        if _may_be_shown(asked):
            groups.setdefault(scale, []).append(asked)
    title = say(questions.SCALE_TITLE, language, who=who)
    return tuple(
        Likert(
            title,
            scale.labels,
            min(scale.favourable, len(scale.options) - scale.favourable),
            scale.favourable,
            tuple(group),
        )
        for scale, group in groups.items()
    )


def hidden_scales(finding: QuestionnaireFinding, language: Language) -> tuple[str, ...]:
    """Questions on a scale of which no round may be drawn: a row of hatching would tell nothing."""
    return tuple(
        asked.label for _, asked in _on_scales(finding, language) if not _may_be_shown(asked)
    )


def _on_scales(
    finding: QuestionnaireFinding, language: Language
) -> Iterator[tuple[_OnScale, Asked]]:
    for one in together(finding):
        if one.scale == Scale.ORDINAL and one.cells:
            scale = _scale_of(finding.document.questions[one.question], language)
            yield scale, _asked(finding, one, scale, language)


def _may_be_shown(asked: Asked) -> bool:
    return any(answers is not None and answers.is_shown for answers in (asked.before, asked.after))


def _scale_of(question: Question, language: Language) -> _OnScale:
    options: Sequence[Option] = question.counted_options
    if options and options[0].favourable:
        options = options[::-1]
    return _OnScale(
        tuple(option.code for option in options),
        tuple(in_line(option.label.in_(language)) for option in options),
        sum(option.favourable for option in options),
    )


def _asked(
    finding: QuestionnaireFinding, one: Comparison, scale: _OnScale, language: Language
) -> Asked:
    cells = {cell.option: cell for cell in one.cells}
    found = [cells.get(code) for code in scale.options]
    before = Answers(
        tuple(cell.before if cell else None for cell in found),
        one.no_answer_before,
        one.answered_before,
    )
    after = Answers(
        tuple(cell.after if cell else None for cell in found),
        one.no_answer_after,
        one.answered_after,
    )
    return Asked(named(finding, one, language), None if is_new(finding, one) else before, after)


def indicators_chart(indicators: Sequence[IndicatorFinding], language: Language) -> PlanFact:
    rows = tuple(
        Planned(
            in_line(one.title.in_(language)),
            one.planned,
            one.fact,
            in_line(one.missing.in_(language)) if one.missing else "",
        )
        for one in indicators
    )
    return PlanFact(say(evidence.PLAN_FACT_TITLE, language), rows)


def funnel_chart(funnel: Funnel, language: Language) -> Stages:
    return Stages(
        say(frame.FUNNEL_TITLE, language),
        tuple(Step(in_line(step.title.in_(language)), step.reached) for step in funnel.steps),
        tuple(Step(in_line(way.title.in_(language)), way.number) for way in funnel.exits),
    )


def coverage_chart(coverage: Sequence[DistrictCoverage], language: Language) -> Coverage:
    rows = tuple(
        Covered(
            in_line(district.title.in_(language)),
            tuple(
                Need(
                    in_line(need.text.in_(language)),
                    need.supported,
                    need.kind == ProblemKind.GROWTH_POINT,
                )
                for need in district.problems
            ),
        )
        for district in coverage
    )
    return Coverage(say(evidence.COVERAGE_TITLE, language), rows)


def favourable_answers(question: Question, language: Language) -> str:
    return ", ".join(
        quoted(option.label.in_(language), language)
        for option in question.options
        if option.favourable
    )
