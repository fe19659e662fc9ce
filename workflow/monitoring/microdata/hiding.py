"""What is hidden of a column. Values that fewer than five people share are hidden together with
the next smallest, so that no difference of totals tells them apart (primary and secondary
suppression: Hundepool et al., Statistical Disclosure Control, 2012, chapter 4); numbers are drawn
together with their neighbours (microaggregation: Domingo-Ferrer and Mateo-Sanz, IEEE Transactions
on Knowledge and Data Engineering 14, 2002), which keeps their sum."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from workflow.monitoring.analysis.results import ENOUGH
from workflow.monitoring.microdata.released import HIDDEN, Value

K = TypeVar("K")


def is_few(n: int) -> bool:
    """Whether a figure is about somebody, but about too few."""
    return 0 < n < ENOUGH


def hidden(counts: Mapping[K, int], also: Collection[K] = ()) -> set[K]:
    """Which of the cells are hidden: those of too few with the next smallest, until there are two
    or more and they hold enough; and those `also` hidden elsewhere, which is a beginning."""
    order = sorted((key for key in counts if counts[key]), key=lambda key: (counts[key], str(key)))
    found = {key for key in order if is_few(counts[key]) or key in also}
    for key in order:
        if not found or (len(found) > 1 and sum(counts[k] for k in found) >= ENOUGH):
            break
        found.add(key)
    return found


def choices(values: Sequence[Value], also: Collection[Value] = ()) -> list[Value]:
    """Of one choice: who did not answer is a cell like any other."""
    gone = hidden(Counter(values), also)
    return [HIDDEN if value in gone else value for value in values]


def numbers(values: Sequence[Value]) -> list[Value]:
    """Each number stands as the mean of the five or more next to each other that it belongs to."""
    counts = Counter(value for value in values if isinstance(value, int | float))
    means = _means(counts)
    return choices([means[v] if isinstance(v, int | float) else v for v in values])


def several(columns: Sequence[Sequence[Value]], also: Collection[int] = ()) -> list[list[Value]]:
    """Of several choices, a column each. Too few who did not answer are hidden with those who
    chose most rarely together; an option of too few is hidden whole, and the next rarest with it,
    for who chose nothing else must have chosen it. `also`: columns hidden elsewhere."""
    kept = _without_few_silent(list(zip(*columns, strict=True)))
    shown = [list(column) for column in zip(*kept, strict=True)]
    ones, zeros = ([column.count(n) for column in shown] for n in (1, 0))
    rare = {n for n in range(len(shown)) if is_few(ones[n]) or is_few(zeros[n])} | set(also)
    others = sorted((n for n in range(len(shown)) if n not in rare), key=ones.__getitem__)
    if len(rare) == 1:
        rare |= {*others[:1]}
    return [[HIDDEN] * len(c) if n in rare else c for n, c in enumerate(shown)]


def _without_few_silent(rows: list[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    counts = Counter(rows)
    silent: tuple[Value, ...] = (None,) * len(rows[0])
    if not is_few(counts[silent]):
        return rows
    gone = {silent}
    for pattern in sorted(counts.keys() - gone, key=lambda p: (counts[p], str(p))):
        if len(gone) > 1 and sum(counts[p] for p in gone) >= ENOUGH:
            break
        gone.add(pattern)
    return [(HIDDEN,) * len(row) if row in gone else row for row in rows]


def _means(counts: Mapping[int | float, int]) -> dict[int | float, int | float]:
    classes: list[list[int | float]] = [[]]
    for value in sorted(counts):
        if sum(counts[v] for v in classes[-1]) >= ENOUGH:
            classes.append([])
        classes[-1].append(value)
    if len(classes) > 1 and sum(counts[v] for v in classes[-1]) < ENOUGH:
        rest = classes.pop()
        classes[-1] += rest
    return {value: _mean(each, counts) for each in classes for value in each}


def _mean(values: Sequence[int | float], counts: Mapping[int | float, int]) -> int | float:
    if len(values) == 1:
        return values[0]
    return round(sum(v * counts[v] for v in values) / sum(counts[v] for v in values), 4)
