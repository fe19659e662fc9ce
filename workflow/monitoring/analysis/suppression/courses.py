"""Other courses of events: who might have answered otherwise without anything that is shown of each
round by itself being otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, product
from typing import NamedTuple

import numpy as np

from workflow.monitoring.analysis.comparing.tables import Tables
from workflow.monitoring.analysis.frame import Bools, Ints
from workflow.monitoring.analysis.suppression.choice import Choice
from workflow.monitoring.analysis.suppression.described import Described, Silence

MOST_HIDDEN = 3
"""Hidden options between which people are moved freely; where more are hidden, to the next one."""


class Move(NamedTuple):
    """Somebody who answered `source` answered `target`; None: nobody."""

    source: tuple[int, ...] | None
    target: tuple[int, ...] | None

    def on(self, counts: Ints) -> Ints:
        if self.source is None or self.target is None:
            return counts
        changed = counts.copy()
        changed[self.source] -= 1
        changed[self.target] += 1
        return changed


STAYED = Move(None, None)


def courses(choice: Choice) -> Iterator[Choice]:
    """The nearest first: one person or two who answered otherwise, was silent or not, is the same
    person or another."""
    t = choice.tables
    tables = chain(_crossed(t), _parted(t), _answered_otherwise(choice))
    silent = chain(_silent_before(choice), _silent_after(choice))
    return chain(silent, (replace(choice, tables=table) for table in tables))


def _answered_otherwise(choice: Choice) -> Iterator[Tables]:
    """One of those in both rounds, and one in either round alone, so that their answers make up for
    each other wherever it would be seen."""
    t, (seen_before, seen_after) = choice.tables, choice.described
    before, after = _steps(t.before, seen_before), _steps(t.after, seen_after)
    alone_before = [STAYED, *(Move(*m) for m in before if t.before_only[m[0]])]
    alone_after = [STAYED, *(Move(*m) for m in after if t.after_only[m[0]])]
    both = [STAYED, *_steps_of_both(t, before, after)]
    together = (
        np.array([_effect(choice, both=move) for move in both])[:, None, None, :]
        + np.array([_effect(choice, before=move) for move in alone_before])[None, :, None, :]
        + np.array([_effect(choice, after=move) for move in alone_after])[None, None, :, :]
    )
    for a, b, c in np.argwhere(~together.any(axis=3))[1:]:
        yield Tables(
            both[a].on(t.joint),
            alone_before[b].on(t.before_only),
            alone_after[c].on(t.after_only),
        )


def _steps(counts: Ints, seen: Described | None) -> list[tuple[tuple[int], tuple[int]]]:
    """From which answer to which, in one round."""
    hidden = {n for n, cell in enumerate(seen.cells if seen else ()) if cell is None}
    free = hidden if len(hidden) <= MOST_HIDDEN else set()
    return [
        ((i,), (m,))
        for i, m in product(range(len(counts)), repeat=2)
        if abs(i - m) == 1 or (i != m and i in free and m in free)
    ]


def _steps_of_both(
    t: Tables,
    before: list[tuple[tuple[int], tuple[int]]],
    after: list[tuple[tuple[int], tuple[int]]],
) -> Iterator[Move]:
    """One of those in both rounds answered otherwise in one of them, or in both."""
    for i, j in np.argwhere(t.joint > 0).tolist():
        befores = [i, *(m[0] for s, m in before if s[0] == i)]
        afters = [j, *(m[0] for s, m in after if s[0] == j)]
        yield from (Move((i, j), to) for to in product(befores, afters) if to != (i, j))


def _effect(
    choice: Choice, both: Move = STAYED, before: Move = STAYED, after: Move = STAYED
) -> Ints:
    """What would be seen of it: in the options shown, in the shares, in who moved."""
    k = len(choice.options)
    joint = both.on(np.zeros((k, k), dtype=np.int64))
    lone = before.on(np.zeros(k, dtype=np.int64)), after.on(np.zeros(k, dtype=np.int64))
    changed = Tables(joint, *lone)
    seen_before, seen_after = choice.described
    parts = [
        _seen(changed.before, seen_before, choice.favourable),
        _seen(changed.after, seen_after, choice.favourable),
    ]
    if choice.shows_moved:
        parts.append(np.array(changed.scored(choice.scores).moved))
    return np.concatenate(parts)


def _seen(counts: Ints, described: Described | None, favourable: Bools) -> Ints:
    if described is None:
        return counts
    shown = np.array([cell is not None for cell in described.cells], dtype=bool)
    good = counts[favourable].sum() if described.share is not None else 0
    return np.append(counts[shown] if len(shown) else counts[:0], good)


def _crossed(t: Tables) -> Iterator[Tables]:
    """Two who are in both rounds swap what they answered the second time."""
    for (i, j), (m, n) in product(np.argwhere(t.joint > 0).tolist(), repeat=2):
        if i < m and j != n:
            joint = t.joint.copy()
            joint[[i, m], [j, n]] -= 1
            joint[[i, m], [n, j]] += 1
            yield replace(t, joint=joint)


def _parted(t: Tables) -> Iterator[Tables]:
    """One in both rounds is two people, or two people are one."""
    for (i, j), by in product(np.ndindex(t.joint.shape), (1, -1)):
        joint, lone_before, lone_after = t.joint.copy(), t.before_only.copy(), t.after_only.copy()
        joint[i, j] -= by
        lone_before[i] += by
        lone_after[j] += by
        if min(joint.min(), lone_before.min(), lone_after.min()) >= 0:
            yield Tables(joint, lone_before, lone_after)


def _silent_before(choice: Choice) -> Iterator[Choice]:
    """One more was silent, or one less."""
    if choice.before is None:
        return
    for lone, silence in _silenced(choice.tables.before_only, choice.before):
        yield replace(choice, tables=replace(choice.tables, before_only=lone), before=silence)


def _silent_after(choice: Choice) -> Iterator[Choice]:
    for lone, silence in _silenced(choice.tables.after_only, choice.after):
        yield replace(choice, tables=replace(choice.tables, after_only=lone), after=silence)


def _silenced(lone: Ints, silence: Silence) -> Iterator[tuple[Ints, Silence]]:
    """“Hard to say” where anybody said so: a question that must be answered is not left empty."""
    said = silence.said_nothing > 0
    for n, by in product(range(len(lone)), (1, -1)):
        other = lone.copy()
        other[n] -= by
        more = (
            replace(silence, said_nothing=silence.said_nothing + by)
            if said
            else replace(silence, left_empty=silence.left_empty + by)
        )
        if other[n] >= 0 and more.said_nothing >= 0 and more.left_empty >= 0:
            yield other, more
