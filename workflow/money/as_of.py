"""What of a programme's money was where at the end of a day, by the ledger."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models import Account, Donation, LedgerEntry
from workflow.history.as_of import AsOf
from workflow.money.ledger import KEPT


def balances_then(session: Session, programme_id: int, as_of: AsOf) -> Mapping[Account, int]:
    """As `ledger.balances` tells it of now; in the smallest unit."""
    rows = session.execute(
        select(LedgerEntry.source, LedgerEntry.target, func.sum(LedgerEntry.amount))
        .join(Donation, Donation.id == LedgerEntry.donation_id)
        .where(Donation.programme_id == programme_id, as_of.by_moment(LedgerEntry.at))
        .group_by(LedgerEntry.source, LedgerEntry.target)
    )
    found: Counter[str] = Counter()
    for source, target, amount in rows:
        found[source] -= int(amount)
        found[target] += int(amount)
    return {account: found[account] for account in KEPT}


def awarded_then(session: Session, initiatives: Select[tuple[int]], as_of: AsOf) -> int:
    """What was awarded to these initiatives together, paid out or not; in the smallest unit."""
    amount = session.scalar(
        select(func.sum(LedgerEntry.amount)).where(
            LedgerEntry.initiative_id.in_(initiatives),
            LedgerEntry.source == Account.FREE,
            LedgerEntry.target == Account.RESERVED,
            as_of.by_moment(LedgerEntry.at),
        )
    )
    return int(amount or 0)
