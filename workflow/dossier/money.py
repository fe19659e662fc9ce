"""What was asked for, given, spent and returned, by the ledger and by histories."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from models import Account, LedgerEntry, Text
from workflow.dossier.chronicle import Chronicle, Entry, last
from workflow.dossier.proposal import Version
from workflow.dossier.view import View

ACCEPTED = "accepted"


@dataclass(frozen=True)
class Instalment:
    code: str
    ordinal: int
    amount: int
    state: str
    state_title: Text
    paid_on: date | None
    payment_order: str | None


@dataclass(frozen=True)
class Spent:
    """An expense that the group reported."""

    code: str
    line: int
    amount: int
    spent_on: date
    payee: str
    what: str
    state: str
    state_title: Text
    decided: Entry | None
    """Accepted, refused, revoked or withdrawn."""


@dataclass(frozen=True)
class Line:
    """A line of the budget: plan against fact."""

    title: str
    planned: int
    spent: int


@dataclass(frozen=True)
class MoneyTold:
    """Amounts in the currency's smallest unit."""

    currency: str
    requested: int
    awarded: int | None
    paid: int
    spent: int
    returned: int
    released: int
    """Awarded, not paid out, and free for others again."""
    tranches: tuple[Instalment, ...]
    budget: tuple[Line, ...]
    expenses: tuple[Spent, ...]

    @property
    def unaccounted(self) -> int:
        """With the group, neither spent nor returned."""
        return self.paid - self.spent - self.returned


def money(view: View, told: Chronicle, kept: Sequence[Version]) -> MoneyTold:
    flows = _flows(view)
    spendings = _expenses(view, told)
    content = kept[-1].content
    awarded = flows[Account.FREE, Account.RESERVED]
    spent = Counter[int]()
    for expense in spendings:
        spent[expense.line] += expense.amount if expense.state == ACCEPTED else 0
    return MoneyTold(
        currency=view.initiative.currency,
        requested=content["requested"],
        awarded=awarded or None,
        paid=flows[Account.RESERVED, Account.PAID],
        spent=flows[Account.PAID, Account.SPENT] - flows[Account.SPENT, Account.PAID],
        returned=flows[Account.PAID, Account.FREE],
        released=flows[Account.RESERVED, Account.FREE],
        tranches=_tranches(view, told),
        budget=tuple(
            Line(title, planned, spent[n])
            for n, (title, planned) in enumerate(content["budget"], start=1)
        ),
        expenses=spendings,
    )


def _flows(view: View) -> Mapping[tuple[str, str], int]:
    rows = view.session.execute(
        select(LedgerEntry.source, LedgerEntry.target, func.sum(LedgerEntry.amount))
        .where(
            LedgerEntry.initiative_id == view.initiative.id,
            view.as_of.by_moment(LedgerEntry.at),
        )
        .group_by(LedgerEntry.source, LedgerEntry.target)
    )
    return Counter({(source, target): int(amount) for source, target, amount in rows})


def _tranches(view: View, told: Chronicle) -> tuple[Instalment, ...]:
    found = []
    for tranche in view.tranches:
        if entries := told.of(tranche.id):
            paid = last(entries, "pay")
            found.append(
                Instalment(
                    tranche.code,
                    tranche.ordinal,
                    tranche.amount,
                    entries[-1].to_state,
                    entries[-1].state_title,
                    date.fromisoformat(paid.facts["paid_on"]) if paid else None,
                    paid.facts["payment_order"] if paid else None,
                )
            )
    return tuple(sorted(found, key=lambda tranche: tranche.ordinal))


def _expenses(view: View, told: Chronicle) -> tuple[Spent, ...]:
    return tuple(
        Spent(
            expense.code,
            expense.line,
            expense.amount,
            expense.spent_on,
            expense.payee,
            expense.what,
            entries[-1].to_state,
            entries[-1].state_title,
            last(entries, "accept", "refuse", "revoke", "withdraw"),
        )
        for expense in view.expenses
        if (entries := told.of(expense.id))
    )
