"""A question that is answered with a number, in two rounds, as far as it may be shown."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from workflow.monitoring.analysis.comparing.change import Change
from workflow.monitoring.analysis.comparing.numbers import compare_numbers
from workflow.monitoring.analysis.comparing.sampling import UNCOUNTED, Population
from workflow.monitoring.analysis.comparing.tables import Numbers
from workflow.monitoring.analysis.methods import design
from workflow.monitoring.analysis.results import (
    ENOUGH,
    ENOUGH_PAIRS,
    Comparison,
    Design,
    Moved,
    Note,
)
from workflow.monitoring.analysis.suppression.described import Described, Silence, describe_number
from workflow.monitoring.analysis.suppression.few import any_few, few, shown_pairs
from workflow.monitoring.analysis.suppression.rounding import (
    COARSE,
    FINE,
    round_estimates,
    round_test,
)
from workflow.monitoring.questionnaires.document import Scale


@dataclass(frozen=True)
class Number:
    question: str
    scale: Scale
    numbers: Numbers
    after: Silence
    before: Silence | None = None
    """None: there is no baseline."""
    in_both: int = 0
    """People in both rounds, whatever they answered."""
    population: Population = UNCOUNTED

    @cached_property
    def design(self) -> Design | None:
        answered = len(self.numbers.before), len(self.numbers.after)
        if self.before is None or self.scale == Scale.ACCOUNT or min(answered) < ENOUGH:
            return None
        return design(self.numbers.pairs, self.numbers.single)

    @cached_property
    def is_linked(self) -> bool:
        return self.design in (Design.LINKED, Design.PARTLY)

    @cached_property
    def change(self) -> tuple[Change, tuple[Note, ...]]:
        if self.design is None:
            return Change(), ()
        change = compare_numbers(self.scale, self.design, self.numbers)
        spoke = (
            (self.numbers.pairs,)
            if self.design == Design.LINKED
            else (len(self.numbers.before), len(self.numbers.after))
        )
        return self.population.judge(change, *spoke)

    @cached_property
    def described(self) -> tuple[Described | None, Described]:
        """Before and after."""
        is_account = self.scale == Scale.ACCOUNT
        after = describe_number(self.numbers.after, self.after, is_account=is_account)
        if self.before is None:
            return None, after
        return describe_number(self.numbers.before, self.before, is_account=is_account), after

    @cached_property
    def named(self) -> tuple[int, int]:
        """How many named more than nought, before and after."""
        return (
            int(np.count_nonzero(self.numbers.before)),
            int(np.count_nonzero(self.numbers.after)),
        )

    @cached_property
    def moved(self) -> Moved | None:
        """How many gave a larger number, the same, a smaller one."""
        silent = self.in_both - self.numbers.pairs
        if not self.is_linked or any_few((*self.numbers.moved, silent)):
            return None
        improved, same, worse = self.numbers.moved
        return Moved(improved=improved, same=same, worse=worse)


def number_comparison(number: Number) -> Comparison:
    before, after = number.described
    change, notes = number.change
    change_shown = _shown(number, change)
    pairs = number.numbers.pairs
    rounded_pairs = few(number.in_both - pairs)
    parts = [part for part in (before, after) if part is not None]
    told = {
        Note.SUPPRESSED: any(not part.is_fine for part in parts)
        or (number.moved is None and number.is_linked)
        or len(change_shown.estimates) < len(change.estimates),
        Note.ROUNDED: any(part.is_rounded for part in parts) or (rounded_pairs and pairs >= ENOUGH),
        Note.FEW_PAIRS: number.is_linked and pairs < ENOUGH_PAIRS,
        Note.NO_BASELINE: before is None,
        Note.NO_CHANGE_POSSIBLE: change.nothing_changed and bool(change_shown.estimates),
    }
    return Comparison(
        question=number.question,
        scale=number.scale,
        design=number.design,
        answered_before=before.answered if before else None,
        answered_after=after.answered,
        no_answer_before=before.no_answer if before else None,
        no_answer_after=after.no_answer,
        pairs=shown_pairs(number.numbers.pairs, number.in_both) if before else None,
        moved=number.moved,
        total_before=before.total if before else None,
        total_after=after.total,
        estimates=change_shown.estimates,
        test=change_shown.test,
        notes=tuple(note for note in Note if note in notes or told.get(note)),
    )


def _shown(number: Number, change: Change) -> Change:
    """Nothing where a sum is hidden, or told only about of how many it is. Where few moved one way,
    the interval and the p-value would give away how few, unless people moved by many different
    amounts."""
    parts = [part for part in number.described if part is not None]
    if any(part.total is None or part.is_rounded for part in parts):
        return Change()
    if all(part.is_fine for part in parts) and (number.moved or not number.is_linked):
        return Change(
            round_estimates(change.estimates, FINE),
            round_test(change.test, FINE) if change.test else None,
        )
    varied = not number.is_linked or len(np.unique(number.numbers.differences)) > ENOUGH
    return Change(
        round_estimates(change.estimates, COARSE, with_interval=varied),
        round_test(change.test, COARSE) if change.test and varied else None,
    )
