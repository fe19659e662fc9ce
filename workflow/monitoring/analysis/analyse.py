"""The answers of one or two rounds to a questionnaire → its results, as far as they may be
shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from models import RoundMode
from workflow.monitoring.analysis.comparing.dropout import compare_returned
from workflow.monitoring.analysis.comparing.multiplicity import adjust_explored, adjust_primary
from workflow.monitoring.analysis.comparing.others import compare_with_others
from workflow.monitoring.analysis.comparing.pooled import pool
from workflow.monitoring.analysis.comparing.sampling import UNCOUNTED, Population
from workflow.monitoring.analysis.comparing.tables import Places, everywhere
from workflow.monitoring.analysis.frame import (
    MISSING,
    NO_PAIRS,
    Frame,
    Ints,
    Pairing,
    pair,
)
from workflow.monitoring.analysis.items import Asked, Item, items, silences
from workflow.monitoring.analysis.results import ENOUGH, Comparison, Note, Results, Turnout
from workflow.monitoring.analysis.suppression.choice import Choice
from workflow.monitoring.analysis.suppression.comments import comments
from workflow.monitoring.analysis.suppression.described import describe_words
from workflow.monitoring.analysis.suppression.districts import Shown, in_districts
from workflow.monitoring.analysis.suppression.number import number_comparison
from workflow.monitoring.analysis.suppression.witness import shown
from workflow.monitoring.questionnaires.document import QuestionnaireDocument, Scale

_DISTRICTS_SHOW = {
    Scale.BINARY,
    Scale.ORDINAL,
    Scale.MULTIPLE,
    Scale.COUNT,
    Scale.AMOUNT,
    Scale.ACCOUNT,
}


@dataclass(frozen=True)
class Setting:
    """What is known of a round beside its answers."""

    round: str
    mode: RoundMode
    baseline: str | None = None
    baseline_mode: RoundMode | None = None
    population: Population = UNCOUNTED
    turnout_before: tuple[Turnout, ...] = ()
    turnout_after: tuple[Turnout, ...] = ()
    took_part: frozenset[str] = field(default=frozenset())
    """Codes of the districts that entered the programme."""

    @property
    def knows_who(self) -> bool:
        """Whether people can be found again: the same was kept of them in both rounds."""
        return self.mode == self.baseline_mode and self.mode != RoundMode.ANONYMOUS


def analyse(
    document: QuestionnaireDocument, setting: Setting, before: Frame | None, after: Frame
) -> Results:
    """Pure: the same answers in any order come to the same results."""
    known = before is not None and setting.knows_who
    pairing = pair(before, after) if before is not None and known else NO_PAIRS
    places = everywhere(before.size if before else 0, after.size, pairing)
    asked = _asked(document, before, after, places, setting.population)
    whole = [(one, [kinds[0] for kinds in items(one)]) for one in asked]
    totals = _adjusted(document, [found for one in whole for found in _together(*one)])
    districts, changes = _districts(asked, before, after, pairing, document, setting)
    return Results(
        round=setting.round,
        baseline=setting.baseline,
        questionnaire=document.questionnaire,
        mode=setting.mode.value,
        population=setting.population.size,
        turnout_before=setting.turnout_before,
        turnout_after=setting.turnout_after,
        pairs=len(pairing.before) if known and len(pairing.before) >= ENOUGH else None,
        comparisons=_in_order(document, [*totals, *adjust_explored(districts)]),
        pooled=tuple(adjust_explored(pool(changes))),
        returned=tuple(compare_returned(before, pairing.before, whole) if before else ()),
        against_others=compare_with_others(districts, setting.took_part),
        comments=comments(document, before, after),
    )


def _asked(
    document: QuestionnaireDocument,
    before: Frame | None,
    after: Frame,
    places: Places,
    population: Population,
) -> list[Asked]:
    return [
        Asked(
            question,
            before.columns.get(question.name) if before else None,
            after.columns[question.name],
            places,
            population,
        )
        for question in document.questions.values()
        if question.scale is not None
    ]


def _together(asked: Asked, whole: Sequence[Item]) -> list[Comparison]:
    """All together, before districts are told apart."""
    if asked.question.scale == Scale.WORDS:
        return [_words(asked)]
    return [shown(one) if isinstance(one, Choice) else number_comparison(one) for one in whole]


def _words(asked: Asked) -> Comparison:
    after = describe_words(
        int(asked.after.answered.sum()), silences(asked.after, asked.places.after, 1)[0]
    )
    before = None
    if asked.before is not None:
        silence = silences(asked.before, asked.places.before, 1)[0]
        before = describe_words(int(asked.before.answered.sum()), silence)
    parts = [part for part in (before, after) if part is not None]
    told = {
        Note.SUPPRESSED: any(part.answered is None for part in parts),
        Note.ROUNDED: any(part.is_rounded for part in parts),
        Note.NO_BASELINE: before is None,
    }
    return Comparison(
        question=asked.question.name,
        scale=Scale.WORDS,
        answered_before=before.answered if before else None,
        answered_after=after.answered,
        notes=tuple(note for note in Note if told.get(note)),
    )


def _adjusted(document: QuestionnaireDocument, totals: Sequence[Comparison]) -> list[Comparison]:
    marked = [
        one.model_copy(update={"is_primary": one.question in document.primary}) for one in totals
    ]
    return [
        *adjust_primary([one for one in marked if one.is_primary]),
        *adjust_explored([one for one in marked if not one.is_primary]),
    ]


def _districts(
    asked: Sequence[Asked],
    before: Frame | None,
    after: Frame,
    pairing: Pairing,
    document: QuestionnaireDocument,
    setting: Setting,
) -> tuple[list[Comparison], list[Shown]]:
    codes = sorted({*(before.districts if before else ()), *after.districts})
    if not document.by_district or not codes:
        return [], []
    places = _by_district(before, after, pairing, codes)
    place = {one.question.name: n for n, one in enumerate(asked)}
    comparisons: list[Comparison] = []
    changes: list[Shown] = []
    for one in asked:
        if one.question.scale not in _DISTRICTS_SHOW:
            continue
        apart = Asked(one.question, one.before, one.after, places, _part_of(setting, one))
        for kinds in items(apart):
            found, changed = in_districts(kinds, codes)
            comparisons += found
            changes += changed
    in_order = sorted(comparisons, key=lambda one: (place[one.question], one.district or ""))
    return in_order, changes


def _part_of(setting: Setting, asked: Asked) -> Population:
    """How many there are in a district is not known, but where all together is everybody, each
    district is too."""
    spoke = [
        int((column.codes != MISSING).sum()) for column in (asked.before, asked.after) if column
    ]
    return Population(1) if setting.population.is_census(*spoke) else UNCOUNTED


def _by_district(
    before: Frame | None, after: Frame, pairing: Pairing, codes: Sequence[str]
) -> Places:
    """Who moved to another district between the rounds is another person there."""
    first = _renumbered(before, codes) if before else np.array([], dtype=np.int64)
    second = _renumbered(after, codes)
    stayed = first[pairing.before] == second[pairing.after]
    return Places(
        Pairing(pairing.before[stayed], pairing.after[stayed]), first, second, len(codes) + 1
    )


def _renumbered(frame: Frame, codes: Sequence[str]) -> Ints:
    """Places in `codes`; those of no district after all."""
    place = np.array([*(codes.index(code) for code in frame.districts), len(codes)])
    found: Ints = place[frame.district]
    return found


def _in_order(
    document: QuestionnaireDocument, comparisons: Sequence[Comparison]
) -> tuple[Comparison, ...]:
    """Each question's, all together first; sorting keeps the order of options and districts."""
    place = {name: n for n, name in enumerate(document.questions)}
    return tuple(sorted(comparisons, key=lambda one: place[one.question]))
