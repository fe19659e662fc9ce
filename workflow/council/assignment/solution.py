"""What came of it, and why, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models import Text
from workflow.council.assignment.problem import Bools, Ints, Problem

MOST_NAMED = 8
"""So many people are named in one list; the others are counted."""


@dataclass(frozen=True)
class Choice:
    """An expert who is to be asked to review a proposal."""

    proposal: int
    expert: int
    why: Text


@dataclass(frozen=True)
class Plan:
    """Who is to be asked, by proposal and then expert, without those who have it already."""

    choices: tuple[Choice, ...]
    loads: Mapping[int, int]
    """Reviews that each member holds after the plan."""


@dataclass(frozen=True)
class Solution:
    problem: Problem
    asked: Bools
    names: Mapping[int, str]
    people: Mapping[int, str]
    constituencies: Mapping[str, Text]

    @cached_property
    def loads(self) -> Ints:
        loads: Ints = self.problem.loads + self.asked.sum(axis=0)
        return loads

    @cached_property
    def full(self) -> Bools:
        """Who can take no more."""
        most = np.inf if self.problem.most is None else self.problem.most
        full: Bools = self.loads >= most
        return full

    def not_asked(self, row: int) -> Bools:
        """Who may review the proposal too."""
        left: Bools = self.problem.may[row] & ~self.asked[row]
        return left

    def barred(self, row: int) -> dict[int, str]:
        """The members who may not review the proposal, each with the ground."""
        need = self.problem.needs[row]
        sitting = self.problem.ids(~self.problem.may[row])
        return {id: need.barred[id] for id in sitting if id not in need.kept}

    def named(self, ids: Sequence[int]) -> Text:
        names = ", ".join(self.people.get(id, str(id)) for id in ids[:MOST_NAMED])
        if more := len(ids[MOST_NAMED:]):
            return Text(en=f"{names} and {more} more", ru=f"{names} и ещё {more}")
        return Text(en=names, ru=names)


def choices(solution: Solution) -> Iterator[Choice]:
    for row, need in enumerate(solution.problem.needs):
        clear = _clear(solution, row)
        for column in np.flatnonzero(solution.asked[row]).tolist():
            why = [clear, _mix(solution, row, column), _load(solution, column)]
            yield Choice(need.id, solution.problem.members[column].id, joined(why, " "))


def _clear(solution: Solution, row: int) -> Text:
    barred, council = len(solution.barred(row)), len(solution.loads)
    return Text(
        en=f"No conflict of interest is known; members barred: {barred} of {council}.",
        ru=f"Конфликт интересов не выявлен; отведено членов совета: {barred} из {council}.",
    )


def _mix(solution: Solution, row: int, column: int) -> Text:
    """Whether the expert brings another constituency to the proposal."""
    problem = solution.problem
    experts = problem.kept[row] + np.bincount(
        problem.side_of[solution.asked[row]], minlength=problem.kept.shape[1]
    )
    code = problem.members[column].constituency
    title = solution.constituencies.get(code, Text(ru=code))
    if experts[problem.side_of[column]] == 1:
        return Text(
            en=f"The proposal's only expert from this constituency: {title.in_('en')}.",
            ru=f"Единственный эксперт заявки от этой стороны совета: {title.ru}.",
        )
    why = _why_again(solution, row, column, experts > 0)
    return Text(
        en=f"One of several experts from the same constituency: {title.in_('en')}; {why.en}.",
        ru=f"Один из нескольких экспертов от этой стороны совета: {title.ru}; {why.ru}.",
    )


def _why_again(solution: Solution, row: int, column: int, present: Bools) -> Text:
    """Why nobody comes instead from a constituency which the proposal has no expert of."""
    if present.all():
        return Text(en="every constituency has one", ru="эксперты есть от каждой стороны")
    others = solution.not_asked(row) & ~present[solution.problem.side_of]
    free = solution.loads[others & ~solution.full]
    if free.size:
        more = free.min() - solution.loads[column]
        return Text(
            en="whoever is free in the constituencies still missing holds more reviews, by "
            f"{more} at least",
            ru="у свободных членов совета от недостающих сторон экспертиз больше не менее чем на "
            f"{more}",
        )
    if others.any():
        return Text(
            en="in the constituencies still missing nobody is free: barred, or at the limit",
            ru="от недостающих сторон никто не свободен: отвод или предел числа экспертиз",
        )
    return Text(
        en="in the constituencies still missing all are barred",
        ru="от недостающих сторон отведены все",
    )


def _load(solution: Solution, column: int) -> Text:
    load, mean = solution.loads[column], f"{solution.loads.mean():.1f}"
    return Text(
        en=f"Reviews held after this plan: {load}; mean of the council: {mean}.",
        ru=f"Экспертиз с учётом плана: {load}; в среднем по совету: {mean.replace('.', ',')}.",
    )


def joined(texts: Iterable[Text], by: str) -> Text:
    parts = list(texts)
    return Text(en=by.join(p.in_("en") for p in parts), ru=by.join(p.ru for p in parts))
