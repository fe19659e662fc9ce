"""Donations, and how much of each is where."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from models import Account, Balance, Donation, Money, Programme
from workflow.money.ledger import KEPT


@dataclass(frozen=True)
class Holding:
    donation: Donation
    received: Money
    """Without what went back to the donor."""
    free: Money


def holdings(session: Session, programme: Programme) -> list[Holding]:
    """Every donation of the programme, in the order in which they were pledged."""
    amounts: dict[tuple[int, str], int] = {
        (donation, account): int(amount)
        for donation, account, amount in session.execute(
            select(Balance.donation_id, Balance.account, func.sum(Balance.amount))
            .join(Donation, Donation.id == Balance.donation_id)
            .where(Donation.programme_id == programme.id)
            .group_by(Balance.donation_id, Balance.account)
        )
    }
    donations = session.scalars(
        select(Donation)
        .where(Donation.programme_id == programme.id)
        .options(joinedload(Donation.donor))
        .order_by(Donation.id)
    )
    return [
        Holding(
            donation,
            Money(sum(amounts.get((donation.id, a), 0) for a in KEPT), donation.currency),
            Money(amounts.get((donation.id, Account.FREE), 0), donation.currency),
        )
        for donation in donations
    ]
