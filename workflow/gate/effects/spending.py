"""Tranches paid, expenses accepted, money returned: from account to account of the ledger."""

from collections.abc import Mapping
from typing import Any

from models import Account, Expense, Initiative, Tranche
from workflow.gate.attempt import Attempt
from workflow.gate.effects.registry import effect
from workflow.money.ledger import held, spent_on, take, transfer
from workflow.money.tranches import plan_tranches


def _move(
    attempt: Attempt, initiative_id: int, amount: int, source: Account, target: Account
) -> None:
    parts = take(held(attempt.session, source, initiative_id), amount)
    transfer(attempt.session, parts, source, target, attempt.because, initiative_id=initiative_id)


@effect(tranches="number")
def divide_into_tranches(attempt: Attempt) -> Mapping[str, Any]:
    """The award is paid out in the parts that the programme divides awards into."""
    assert isinstance(attempt.subject, Initiative)
    planned = plan_tranches(attempt.session, attempt.subject, now=attempt.now)
    return {"tranches": len(planned)}


@effect(amount="number")
def pay_tranche(attempt: Attempt) -> Mapping[str, Any]:
    tranche = attempt.subject
    assert isinstance(tranche, Tranche)
    _move(attempt, tranche.initiative_id, tranche.amount, Account.RESERVED, Account.PAID)
    return {"amount": tranche.amount}


@effect(amount="number", line="number")
def tell_expense(attempt: Attempt) -> Mapping[str, Any]:
    """The history knows what the expense said when it was reported."""
    expense = attempt.subject
    assert isinstance(expense, Expense)
    return {"amount": expense.amount, "line": expense.line}


@effect()
def count_as_spent(attempt: Attempt) -> None:
    expense = attempt.subject
    assert isinstance(expense, Expense)
    _move(attempt, expense.initiative_id, expense.amount, Account.PAID, Account.SPENT)


@effect()
def count_as_unspent(attempt: Attempt) -> None:
    """The group has to account for it anew, or to return it: of the very donations that the
    expense was paid from."""
    expense = attempt.subject
    assert isinstance(expense, Expense)
    parts = spent_on(attempt.session, expense.id)
    because = attempt.because
    transfer(
        attempt.session,
        parts,
        Account.SPENT,
        Account.PAID,
        because,
        initiative_id=expense.initiative_id,
    )


@effect()
def take_back(attempt: Attempt) -> None:
    """Money that the group did not spend is free for another."""
    attempt.lock_programme()
    _move(attempt, attempt.subject.id, attempt.facts["amount"], Account.PAID, Account.FREE)
