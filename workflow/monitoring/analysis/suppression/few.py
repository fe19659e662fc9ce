"""Figures about one to four people, and how they are hidden so that nobody finds them by
subtraction. The terms are those of statistical disclosure control (Hundepool et al. 2012,
Statistical Disclosure Control, chapter 4): primary and secondary suppression, and recoding to a
coarser number. Nobody at all, nought, gives nobody away and is shown."""

from collections.abc import Iterable, Sequence

from workflow.monitoring.analysis.frame import Ints
from workflow.monitoring.analysis.results import ENOUGH


def few(count: int) -> bool:
    return 0 < count < ENOUGH


def any_few(counts: Iterable[int]) -> bool:
    return any(few(int(count)) for count in counts)


def about(people: int) -> int:
    """How many of so many people spoke, where few did not: the same number however few, right to
    within two."""
    return people - ENOUGH // 2


def shown_pairs(pairs: int, in_both: int) -> int | None:
    """How many answered a question in both rounds, of so many who took part in both. None where
    they are few: then they were taken for different people."""
    if not few(in_both - pairs):
        return pairs if pairs >= ENOUGH else None
    return about(in_both) if in_both >= 2 * ENOUGH - 1 else None


def hidden_cells(counts: Sequence[int]) -> set[int]:
    """Places of the cells to hide where the sum of `counts` is known: those that are too small,
    and the next smallest until there are two and they hold enough people together."""
    return _covered({n for n, count in enumerate(counts) if few(count)}, counts)


def two_smallest(counts: Sequence[int], hidden: set[int]) -> set[int]:
    """The cells to hide where their sum must not be known either."""
    return hidden or set(sorted(_filled(counts), key=lambda n: (counts[n], n))[:2])


def _covered(hidden: set[int], counts: Sequence[int]) -> set[int]:
    rest = sorted(set(_filled(counts)) - hidden, key=lambda n: (counts[n], n))
    while hidden and rest and not _is_cover(hidden, counts):
        hidden = hidden | {rest.pop(0)}
    if hidden:
        # Of 5, 4 and 4 the fours would be known: had they been 3 and 5, the first had been hidden.
        hidden = hidden | {n for n in rest if counts[n] == ENOUGH}
    return hidden


def _is_cover(hidden: set[int], counts: Sequence[int]) -> bool:
    return len(hidden) > 1 and sum(counts[n] for n in hidden) >= ENOUGH


def _filled(counts: Sequence[int]) -> list[int]:
    """A nought hides nothing: everybody can see that it is one."""
    return [n for n, count in enumerate(counts) if count]


def hidden_rows(rows: Ints) -> set[int]:
    """Places of the districts to hide, one row of counts each, where the sums over all of them are
    known: every district with a count that is too small, and the next smallest districts until
    at least two are hidden and no count of all the hidden ones together is too small."""
    hidden = {n for n, row in enumerate(rows) if any_few(row)}
    rest = sorted(
        (n for n, row in enumerate(rows) if n not in hidden and row.any()),
        key=lambda n: (tuple(rows[n]), n),
    )
    while hidden and rest and (len(hidden) < 2 or any_few(rows[sorted(hidden)].sum(axis=0))):
        hidden.add(rest.pop(0))
    return hidden
