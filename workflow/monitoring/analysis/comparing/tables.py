"""Two rounds of a question as counts. A hundred thousand answers become a table of a few numbers,
and every statistic of a choice is a function of that table."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from workflow.monitoring.analysis.frame import Floats, Ints, Pairing


@dataclass(frozen=True)
class Tables:
    """How many answered what, over the options of a choice."""

    joint: Ints
    """Of those who answered in both rounds: answer before × answer after."""
    before_only: Ints
    after_only: Ints

    @property
    def parts(self) -> tuple[Ints, Ints, Ints]:
        return self.joint, self.before_only, self.after_only

    @cached_property
    def before(self) -> Ints:
        """All who answered before."""
        counts: Ints = self.joint.sum(axis=1) + self.before_only
        return counts

    @cached_property
    def after(self) -> Ints:
        counts: Ints = self.joint.sum(axis=0) + self.after_only
        return counts

    @cached_property
    def pairs(self) -> int:
        return int(self.joint.sum())

    @cached_property
    def single(self) -> int:
        """People who are in one of the rounds alone."""
        return int(self.before_only.sum() + self.after_only.sum())

    @cached_property
    def moved(self) -> tuple[int, int, int]:
        """Of those in both: how many went up the options, stayed, went down."""
        up, down = int(np.triu(self.joint, 1).sum()), int(np.tril(self.joint, -1).sum())
        return up, self.pairs - up - down, down

    def scored(self, scores: Ints) -> "Tables":
        """The same by score: options with the same score fall together."""
        turn = np.zeros((len(scores), int(scores.max(initial=0)) + 1), dtype=np.int64)
        turn[np.arange(len(scores)), scores] = 1
        return Tables(turn.T @ self.joint @ turn, self.before_only @ turn, self.after_only @ turn)


@dataclass(frozen=True)
class Numbers:
    """Two rounds of a question that is answered with a number."""

    paired_before: Floats
    paired_after: Floats
    before_only: Floats
    after_only: Floats

    @cached_property
    def before(self) -> Floats:
        return np.concatenate([self.paired_before, self.before_only])

    @cached_property
    def after(self) -> Floats:
        return np.concatenate([self.paired_after, self.after_only])

    @cached_property
    def differences(self) -> Floats:
        return self.paired_after - self.paired_before

    @property
    def pairs(self) -> int:
        return len(self.paired_before)

    @property
    def single(self) -> int:
        return len(self.before_only) + len(self.after_only)

    @cached_property
    def moved(self) -> tuple[int, int, int]:
        """Of those in both: how many gave a larger number, the same, a smaller one."""
        up, down = int((self.differences > 0).sum()), int((self.differences < 0).sum())
        return up, self.pairs - up - down, down


@dataclass(frozen=True)
class Places:
    """Where the people of two rounds belong: their district, and who is who."""

    pairing: Pairing
    """Only of those who are in the same district both times, if districts are told apart."""
    before: Ints
    """Of each person before: the district's place; the last place is that of no district."""
    after: Ints
    count: int


def everywhere(size_before: int, size_after: int, pairing: Pairing) -> Places:
    """All together, as if of one place."""
    nowhere = np.zeros(size_before, dtype=np.int64), np.zeros(size_after, dtype=np.int64)
    return Places(pairing, *nowhere, 1)


def tabulate(before: Ints, after: Ints, options: int, places: Places) -> list[Tables]:
    """For each place, the table of two columns of codes; negative codes are no answers."""
    first, second = places.pairing
    a, b, where = before[first], after[second], places.before[first]
    both = (a >= 0) & (b >= 0)
    flat = (where[both] * options + a[both]) * options + b[both]
    shape = (places.count, options, options)
    joint = np.bincount(flat, minlength=places.count * options**2).reshape(shape)
    befores = _margin(before, places.before, options, places.count) - joint.sum(axis=2)
    afters = _margin(after, places.after, options, places.count) - joint.sum(axis=1)
    return [Tables(*parts) for parts in zip(joint, befores, afters, strict=True)]


def _margin(codes: Ints, where: Ints, options: int, count: int) -> Ints:
    there = codes >= 0
    flat = where[there] * options + codes[there]
    return np.bincount(flat, minlength=count * options).reshape(count, options)


def line_up(
    before: Floats, after: Floats, there_before: Ints, there_after: Ints, places: Places
) -> list[Numbers]:
    """For each place, the numbers of those who gave one; `there` is not negative where they did."""
    first, second = places.pairing
    both = (there_before[first] >= 0) & (there_after[second] >= 0)
    first, second = first[both], second[both]
    lone_before, lone_after = there_before >= 0, there_after >= 0
    lone_before[first], lone_after[second] = False, False
    return [
        Numbers(
            before[first[places.before[first] == n]],
            after[second[places.before[first] == n]],
            before[lone_before & (places.before == n)],
            after[lone_after & (places.after == n)],
        )
        for n in range(places.count)
    ]
