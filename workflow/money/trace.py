"""Where money came from and where it went: from a donor to the document of an expense."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from json import loads

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from models import (
    THE_FUND,
    Account,
    Attachment,
    Balance,
    Donation,
    Expense,
    HistoryEntry,
    Initiative,
    LedgerEntry,
    Money,
)
from workflow.money.ledger import OF_INITIATIVES


@dataclass(frozen=True)
class Came:
    """One payment of a donor."""

    on: date
    amount: Money
    reference: str
    """The bank's number."""


@dataclass(frozen=True)
class Share:
    """What an initiative has had of a donation."""

    initiative: Initiative
    donation: Donation
    reserved: Money
    """Awarded, not paid out."""
    paid: Money
    """With the group, not accounted for."""
    spent: Money
    returned: Money
    """Paid out and given back to the fund."""


@dataclass(frozen=True)
class Receipt:
    """A part of an expense that a donation paid for, and the document that shows it."""

    expense: Expense
    donation: Donation
    amount: Money
    documents: Sequence[Attachment]


@dataclass(frozen=True)
class DonationTrace:
    donation: Donation
    came: Sequence[Came]
    refunded: Money
    free: Money
    shares: Sequence[Share]
    receipts: Sequence[Receipt]

    @property
    def received(self) -> Money:
        return Money(sum(c.amount.minor for c in self.came), self.donation.currency)


@dataclass(frozen=True)
class InitiativeTrace:
    initiative: Initiative
    shares: Sequence[Share]
    receipts: Sequence[Receipt]


def trace_donation(session: Session, donation: Donation) -> DonationTrace:
    """Everything that became of a donation."""
    free = session.get(Balance, (donation.id, Account.FREE, THE_FUND), populate_existing=True)
    refunds = select(func.coalesce(func.sum(LedgerEntry.amount), 0)).where(
        LedgerEntry.donation_id == donation.id, LedgerEntry.target == Account.OUTSIDE
    )
    return DonationTrace(
        donation,
        _came(session, donation),
        Money(int(session.scalars(refunds).one()), donation.currency),
        Money(free.amount if free else 0, donation.currency),
        _shares(session, donation_id=donation.id),
        _receipts(session, donation_id=donation.id),
    )


def trace_initiative(session: Session, initiative: Initiative) -> InitiativeTrace:
    """Whose money an initiative has, and what it was spent on."""
    return InitiativeTrace(
        initiative,
        _shares(session, initiative_id=initiative.id),
        _receipts(session, initiative_id=initiative.id),
    )


def _came(session: Session, donation: Donation) -> list[Came]:
    rows = session.execute(
        select(LedgerEntry.amount, HistoryEntry.facts)
        .join(
            HistoryEntry,
            (HistoryEntry.subject_id == LedgerEntry.subject_id)
            & (HistoryEntry.sequence == LedgerEntry.sequence),
        )
        .where(LedgerEntry.donation_id == donation.id, LedgerEntry.source == Account.OUTSIDE)
        .order_by(LedgerEntry.id)
    )
    told = [(amount, loads(facts)) for amount, facts in rows]
    return [
        Came(
            date.fromisoformat(facts["received_on"]),
            Money(amount, donation.currency),
            facts["reference"],
        )
        for amount, facts in told
    ]


def _shares(
    session: Session, *, donation_id: int | None = None, initiative_id: int | None = None
) -> list[Share]:
    chosen = (
        Balance.donation_id == donation_id
        if donation_id is not None
        else Balance.holder == initiative_id
    )
    rows = session.execute(
        select(Balance.donation_id, Balance.holder, Balance.account, Balance.amount)
        .where(Balance.account.in_(OF_INITIATIVES), chosen)
        .order_by(Balance.holder, Balance.donation_id)
    )
    amounts: dict[tuple[int, int], dict[str, int]] = {}
    for donation, holder, account, amount in rows:
        amounts.setdefault((donation, holder), {})[account] = amount
    return [
        _share(session, donation, holder, on_account)
        for (donation, holder), on_account in amounts.items()
    ]


def _share(session: Session, donation_id: int, holder: int, amounts: dict[str, int]) -> Share:
    donation = session.get_one(Donation, donation_id)
    returned = session.scalars(
        select(func.coalesce(func.sum(LedgerEntry.amount), 0)).where(
            LedgerEntry.donation_id == donation_id,
            LedgerEntry.initiative_id == holder,
            LedgerEntry.source == Account.PAID,
            LedgerEntry.target == Account.FREE,
        )
    ).one()

    def money(account: Account) -> Money:
        return Money(amounts.get(account, 0), donation.currency)

    return Share(
        session.get_one(Initiative, holder),
        donation,
        money(Account.RESERVED),
        money(Account.PAID),
        money(Account.SPENT),
        Money(int(returned), donation.currency),
    )


def _receipts(
    session: Session, *, donation_id: int | None = None, initiative_id: int | None = None
) -> list[Receipt]:
    chosen = (
        LedgerEntry.donation_id == donation_id
        if donation_id is not None
        else LedgerEntry.initiative_id == initiative_id
    )
    paid_for = (
        select(
            LedgerEntry.subject_id,
            LedgerEntry.donation_id,
            func.sum(LedgerEntry.amount).label("sum"),
        )
        .where(chosen, LedgerEntry.target == Account.SPENT)
        .group_by(LedgerEntry.subject_id, LedgerEntry.donation_id)
        .subquery()
    )
    expense = aliased(Expense, flat=True)
    rows = session.execute(
        select(expense, Donation, paid_for.c.sum)
        .join(paid_for, paid_for.c.subject_id == expense.id)
        .join(Donation, Donation.id == paid_for.c.donation_id)
        .where(expense.state == "accepted")
        .order_by(expense.spent_on, expense.id, Donation.id)
    ).all()
    documents = _documents(session, [spent.id for spent, _, _ in rows])
    return [
        Receipt(spent, given, Money(int(amount), given.currency), documents.get(spent.id, []))
        for spent, given, amount in rows
    ]


def _documents(session: Session, expenses: Sequence[int]) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    for attached in session.scalars(
        select(Attachment).where(Attachment.subject_id.in_(expenses)).order_by(Attachment.id)
    ):
        found.setdefault(attached.subject_id, []).append(attached)
    return found
