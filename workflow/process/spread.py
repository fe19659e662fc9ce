"""How long something took, though some of it still goes on.

What goes on has lasted at least so long: to leave it out would make a stage that is stuck look
quick, and to count it as ended would, too. So quantiles are those of the product-limit estimate
(Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452): the shortest time by which the
estimated share that has ended reaches a half, or nine tenths. Where nothing goes on that is the
inverse of the empirical distribution function, type 1 of Hyndman and Fan (1996,
doi:10.1080/00031305.1996.10473566): always a time that was really taken, never one in between.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_NEARLY = 1e-9
"""Less than any share of those there are, more than what rounding adds up to."""


@dataclass(frozen=True)
class Spread:
    ended: int
    going_on: int
    median: int | None
    """None where too many go on to say, or there are none."""
    p90: int | None
    """Nine of ten took no longer."""
    longest_going_on: int | None = None


def spread(ended: Sequence[int], going_on: Sequence[int]) -> Spread:
    """Of times that something took and times that something has lasted so far, in one unit."""
    median, p90 = quantiles(ended, going_on, (0.5, 0.9))
    return Spread(len(ended), len(going_on), median, p90, max(going_on, default=None))


def quantiles(
    ended: Sequence[int], going_on: Sequence[int], shares: Sequence[float]
) -> list[int | None]:
    """The times by which such shares have ended; the shares in ascending order."""
    waiting, found = list(shares), list[int | None]()
    lasting = sorted(going_on)
    done, left = 0, 1.0
    for time, number in sorted(Counter(ended).items()):
        at_risk = len(ended) - done + len(lasting) - bisect_left(lasting, time)
        left *= 1 - number / at_risk
        done += number
        while waiting and left <= 1 - waiting[0] + _NEARLY:
            found.append(time)
            waiting.pop(0)
    return found + [None] * len(waiting)
