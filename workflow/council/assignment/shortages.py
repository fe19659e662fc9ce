"""What is missing where there is no plan, in words."""

from collections.abc import Iterator, Mapping

import numpy as np

from models import Text
from workflow.council.assignment.problem import Problem
from workflow.council.assignment.solution import Solution, joined
from workflow.council.grounds import GROUNDS
from workflow.errors import Blocker

MOST_TOLD = 20
"""So many proposals that lack experts are told one by one; the others are counted."""


def capacity_lacking(problem: Problem) -> Iterator[Blocker]:
    """The council cannot take so many reviews, whoever may review what."""
    most, needed = problem.most, problem.lacking.sum()
    if most is None or needed <= (free := (most - problem.loads).clip(0).sum()):
        return
    text = Text(
        en=f"Reviews still needed: {needed}; the council can take: {free}, at most {most} for each "
        "member. Raise the limit, appoint more members or ask for fewer reviews.",
        ru=f"Нужно ещё экспертиз: {needed}; совет может взять: {free}, на каждого не больше "
        f"{most}. Поднимите предел, назначьте ещё членов совета или уменьшите число экспертиз.",
    )
    yield Blocker("too_little_capacity", text)


def shortages(solution: Solution) -> Iterator[Blocker]:
    missing = solution.problem.lacking - solution.asked.sum(axis=1)
    rows = np.flatnonzero(missing).tolist()
    for row in rows[:MOST_TOLD]:
        why = [_missing(solution, row, missing[row]), *_who_cannot(solution, row)]
        yield Blocker("too_few_experts", joined(why, " "))
    if more := len(rows[MOST_TOLD:]):
        text = Text(
            en=f"More proposals that lack experts: {more}.",
            ru=f"Других заявок, которым не хватает экспертов: {more}.",
        )
        yield Blocker("too_few_experts", text)


def _missing(solution: Solution, row: int, missing: int) -> Text:
    need, council = solution.problem.needs[row], len(solution.loads)
    name = solution.names.get(need.id, str(need.id))
    return Text(
        en=f"Proposal {name} lacks experts: {missing} of {need.wanted}; members of the council: "
        f"{council}.",
        ru=f"Заявке {name} не хватает экспертов: {missing} из {need.wanted}; членов совета: "
        f"{council}.",
    )


def _who_cannot(solution: Solution, row: int) -> Iterator[Text]:
    """Who is barred, and who is at the limit; and what to do about it."""
    if barred := solution.barred(row):
        grounds = joined(_grounds(solution, barred), "; ")
        yield Text(en=f"Barred: {grounds.en}.", ru=f"Отведены: {grounds.ru}.")
    en, ru = "Appoint more members", "Назначьте ещё членов совета"
    if full := solution.problem.ids(solution.not_asked(row)):
        most, them = solution.problem.most, solution.named(full)
        yield Text(
            en=f"At the limit of reviews ({most}): {them.en}.",
            ru=f"На пределе числа экспертиз ({most}): {them.ru}.",
        )
        en, ru = (
            "Raise the limit, appoint more members",
            "Поднимите предел, назначьте ещё членов совета",
        )
    yield Text(en=f"{en} or ask for fewer reviews.", ru=f"{ru} или уменьшите число экспертиз.")


def _grounds(solution: Solution, barred: Mapping[int, str]) -> Iterator[Text]:
    for code in dict.fromkeys(barred.values()):
        ground = GROUNDS.get(code, Text(ru=code))
        who = solution.named([id for id, found in barred.items() if found == code])
        yield Text(en=f"{ground.in_('en')} — {who.en}", ru=f"{ground.ru} — {who.ru}")
