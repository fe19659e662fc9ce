"""The ledger against its own sums."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import THE_FUND, Account, Balance, Donation, LedgerEntry, Programme, Text
from workflow.money.faults.words import fault
from workflow.money.ledger import OF_INITIATIVES

Place = tuple[int, str, int]
"""Donation, account, holder."""


def faults(
    session: Session, programme: Programme, entries: Sequence[LedgerEntry]
) -> Iterator[Text]:
    """Every balance is the sum of its entries, and was at no time below zero; no more of a donation
    came than was pledged."""
    sums: Counter[Place] = Counter()
    for entry in entries:
        yield from _add(sums, entry)
    donations = _donations(session, programme)
    stored = _stored(session, programme)
    for place in sorted(sums.keys() | stored.keys()):
        if sums[place] != stored.get(place, 0):
            yield _unequal(donations[place[0]], place, sums[place], stored.get(place, 0))
    for donation in donations.values():
        came = sum(e.amount for e in entries if _brought(e) and e.donation_id == donation.id)
        if came > donation.pledged:
            yield fault(
                f"donation {donation.code}: {came} came, and {donation.pledged} was pledged",
                f"пожертвование {donation.code}: поступило {came}, обещано {donation.pledged}",
            )


def _brought(entry: LedgerEntry) -> bool:
    return entry.source == Account.OUTSIDE


def _add(sums: Counter[Place], entry: LedgerEntry) -> Iterator[Text]:
    for account, sign in ((entry.source, -1), (entry.target, 1)):
        if account == Account.OUTSIDE:
            continue
        holder = (entry.initiative_id or THE_FUND) if account in OF_INITIATIVES else THE_FUND
        place = (entry.donation_id, account, holder)
        sums[place] += sign * entry.amount
        if sums[place] < 0:
            yield fault(
                f"ledger entry {entry.id} takes more from “{account}” than was there",
                f"запись {entry.id} берёт со счёта «{account}» больше, чем на нём было",
            )


def _donations(session: Session, programme: Programme) -> Mapping[int, Donation]:
    ours = select(Donation).where(Donation.programme_id == programme.id).order_by(Donation.id)
    return {donation.id: donation for donation in session.scalars(ours)}


def _stored(session: Session, programme: Programme) -> Mapping[Place, int]:
    rows = session.execute(
        select(Balance.donation_id, Balance.account, Balance.holder, Balance.amount)
        .join(Donation, Donation.id == Balance.donation_id)
        .where(Donation.programme_id == programme.id)
    )
    return {(donation, account, holder): amount for donation, account, holder, amount in rows}


def _unequal(donation: Donation, place: Place, ledger: int, stored: int) -> Text:
    _, account, holder = place
    return fault(
        f"donation {donation.code}, account “{account}” ({holder}): the ledger says {ledger}, the "
        f"balance {stored}",
        f"пожертвование {donation.code}, счёт «{account}» ({holder}): по книге {ledger}, остаток "
        f"{stored}",
    )
