"""The ledger: what is given for something moves between accounts, one donation at a time, so that
every rouble can be followed from its donor to the document that shows how it was spent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from models import THE_FUND, Account, Balance, Donation, LedgerEntry

KEPT = (Account.FREE, Account.RESERVED, Account.PAID, Account.SPENT)
"""Accounts of money that was received and not given back."""
OF_INITIATIVES = frozenset({Account.RESERVED, Account.PAID, Account.SPENT})


@dataclass(frozen=True)
class Part:
    """An amount of one donation, in the currency's smallest unit."""

    donation_id: int
    amount: int


@dataclass(frozen=True)
class Because:
    """The entry of a history that tells why money moved."""

    subject_id: int
    sequence: int
    at: datetime


def transfer(
    session: Session,
    parts: Iterable[Part],
    source: Account,
    target: Account,
    because: Because,
    initiative_id: int | None = None,
) -> None:
    """Move money of donations between accounts. That it is there was seen to before, under a lock;
    if it is not, the database refuses with IntegrityError and nothing is moved."""
    for part in parts:
        session.execute(
            insert(LedgerEntry).values(
                donation_id=part.donation_id,
                initiative_id=initiative_id,
                source=source,
                target=target,
                amount=part.amount,
                at=because.at,
                subject_id=because.subject_id,
                sequence=because.sequence,
            )
        )
        _add(session, part.donation_id, source, initiative_id, -part.amount)
        _add(session, part.donation_id, target, initiative_id, part.amount)


def _add(
    session: Session, donation_id: int, account: Account, initiative_id: int | None, amount: int
) -> None:
    if account == Account.OUTSIDE:
        return
    holder = _holder(account, initiative_id)
    changed = session.connection().execute(
        update(Balance)
        .where(
            Balance.donation_id == donation_id,
            Balance.account == account,
            Balance.holder == holder,
        )
        .values(amount=Balance.amount + amount)
    )
    if not changed.rowcount:
        row = {"donation_id": donation_id, "account": account, "holder": holder}
        session.execute(insert(Balance).values(amount=amount, **row))


def _holder(account: Account, initiative_id: int | None) -> int:
    if account in OF_INITIATIVES:
        assert initiative_id is not None, f"{account} is held by an initiative"
        return initiative_id
    return THE_FUND


def held(session: Session, account: Account, initiative_id: int) -> Sequence[Part]:
    """What an initiative has on an account, by donation, the oldest donation first."""
    rows = session.execute(
        select(Balance.donation_id, Balance.amount)
        .where(Balance.account == account, Balance.holder == initiative_id, Balance.amount > 0)
        .order_by(Balance.donation_id)
    )
    return [Part(donation_id, amount) for donation_id, amount in rows]


def spent_on(session: Session, expense_id: int) -> Sequence[Part]:
    """What an accepted expense was paid from, by donation."""
    rows = session.execute(
        select(LedgerEntry.donation_id, func.sum(LedgerEntry.amount))
        .where(LedgerEntry.subject_id == expense_id, LedgerEntry.target == Account.SPENT)
        .group_by(LedgerEntry.donation_id)
        .order_by(LedgerEntry.donation_id)
    )
    return [Part(donation_id, int(amount)) for donation_id, amount in rows]


def balance(session: Session, account: Account, initiative_id: int) -> int:
    """What an initiative has on an account, in the currency's smallest unit."""
    return total(held(session, account, initiative_id))


def balances(session: Session, programme_id: int) -> Mapping[Account, int]:
    """What of a programme's money is where."""
    rows = session.execute(
        select(Balance.account, func.sum(Balance.amount))
        .join(Donation, Donation.id == Balance.donation_id)
        .where(Donation.programme_id == programme_id)
        .group_by(Balance.account)
    )
    found = {account: int(amount) for account, amount in rows}
    return {account: found.get(account, 0) for account in KEPT}


def disbursed(session: Session, programme_id: int) -> Mapping[int, int]:
    """Initiative → what was paid out to it less what it returned, in the smallest unit."""
    rows = session.execute(
        select(Balance.holder, func.sum(Balance.amount))
        .join(Donation, Donation.id == Balance.donation_id)
        .where(
            Donation.programme_id == programme_id,
            Balance.account.in_((Account.PAID, Account.SPENT)),
        )
        .group_by(Balance.holder)
    )
    return {holder: int(amount) for holder, amount in rows}


def total(parts: Iterable[Part]) -> int:
    return sum(part.amount for part in parts)


def take(parts: Iterable[Part], amount: int) -> list[Part]:
    """So much of the parts as makes up `amount`, from the first on. Raises ValueError where they
    do not suffice."""
    taken = []
    for part in parts:
        if amount and part.amount:
            taken.append(Part(part.donation_id, min(part.amount, amount)))
            amount -= taken[-1].amount
    if amount:
        raise ValueError(f"{amount} more than there is")
    return taken
