"""What is to be solved, as arrays: rows are proposals, columns are members, both in the order of
their ids, so that the order of input is forgotten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

NEVER_GROSS = 5
"""Up to so many reviews a difference in load is borne for a mixed proposal in any council."""


@dataclass(frozen=True)
class Member:
    """A member of the council who may be asked for reviews."""

    id: int
    constituency: str
    load: int = 0
    """Reviews they hold already, on anything; kept ones count too."""


@dataclass(frozen=True)
class Need:
    """A proposal that needs experts."""

    id: int
    wanted: int
    """How many experts it should have in all."""
    kept: frozenset[int] = frozenset()
    """Experts who have it already: they stay."""
    barred: Mapping[int, str] = field(default_factory=dict)
    """Who may not review it, with the ground: a code of `GROUNDS`."""


@dataclass(frozen=True)
class Problem:
    needs: Sequence[Need]
    """Each lacks an expert at least."""
    members: Sequence[Member]
    most: int | None

    @cached_property
    def lacking(self) -> Ints:
        """How many experts each proposal lacks."""
        return ints(need.wanted - len(need.kept) for need in self.needs)

    @cached_property
    def may(self) -> Bools:
        """Who may be asked for what: neither barred from it, nor one of its experts already."""
        may = np.ones((len(self.needs), len(self.members)), dtype=np.bool_)
        for row, need in enumerate(self.needs):
            may[row, self.columns([*need.kept, *need.barred])] = False
        return may

    @cached_property
    def loads(self) -> Ints:
        return ints(member.load for member in self.members)

    @cached_property
    def room(self) -> Ints:
        """How many more reviews each member can take."""
        left: Ints = self.may.sum(axis=0)
        return left if self.most is None else np.minimum(left, (self.most - self.loads).clip(0))

    @cached_property
    def side_of(self) -> Ints:
        """Each member's constituency, by number."""
        codes = sorted({member.constituency for member in self.members})
        return ints(codes.index(member.constituency) for member in self.members)

    @cached_property
    def kept(self) -> Ints:
        """How many experts each proposal has already from each constituency."""
        sides = len(set(self.side_of.tolist()))
        kept = np.zeros((len(self.needs), sides), dtype=np.int64)
        for row, need in enumerate(self.needs):
            np.add.at(kept[row], self.side_of[self.columns(need.kept)], 1)
        return kept

    @cached_property
    def gross(self) -> int:
        """From what difference in load mixing is not worth it: the mean load after the plan."""
        reviews = int(self.loads.sum() + self.lacking.sum())
        return max(NEVER_GROSS, ceil(reviews / max(1, len(self.members))))

    @cached_property
    def _column(self) -> Mapping[int, int]:
        return {member.id: column for column, member in enumerate(self.members)}

    def columns(self, ids: Iterable[int]) -> Ints:
        """Those of these people who still sit on the council."""
        return ints(self._column[id] for id in ids if id in self._column)

    def ids(self, which: Bools) -> list[int]:
        return [self.members[column].id for column in np.flatnonzero(which).tolist()]


_Given = TypeVar("_Given", Need, Member)


def by_id(given: Iterable[_Given]) -> list[_Given]:
    ordered = sorted(given, key=lambda one: one.id)
    assert len({one.id for one in ordered}) == len(ordered), "an id is given twice"
    return ordered


def ints(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int64)
