"""Whether the books balance: the ledger against its sums, against what awards, tranches and
expenses say, against what donors allow, and against the histories that brought it about."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Account, Donation, LedgerEntry, Money, Programme, Text
from workflow.money.faults import histories, records, sums
from workflow.money.ledger import KEPT, balances


@dataclass(frozen=True)
class Books:
    """What of a programme's money is where, and what is wrong with that."""

    received: Money
    """Without what went back to donors."""
    on_account: Mapping[Account, Money]
    faults: tuple[Text, ...]

    @property
    def balance(self) -> bool:
        return not self.faults


def check_books(session: Session, programme: Programme) -> Books:
    """Prove that donations = free + reserved + paid + spent, for every donation and initiative, and
    that nothing moved that no history tells of."""
    entries = session.scalars(
        select(LedgerEntry)
        .join(Donation, Donation.id == LedgerEntry.donation_id)
        .where(Donation.programme_id == programme.id)
        .order_by(LedgerEntry.id)
    ).all()
    came = sum(entry.amount for entry in entries if entry.source == Account.OUTSIDE)
    left = sum(entry.amount for entry in entries if entry.target == Account.OUTSIDE)
    found = balances(session, programme.id)
    return Books(
        Money(came - left, programme.currency),
        {account: Money(found[account], programme.currency) for account in KEPT},
        (
            *sums.faults(session, programme, entries),
            *records.faults(session, programme, entries),
            *histories.faults(session, programme, entries),
        ),
    )
