"""What is promised of the free money. A promise is for an amount, not for one donor's roubles:
until the award is made, it makes way to what nothing else can pay for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """The pots that may pay for it, by number, and what each would pay."""

    usable: Sequence[int]
    parts: Mapping[int, int]

    @property
    def amount(self) -> int:
        return sum(self.parts.values())


def left(free: Sequence[int], promises: Sequence[Promise]) -> list[int]:
    """What is left in each pot if every promise is kept."""
    kept = list(free)
    for promise in promises:
        for pot, amount in promise.parts.items():
            kept[pot] -= amount
    return kept


def promised(
    free: Sequence[int], promises: Sequence[Promise], usable: Sequence[int], amount: int
) -> list[Promise]:
    """With another promise at the end: of `amount`, or of as much as there is when all others are
    kept. Pots are used up in their order as far as that is possible at all."""
    unused = left(free, promises)
    parts = [dict(promise.parts) for promise in promises] + [{}]
    may = [*(promise.usable for promise in promises), usable]
    while amount:
        reach = _within_reach(may, parts)
        pot = next((number for number in sorted(reach) if unused[number]), None)
        if pot is None:
            break
        way = list(_way(pot, reach))
        moved = min(amount, unused[pot], *(parts[who][gone] for who, _, gone in _leaving(way)))
        for who, taken, gone in way:
            parts[who][taken] = parts[who].get(taken, 0) + moved
            if gone is not None:
                parts[who][gone] -= moved
        unused[pot] -= moved
        amount -= moved
    return [Promise(pots, part) for pots, part in zip(may, parts, strict=True)]


Step = tuple[int, int, int | None]
"""A promise, the pot that it takes from, and the pot that it leaves: none for the new promise."""


def _within_reach(
    may: Sequence[Sequence[int]], parts: Sequence[Mapping[int, int]]
) -> dict[int, Step]:
    """Pots that the last promise can be paid from, be it that others make way → the last step."""
    new = len(may) - 1
    reach: dict[int, Step] = {pot: (new, pot, None) for pot in may[new]}
    waiting = list(reach)
    for pot in waiting:
        for who in range(new):
            if parts[who].get(pot):
                further = {other: (who, other, pot) for other in may[who] if other not in reach}
                reach |= further
                waiting += further
    return reach


def _way(pot: int, reach: Mapping[int, Step]) -> Iterator[Step]:
    """The steps from a pot with money back to the new promise."""
    gone: int | None = pot
    while gone is not None:
        step = reach[gone]
        yield step
        gone = step[2]


def _leaving(way: Sequence[Step]) -> Iterator[tuple[int, int, int]]:
    for who, taken, gone in way:
        if gone is not None:
            yield who, taken, gone
