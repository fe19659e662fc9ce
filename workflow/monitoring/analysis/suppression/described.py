"""One question in one round, as far as it may be shown. It depends on that round alone: what was
shown of the baseline when it stood by itself is shown again beside the endline, no more and no
less, so that two publications do not give away together what each of them hides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from workflow.monitoring.analysis.frame import Bools, Floats, Ints
from workflow.monitoring.analysis.results import ENOUGH, Share, Total
from workflow.monitoring.analysis.suppression.few import (
    about,
    any_few,
    few,
    hidden_cells,
    two_smallest,
)
from workflow.monitoring.analysis.suppression.rounding import COARSE, FINE, round_interval, rounded

SHARES_TO = (COARSE, 1)
"""Decimals of a share that is in doubt: with none it would be nobody or everybody."""
SMALL = 200
"""Who answered: below this one person more or less is seen in whole percent."""


@dataclass(frozen=True)
class Silence:
    """Those whose answer does not count."""

    said_nothing: int = 0
    """“Hard to say”."""
    left_empty: int = 0
    """Not asked, or left empty."""

    @property
    def total(self) -> int:
        return self.said_nothing + self.left_empty

    @property
    def is_few(self) -> bool:
        """How many are silent could be computed from how many answered and how many took part."""
        return few(self.total)

    @property
    def shown(self) -> int | None:
        parts = (self.said_nothing, self.left_empty, self.total)
        return None if any_few(parts) else self.said_nothing


def too_few(answered: int, silence: Silence) -> bool:
    """Whether nothing can be shown: few answered, or so few took part that it could be told how
    many of them answered and how many did not."""
    people = answered + silence.total
    return few(answered) or few(people) or (silence.is_few and people < 2 * ENOUGH - 1)


@dataclass(frozen=True)
class Described:
    answered: int | None
    no_answer: int | None
    cells: tuple[int | None, ...] = ()
    share: Share | None = None
    total: Total | None = None
    is_fine: bool = True
    """Nothing is hidden, so that figures may be exact."""
    is_rounded: bool = False


NOTHING = Described(None, None, is_fine=False)
Bounds = Callable[[int, int], tuple[float, float] | None]
"""The interval of a share: of so many, out of so many."""


def describe_choice(
    counts: Ints, favourable: Bools, silence: Silence, bounds: Bounds, *, scale: bool = False
) -> Described:
    """`counts` over the options; a share is given where some of them are favourable. Of a small
    round either all of a scale is shown or nothing but the share: a few hidden options beside the
    others would leave so little open that no change could be shown. Nor is anything else shown
    there beside a share of about so many people, for both would tell how many exactly."""
    answered, good = int(counts.sum()), int(counts[favourable].sum())
    if too_few(answered, silence):
        return NOTHING
    has_share = bool(favourable.any()) and answered > 0
    shares = has_share and not any_few((good, answered - good))
    hidden = _hidden(counts, favourable, by_group=shares)
    if answered < SMALL and (silence.is_few or (scale and hidden)):
        hidden = set(range(len(counts)))
    elif silence.is_few:
        hidden = two_smallest(list(counts), hidden)
    is_fine = not hidden and not silence.is_few and silence.shown is not None
    decimals = FINE if is_fine else COARSE
    return Described(
        about(answered + silence.total) if silence.is_few else answered,
        silence.shown,
        tuple(None if n in hidden else int(count) for n, count in enumerate(counts)),
        _share(good, answered, silence, bounds, decimals) if shares else None,
        is_fine=is_fine and (shares or not has_share),
        is_rounded=silence.is_few,
    )


def _hidden(counts: Ints, favourable: Bools, *, by_group: bool) -> set[int]:
    """Where the share of favourable answers is shown, the sum of the favourable cells is known, and
    that of the others: each of the two groups has to hide its own."""
    groups = [favourable, ~favourable] if by_group else [np.ones(len(counts), dtype=bool)]
    hidden: set[int] = set()
    for group in groups:
        places = np.flatnonzero(group)
        hidden |= {int(places[n]) for n in hidden_cells([int(c) for c in counts[places]])}
    return hidden


def _share(
    good: int, answered: int, silence: Silence, bounds: Bounds, decimals: int
) -> Share | None:
    if silence.is_few:
        return _doubtful_share(good, answered, answered + silence.total, bounds)
    ends = bounds(good, answered)
    return Share(
        value=rounded(good / answered, decimals),
        interval=round_interval(ends, decimals) if ends else None,
    )


def doubtful(
    value: float,
    people: int,
    to: Sequence[int] = (COARSE, 1, 0),
    is_shown: Callable[[int, int], bool] = lambda part, of: True,
) -> float | None:
    """The value so rounded, `to` one of these numbers of decimals, that a quotient of whole numbers
    equals it whether one of the people was silent or more: 0.83 of six or seven can only be five of
    six. A quotient that would not be shown (`is_shown`) leaves nobody in doubt."""
    counts = range(people - ENOUGH + 1, people)
    for decimals in to:
        shown = rounded(value, decimals)
        parts = [(round(shown * n), n) for n in counts]
        if sum(rounded(g / n, decimals) == shown and is_shown(g, n) for g, n in parts) > 1:
            return shown
    return None


def _doubtful_share(good: int, answered: int, people: int, bounds: Bounds) -> Share | None:
    """With the interval that such a share of about so many people has. Half of eleven less one to
    four can only be five of ten, for no share is shown of a part of fewer than five."""
    value = doubtful(
        good / answered, people, SHARES_TO, lambda part, of: not any_few((part, of - part))
    )
    if value is None:
        return None
    n = about(people)
    ends = bounds(round(value * n), n)
    return Share(value=value, interval=round_interval(ends, COARSE) if ends else None)


def describe_number(numbers: Floats, silence: Silence, *, is_account: bool) -> Described:
    """A sum is about those who named more than nought: it is hidden where they are few. With the
    sum and the mean everybody could tell how many answered; where that must not be known exactly,
    one of them goes: the mean of what is added up, else the sum."""
    answered, named = len(numbers), int(np.count_nonzero(numbers))
    if too_few(answered, silence):
        return NOTHING
    exact = not silence.is_few
    total = None
    if answered and not few(named):
        total = Total(
            sum=rounded(float(numbers.sum()), FINE) if exact or is_account else None,
            mean=_mean(numbers, silence, is_account=is_account),
        )
    return Described(
        answered if exact else about(answered + silence.total),
        silence.shown,
        total=total,
        is_fine=exact and silence.shown is not None and not few(named),
        is_rounded=not exact,
    )


def _mean(numbers: Floats, silence: Silence, *, is_account: bool) -> float | None:
    mean = float(numbers.mean())
    if silence.is_few:
        return None if is_account else doubtful(mean, len(numbers) + silence.total)
    return rounded(mean, FINE)


def describe_words(answered: int, silence: Silence) -> Described:
    if too_few(answered, silence):
        return NOTHING
    return Described(
        about(answered + silence.total) if silence.is_few else answered,
        silence.shown,
        is_fine=not silence.is_few,
        is_rounded=silence.is_few,
    )
