"""The budget of an initiative: plan against fact, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Expense, Initiative, Money


@dataclass(frozen=True)
class LineFact:
    """A line of the budget and what was spent of it."""

    ordinal: int
    title: str
    planned: Money
    spent: Money
    """By accepted expenses."""
    waiting: Money
    """Reported, neither accepted nor refused."""

    @property
    def left(self) -> Money:
        return Money(self.planned.minor - self.spent.minor, self.planned.currency)


def budget_of(session: Session, initiative: Initiative) -> list[LineFact]:
    spent = spent_by_line(session, initiative.id)
    waiting = spent_by_line(session, initiative.id, state="reported")
    currency = initiative.currency
    return [
        LineFact(
            line.ordinal,
            line.title,
            Money(line.planned, currency),
            Money(spent.get(line.ordinal, 0), currency),
            Money(waiting.get(line.ordinal, 0), currency),
        )
        for line in initiative.budget
    ]


def spent_by_line(
    session: Session, initiative_id: int, *, state: str = "accepted"
) -> Mapping[int, int]:
    """Ordinal of a line → sum of its expenses in that state, in the smallest unit."""
    rows = session.execute(
        select(Expense.line, func.sum(Expense.amount))
        .where(Expense.initiative_id == initiative_id, Expense.state == state)
        .group_by(Expense.line)
    )
    return {line: int(amount) for line, amount in rows}
