"""Districts of a question, as far as they may be shown beside all together.

Of a district its shares and its change are shown, never its options one by one. A district is
hidden together with the next smallest, and so that all the hidden ones together, which is what
remains of the total when those shown are taken away, hold no small count either. Each round decides
for itself (see `described`), and who is in both rounds a third time.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from workflow.monitoring.analysis.frame import Ints
from workflow.monitoring.analysis.items import Item
from workflow.monitoring.analysis.results import Comparison, Estimate, Measure, Note
from workflow.monitoring.analysis.suppression.choice import Choice, Step, comparison
from workflow.monitoring.analysis.suppression.few import any_few, hidden_rows
from workflow.monitoring.analysis.suppression.number import number_comparison
from workflow.monitoring.analysis.suppression.rounding import COARSE, rounded
from workflow.monitoring.questionnaires.document import Scale


class Shown(NamedTuple):
    """A district whose change is shown, and what it was computed from."""

    item: Item
    comparison: Comparison


class Behind(NamedTuple):
    """The counts that the figures of a district come from."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    both: tuple[int, ...]
    """Of those in both rounds, and of those in one beside them."""


def in_districts(
    places: Sequence[Item], codes: Sequence[str]
) -> tuple[list[Comparison], list[Shown]]:
    """`places`: the districts in the order of their codes, and those of no district last."""
    counts = [behind(item) for item in places]
    before, after, both = (
        hidden_rows(np.array(rows, dtype=np.int64)) for rows in zip(*counts, strict=True)
    )
    comparisons, shown = [], []
    for n, (item, code) in enumerate(zip(places, codes, strict=False)):
        if not any(counts[n].before) and not any(counts[n].after):
            continue
        found = _district(item, code, n in before, n in after, n in both)
        comparisons.append(found)
        if found.estimates:
            shown.append(Shown(item, found))
    return comparisons, shown


def behind(item: Item) -> Behind:
    if isinstance(item, Choice):
        return _behind_choice(item)
    numbers, (named_before, named_after) = item.numbers, item.named
    return Behind(
        (len(numbers.before), named_before),
        (len(numbers.after), named_after),
        (numbers.pairs, *numbers.moved),
    )


def _behind_choice(choice: Choice) -> Behind:
    good = choice.tables.scored(choice.favourable.astype(np.int64))
    singles = (*good.before_only, *good.after_only)
    return Behind(
        _by_kind(choice, choice.tables.before),
        _by_kind(choice, choice.tables.after),
        (choice.tables.pairs, *choice.scored.moved, *map(int, (*good.joint.ravel(), *singles)))
        if choice.tables.pairs
        else (0,) * (8 + len(singles)),
    )


def _by_kind(choice: Choice, counts: Ints) -> tuple[int, ...]:
    """All, those who answered favourably, the others."""
    answered, good = int(counts.sum()), int(counts[choice.favourable].sum())
    return (answered, good, answered - good) if choice.favourable.any() else (answered,)


def _of_what_is_shown(found: Comparison, hides: bool) -> tuple[Estimate, ...]:
    """The difference of two shares that are shown tells nothing else."""
    before, after = found.share_before, found.share_after
    if hides or before is None or after is None or found.scale == Scale.ORDINAL:
        return ()
    change = rounded(after.value - before.value, COARSE)
    return (Estimate(measure=Measure.SHARE_CHANGE, value=change),)


def _district(item: Item, code: str, no_before: bool, no_after: bool, no_both: bool) -> Comparison:
    hides_change = no_before or no_after or no_both
    if isinstance(item, Choice):
        safe = not hides_change and not any_few(item.behind.values())
        found = comparison(item, Step.EXACT if safe else Step.DESCRIBED)
    else:
        found = number_comparison(item)
        safe = not hides_change and Note.SUPPRESSED not in found.notes
    hides = hides_change or not safe
    told: dict[str, object] = {"district": code, "cells": (), "moved": None}
    told |= {"no_answer_before": None, "no_answer_after": None}
    if not safe:
        told |= {"estimates": _of_what_is_shown(found, no_before or no_after), "test": None}
    if no_both:
        told |= {"pairs": None}
    if no_before:
        told |= {"answered_before": None, "share_before": None, "total_before": None}
    if no_after:
        told |= {"answered_after": None, "share_after": None, "total_after": None}
    if no_before and no_after:
        told |= {"design": None}
    notes = {*found.notes, *([Note.SUPPRESSED] if hides else [])}
    return found.model_copy(update=told | {"notes": tuple(n for n in Note if n in notes)})
