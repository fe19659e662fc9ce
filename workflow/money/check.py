"""Whether the books balance: the ledger against its sums, against what tranches and expenses say,
against what donors allow, and against the histories that brought every entry about."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    THE_FUND,
    Account,
    Balance,
    Donation,
    Expense,
    HistoryEntry,
    Initiative,
    LedgerEntry,
    Money,
    Programme,
    Slot,
    Text,
    Tranche,
)
from workflow.money.ledger import KEPT, OF_INITIATIVES, balances
from workflow.money.pots import Pot

Place = tuple[int, str, int]
"""Donation, account, holder."""


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
    """Prove that donations = free + reserved + paid + spent, for every donation and initiative."""
    found = balances(session, programme.id)
    faults = [
        *_sums(session, programme),
        *_initiatives(session, programme),
        *_restrictions(session, programme),
        *_slots(session, programme),
        *_histories(session, programme),
    ]
    return Books(
        Money(_net_received(session, programme), programme.currency),
        {account: Money(found[account], programme.currency) for account in KEPT},
        tuple(faults),
    )


def _entries(session: Session, programme: Programme) -> list[LedgerEntry]:
    ours = select(LedgerEntry).join(Donation, Donation.id == LedgerEntry.donation_id)
    return list(
        session.scalars(ours.where(Donation.programme_id == programme.id).order_by(LedgerEntry.id))
    )


def _net_received(session: Session, programme: Programme) -> int:
    entries = _entries(session, programme)
    came = sum(entry.amount for entry in entries if entry.source == Account.OUTSIDE)
    return came - sum(entry.amount for entry in entries if entry.target == Account.OUTSIDE)


def _sums(session: Session, programme: Programme) -> Iterator[Text]:
    """Every balance is the sum of its entries, at every time none was below zero."""
    sums: Counter[Place] = Counter()
    for entry in _entries(session, programme):
        for account, sign in ((entry.source, -1), (entry.target, 1)):
            if account != Account.OUTSIDE:
                holder = (
                    (entry.initiative_id or THE_FUND) if account in OF_INITIATIVES else THE_FUND
                )
                sums[entry.donation_id, account, holder] += sign * entry.amount
                if sums[entry.donation_id, account, holder] < 0:
                    yield _fault(
                        f"ledger entry {entry.id} takes more from “{account}” than was there",
                        f"запись {entry.id} берёт со счёта «{account}» больше, чем на нём было",
                    )
    kept = session.execute(
        select(Balance.donation_id, Balance.account, Balance.holder, Balance.amount)
        .join(Donation, Donation.id == Balance.donation_id)
        .where(Donation.programme_id == programme.id)
    )
    stored = {(d, account, holder): amount for d, account, holder, amount in kept}
    for place in sorted(sums.keys() | stored.keys()):
        if sums[place] != stored.get(place, 0):
            yield _fault(
                f"donation {place[0]}, account “{place[1]}”: the ledger says {sums[place]}, the "
                f"balance {stored.get(place, 0)}",
                f"пожертвование {place[0]}, счёт «{place[1]}»: по книге {sums[place]}, остаток "
                f"{stored.get(place, 0)}",
            )


def _initiatives(session: Session, programme: Programme) -> Iterator[Text]:
    """What the ledger says of an initiative is what its award, tranches and expenses say."""
    moved: Counter[tuple[int, str, str]] = Counter()
    for entry in _entries(session, programme):
        if entry.initiative_id is not None:
            moved[entry.initiative_id, entry.source, entry.target] += entry.amount
    paid = _by_initiative(session, Tranche, "paid")
    spent = _by_initiative(session, Expense, "accepted")
    for initiative in session.scalars(
        select(Initiative).where(Initiative.programme_id == programme.id).order_by(Initiative.id)
    ):

        def went(source: Account, target: Account, of: int = initiative.id) -> int:
            return moved[of, source, target]

        reserved = went(Account.FREE, Account.RESERVED)
        if initiative.awarded is None:
            reserved -= went(Account.RESERVED, Account.FREE)
        for what, ledger, records in (
            (Text(en="awarded", ru="выделено"), reserved, initiative.awarded or 0),
            (
                Text(en="paid", ru="перечислено"),
                went(Account.RESERVED, Account.PAID),
                paid.get(initiative.id, 0),
            ),
            (
                Text(en="spent", ru="израсходовано"),
                went(Account.PAID, Account.SPENT) - went(Account.SPENT, Account.PAID),
                spent.get(initiative.id, 0),
            ),
        ):
            if ledger != records:
                yield _fault(
                    f"{initiative.code}, {what.in_('en')}: the ledger says {ledger}, the records "
                    f"{records}",
                    f"{initiative.code}, {what.ru}: по книге {ledger}, по записям {records}",
                )


def _by_initiative(
    session: Session, kind: type[Tranche] | type[Expense], state: str
) -> Mapping[int, int]:
    rows = session.execute(
        select(kind.initiative_id, func.sum(kind.amount))
        .where(kind.state == state)
        .group_by(kind.initiative_id)
    )
    return {initiative_id: int(amount) for initiative_id, amount in rows}


def _restrictions(session: Session, programme: Programme) -> Iterator[Text]:
    """No donation is spent on what its donor did not give it for."""
    for entry in _entries(session, programme):
        if entry.initiative_id is None or entry.target != Account.RESERVED:
            continue
        donation = session.get_one(Donation, entry.donation_id)
        initiative = session.get_one(Initiative, entry.initiative_id)
        if not Pot(donation.id, 0, donation.district_id, donation.problem_id).may_pay_for(
            initiative
        ):
            yield _fault(
                f"donation {donation.code} may not be spent on {initiative.code}",
                f"пожертвование {donation.code} нельзя тратить на {initiative.code}",
            )


def _slots(session: Session, programme: Programme) -> Iterator[Text]:
    """Every award has a slot, and no district more of them than the programme supports in each."""
    slots = {slot.initiative_id: slot for slot in session.scalars(select(Slot))}
    for initiative in session.scalars(
        select(Initiative).where(
            Initiative.programme_id == programme.id, Initiative.awarded.is_not(None)
        )
    ):
        slot = slots.get(initiative.id)
        if slot is None or slot.number > programme.slots_per_district:
            yield _fault(
                f"{initiative.code} is supported beyond its district's slots",
                f"{initiative.code} поддержана сверх мест своего округа",
            )


def _histories(session: Session, programme: Programme) -> Iterator[Text]:
    """Every entry of the ledger was brought about by an entry of a history."""
    known = set(
        session.execute(
            select(HistoryEntry.subject_id, HistoryEntry.sequence).where(
                HistoryEntry.subject_id.in_(select(LedgerEntry.subject_id))
            )
        ).tuples()
    )
    for entry in _entries(session, programme):
        if (entry.subject_id, entry.sequence) not in known:
            yield _fault(
                f"ledger entry {entry.id} is in no history",
                f"записи {entry.id} нет ни в одной истории",
            )


def _fault(en: str, ru: str) -> Text:
    return Text(en=f"{en[0].upper()}{en[1:]}.", ru=f"{ru[0].upper()}{ru[1:]}.")
