"""One comparison as a line of a list: what it says of the change, of each round, of the people."""

from dataclasses import dataclass

from cli.council.words import NOTHING
from cli.lists import Column, Columns
from cli.monitoring.words import (
    DESIGNS,
    HIDDEN,
    IN_PERCENT,
    MEASURES,
    METHODS,
    NOTES,
    known,
    number,
    percent,
)
from cli.output import say
from models import Text
from workflow.monitoring.analysis.results import Comparison, Estimate, Moved, Note, Results
from workflow.monitoring.questionnaires.document import QuestionnaireDocument


@dataclass(frozen=True)
class Line:
    document: QuestionnaireDocument
    results: Results
    comparison: Comparison

    @property
    def question(self) -> str:
        found = self.comparison
        asked = self.document.questions[found.question]
        if found.option is None:
            return say(asked.label)
        option = next(each for each in asked.options if each.code == found.option)
        return f"{say(asked.label)} — {say(option.label)}"

    @property
    def people(self) -> str:
        found = self.comparison
        after = known(found.answered_after)
        return (
            after if self.results.baseline is None else f"{known(found.answered_before)} → {after}"
        )

    @property
    def before(self) -> str:
        return NOTHING if self.results.baseline is None else _figure(self.comparison, "before")

    @property
    def after(self) -> str:
        return _figure(self.comparison, "after")

    @property
    def effect(self) -> str:
        return "; ".join(_estimate(each) for each in self.comparison.estimates) or NOTHING

    @property
    def p(self) -> str:
        test = self.comparison.test
        if test is None:
            return NOTHING
        adjusted = f" ({number(test.adjusted, '0.####')})" if test.adjusted is not None else ""
        return f"{number(test.p, '0.####')}{adjusted}\n{say(METHODS[test.method])}"

    @property
    def moved(self) -> str:
        return _moved(self.comparison.moved)

    @property
    def remarks(self) -> str:
        found = self.comparison
        explored = Text(en="exploratory", ru="поисковый")
        said = [explored] if found.test and not found.is_primary else []
        said += [DESIGNS[found.design]] if found.design else []
        said += [NOTES[note] for note in found.notes if note is not Note.NO_BASELINE]
        return "; ".join(say(words) for words in said)


COLUMNS: Columns[Line] = (
    Column(
        Text(en="Questionnaire", ru="Анкета"),
        lambda line: line.results.questionnaire,
        only_in="file",
    ),
    Column(Text(en="Question", ru="Вопрос"), lambda line: line.question),
    Column(Text(en="District", ru="Округ"), lambda line: line.comparison.district or NOTHING),
    Column(Text(en="n", ru="n"), lambda line: line.people, one_line=True),
    Column(Text(en="Before", ru="До"), lambda line: line.before),
    Column(Text(en="After", ru="После"), lambda line: line.after),
    Column(
        Text(en="Effect and 95% interval", ru="Изменение и 95%-й интервал"),
        lambda line: line.effect,
    ),
    Column(
        Text(en="Rose, same, fell", ru="Выше, так же, ниже"),
        lambda line: line.moved,
    ),
    Column(Text(en="p (adjusted)", ru="p (с поправкой)"), lambda line: line.p),
    Column(Text(en="Remarks", ru="Замечания"), lambda line: line.remarks),
)


def _figure(found: Comparison, side: str) -> str:
    share = found.share_before if side == "before" else found.share_after
    total = found.total_before if side == "before" else found.total_after
    if share is not None:
        ends = share.interval
        within = f" [{percent(ends.low)}; {percent(ends.high)}]" if ends else ""
        return f"{percent(share.value)}{within}"
    if total is not None:
        return _total(total.sum, total.mean)
    return say(HIDDEN) if Note.SUPPRESSED in found.notes else NOTHING


def _total(added: float | None, mean: float | None) -> str:
    said = []
    if mean is not None:
        said.append(say(Text(en=f"mean {number(mean)}", ru=f"в среднем {number(mean)}")))
    if added is not None:
        said.append(say(Text(en=f"sum {number(added)}", ru=f"всего {number(added)}")))
    return ", ".join(said) or say(HIDDEN)


def _estimate(estimate: Estimate) -> str:
    points = estimate.measure in IN_PERCENT

    def shown(value: float) -> str:
        if not points:
            return number(value, "0.##")
        sign = "+" if value > 0 else ""
        in_points = Text(
            en=f"{number(100 * value, '0.#')} pp", ru=f"{number(100 * value, '0.#')} п.п."
        )
        return sign + say(in_points)

    ends = estimate.interval
    within = f" [{shown(ends.low)}; {shown(ends.high)}]" if ends else ""
    return f"{say(MEASURES[estimate.measure])}: {shown(estimate.value)}{within}"


def _moved(moved: Moved | None) -> str:
    if moved is None:
        return NOTHING
    parts = (moved.improved, moved.same, moved.worse)
    return " / ".join(say(HIDDEN) if part is None else str(part) for part in parts)
