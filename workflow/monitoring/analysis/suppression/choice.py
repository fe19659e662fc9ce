"""A choice in two rounds: all that its figures come from, and the figures at each step of how much
of them may be shown."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from workflow.monitoring.analysis.comparing.change import Change
from workflow.monitoring.analysis.comparing.choices import compare_choice
from workflow.monitoring.analysis.comparing.sampling import UNCOUNTED, Population
from workflow.monitoring.analysis.comparing.tables import Tables
from workflow.monitoring.analysis.frame import Bools, Ints
from workflow.monitoring.analysis.methods import design
from workflow.monitoring.analysis.results import (
    ENOUGH,
    ENOUGH_PAIRS,
    Cell,
    Comparison,
    Design,
    Moved,
    Note,
)
from workflow.monitoring.analysis.suppression.described import (
    NOTHING,
    Described,
    Silence,
    describe_choice,
)
from workflow.monitoring.analysis.suppression.few import any_few, few, shown_pairs
from workflow.monitoring.analysis.suppression.rounding import (
    COARSE,
    FINE,
    round_estimates,
    round_test,
)
from workflow.monitoring.questionnaires.document import Scale


class Step(IntEnum):
    """How much of a comparison is shown; each shows less than the one before."""

    EXACT = 0
    ROUNDED = 1
    WITHOUT_P = 2
    VALUES = 3
    """Without intervals too."""
    DESCRIBED = 4
    """Each round by itself, and nothing of the change."""


@dataclass(frozen=True)
class Choice:
    """A question of one choice, or one option of a question of several."""

    question: str
    scale: Scale
    options: tuple[str, ...]
    favourable: Bools
    scores: Ints
    """Of each option: 0 for the least favourable."""
    tables: Tables
    after: Silence
    before: Silence | None = None
    """None: there is no baseline."""
    in_both: int = 0
    """People in both rounds, whatever they answered."""
    population: Population = UNCOUNTED
    option: str | None = None
    hides_moved: bool = False
    """Who moved would give away a count that is hidden."""

    @cached_property
    def scored(self) -> Tables:
        return self.tables.scored(self.scores)

    @cached_property
    def spoke(self) -> tuple[int, ...]:
        """How many said something, in each round that there is."""
        rounds = [(self.tables.after, self.after)]
        if self.before is not None:
            rounds.insert(0, (self.tables.before, self.before))
        return tuple(int(counts.sum()) + silence.said_nothing for counts, silence in rounds)

    @cached_property
    def design(self) -> Design | None:
        answered = int(self.tables.before.sum()), int(self.tables.after.sum())
        if self.before is None or self.scale == Scale.NOMINAL or min(answered) < ENOUGH:
            return None
        return design(self.tables.pairs, self.tables.single)

    @property
    def is_linked(self) -> bool:
        return self.design in (Design.LINKED, Design.PARTLY)

    @cached_property
    def change(self) -> tuple[Change, tuple[Note, ...]]:
        if self.design is None:
            return Change(), ()
        spoke = (self.tables.pairs,) if self.design == Design.LINKED else self.spoke
        change = compare_choice(self.scale, self.design, self.scored)
        return self.population.judge(change, *spoke)

    @cached_property
    def shows_moved(self) -> bool:
        silent = self.in_both - self.tables.pairs
        few_moved = any_few((*self.scored.moved, silent))
        return self.is_linked and not self.hides_moved and not few_moved

    @cached_property
    def described(self) -> tuple[Described | None, Described]:
        """Before and after."""
        after = self._describe(self.tables.after, self.after)
        before = self._describe(self.tables.before, self.before) if self.before else None
        return before, after

    def _describe(self, counts: Ints, silence: Silence) -> Described:
        bounds = self.population.bounds(int(counts.sum()) + silence.said_nothing)
        is_scale = self.scale == Scale.ORDINAL
        return describe_choice(counts, self.favourable, silence, bounds, scale=is_scale)

    @cached_property
    def behind(self) -> dict[str, int]:
        """The counts that figures about the change could give away, by a name of each."""
        found = _numbered("after", self.tables.after)
        found["silent after"] = self.after.total
        found["said nothing after"] = self.after.said_nothing
        if self.before is None:
            return found
        found |= _numbered("before", self.tables.before)
        found["silent before"] = self.before.total
        found["said nothing before"] = self.before.said_nothing
        if self.is_linked:
            good = self.tables.scored(self.favourable.astype(np.int64))
            found |= _numbered("moved", np.array(self.scored.moved))
            found |= _numbered("joint", good.joint.ravel())
            found |= _numbered("before only", good.before_only)
            found |= _numbered("after only", good.after_only)
            found["silent in one"] = self.in_both - self.tables.pairs
        return found


def comparison(choice: Choice, step: Step) -> Comparison:
    before, after = choice.described
    change, notes = choice.change
    shown = _shown(change, step)
    rounded_pairs = few(choice.in_both - choice.tables.pairs)
    moved = _moved(choice)
    parts = [part for part in (before, after) if part is not None]
    hides = any(not part.is_fine for part in parts) or (
        step > Step.ROUNDED and bool(change.estimates)
    )
    told = {
        Note.SUPPRESSED: hides or (moved is None and choice.is_linked),
        Note.ROUNDED: any(part.is_rounded for part in parts)
        or (rounded_pairs and choice.tables.pairs >= ENOUGH),
        Note.FEW_PAIRS: choice.is_linked and choice.tables.pairs < ENOUGH_PAIRS,
        Note.NO_BASELINE: before is None,
        Note.NO_CHANGE_POSSIBLE: change.nothing_changed and step < Step.DESCRIBED,
    }
    return Comparison(
        question=choice.question,
        option=choice.option,
        scale=choice.scale,
        design=choice.design,
        answered_before=before.answered if before else None,
        answered_after=after.answered,
        no_answer_before=before.no_answer if before else None,
        no_answer_after=after.no_answer,
        pairs=shown_pairs(choice.tables.pairs, choice.in_both) if before else None,
        cells=_cells(choice, before, after),
        share_before=before.share if before else None,
        share_after=after.share,
        moved=moved,
        estimates=shown.estimates,
        test=shown.test,
        notes=tuple(note for note in Note if note in notes or told.get(note)),
    )


def _shown(change: Change, step: Step) -> Change:
    if step == Step.DESCRIBED:
        return Change()
    decimals = FINE if step == Step.EXACT else COARSE
    estimates = round_estimates(change.estimates, decimals, with_interval=step < Step.VALUES)
    test = round_test(change.test, decimals) if change.test and step < Step.WITHOUT_P else None
    return Change(estimates, test)


def _moved(choice: Choice) -> Moved | None:
    if not choice.shows_moved:
        return None
    improved, same, worse = choice.scored.moved
    return Moved(improved=improved, same=same, worse=worse)


def _cells(choice: Choice, before: Described | None, after: Described) -> tuple[Cell, ...]:
    """Of one option of several: its own alone."""
    places = range(len(choice.options)) if choice.option is None else [1]
    return tuple(
        Cell(
            option=choice.options[n],
            before=_cell(before or NOTHING, n),
            after=_cell(after, n),
        )
        for n in places
    )


def _cell(described: Described, n: int) -> int | None:
    return described.cells[n] if described.cells else None


def _numbered(name: str, counts: Ints) -> dict[str, int]:
    return {f"{name} {n}": int(count) for n, count in enumerate(counts)}
