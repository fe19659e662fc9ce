"""The one indicator that no record counts: people are asked about it in the questionnaires."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import Text
from workflow.history.as_of import AsOf
from workflow.monitoring.analysis.results import ENOUGH, Comparison
from workflow.monitoring.evaluation.rounds import AskedOf, ClosedRound, closed_rounds
from workflow.monitoring.questionnaires.document import Question

QUESTION = "positive_experience"
"""What the question is called in every questionnaire that asks it."""
ROUNDED = "rounded"
"""A note of results: how many answered is not given exactly."""


@dataclass(frozen=True)
class Answered:
    """What is behind the figure: one questionnaire, never one person."""

    questionnaire: str
    title: Text
    answered: int | None
    """None where it was suppressed; to the nearest five where the results have it so."""
    positive: int | None


@dataclass(frozen=True)
class Asked:
    """People who said in the latest closed round after the programme that they had a positive
    experience of solving their district's problems together, over all questionnaires that ask it.

    The figure is made of the round's results as they may be shown, and of nothing else: so it
    cannot give away what they hide. A questionnaire that hides its figure is not in it, which
    `missing` says."""

    def count(self, session: Session, programme_id: int, as_of: AsOf) -> int | None:
        lines, _ = _read(session, programme_id, as_of)
        return _sum(lines)

    def records(self, session: Session, programme_id: int, as_of: AsOf) -> Sequence[Answered]:
        """A line for each questionnaire of the round that asks it."""
        return _read(session, programme_id, as_of)[0]

    def missing(self, session: Session, programme_id: int, as_of: AsOf) -> Text | None:
        """Why there is no figure, or what it leaves out, if anything."""
        return _read(session, programme_id, as_of)[1]


def _read(
    session: Session, programme_id: int, as_of: AsOf
) -> tuple[Sequence[Answered], Text | None]:
    """What the questionnaires say, and why that is no figure or not the whole one."""
    latest = _latest(session, programme_id, as_of)
    if latest is None:
        return (), _NOT_ASKED
    if not latest.is_analysed:
        return (), _NOT_ANALYSED
    lines = [
        _line(asked, asked.document.questions[QUESTION])
        for asked in latest.asked
        if QUESTION in asked.document.questions
    ]
    return lines, _missing(lines)


def _missing(lines: Sequence[Answered]) -> Text | None:
    if not lines:
        return _NOT_IN_IT
    if _sum(lines) is None:
        return _TOO_FEW
    hidden = [line for line in lines if line.positive is None]
    return _without(hidden) if hidden else None


def _sum(lines: Sequence[Answered]) -> int | None:
    """Over the questionnaires that show theirs; None where there is none, or few people in it."""
    shown = [line.positive for line in lines if line.positive is not None]
    few = 0 < sum(shown) < ENOUGH or (not sum(shown) and len(shown) < len(lines))
    return None if not shown or few else sum(shown)


def _latest(session: Session, programme_id: int, as_of: AsOf) -> ClosedRound | None:
    compared = [
        closed
        for closed in closed_rounds(session, programme_id, as_of)
        if closed.round.baseline_id is not None
    ]
    return compared[-1] if compared else None


def _line(asked: AskedOf, question: Question) -> Answered:
    assert asked.results is not None, "only analysed rounds are read"
    found = next(
        (c for c in asked.results.comparisons if c.question == QUESTION and c.district is None),
        None,
    )
    return Answered(
        asked.document.questionnaire,
        asked.document.title,
        found.answered_after if found else None,
        _positive(found, question) if found else None,
    )


def _positive(found: Comparison, question: Question) -> int | None:
    """Of the cells, where they are shown, or of the share, where that is shown without them."""
    favourable = {option.code for option in question.options if option.favourable}
    cells = [cell.after for cell in found.cells if cell.option in favourable]
    known = [number for number in cells if number is not None]
    if cells and len(known) == len(cells):
        return sum(known)
    if found.share_after is None or found.answered_after is None or ROUNDED in found.notes:
        return None
    return round(found.share_after.value * found.answered_after)


def _without(hidden: Sequence[Answered]) -> Text:
    en = ", ".join(line.title.in_("en") for line in hidden)
    ru = ", ".join(line.title.ru for line in hidden)
    return Text(
        en=f"at least; without those where too few answered for a figure to be shown: {en}",
        ru=f"не меньше; без анкет, где слишком мало ответов, чтобы показать число: {ru}",
    )


_NOT_ASKED = Text(en="from the questionnaires, not asked yet", ru="из анкет, опроса ещё не было")
_NOT_ANALYSED = Text(
    en="from the questionnaires; the answers are not counted yet",
    ru="из анкет, ответы ещё не подсчитаны",
)
_NOT_IN_IT = Text(
    en="from the questionnaires; none of the latest round asks it",
    ru="из анкет; ни одна анкета последнего раунда об этом не спрашивает",
)
_TOO_FEW = Text(
    en="too few answers to show a figure", ru="слишком мало ответов, чтобы показать число"
)
