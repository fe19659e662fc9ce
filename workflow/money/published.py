"""A programme's money as anybody may see it: from donors to what was bought. Donors who asked not
to be named are not, and neither are people who were paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Account, District, Donation, Initiative, Money, Programme, Text
from workflow.money.ledger import balances
from workflow.money.trace import DonationTrace, Receipt, trace_donation


@dataclass(frozen=True)
class Bought:
    """A part of an expense that a donation paid for."""

    on: date
    what: str
    amount: Money


@dataclass(frozen=True)
class Supported:
    """An initiative that a donation went to."""

    code: str
    title: str
    district: Text
    given: Money
    """Awarded of this donation, less what came back."""
    spent: Money
    bought: Sequence[Bought]


@dataclass(frozen=True)
class Gift:
    donor: str | None
    """None for who asked not to be named."""
    purpose: str | None
    """In the donor's words, empty where anything may be supported; None where the words might tell
    who the donor is."""
    received: Money
    free: Money
    supported: Sequence[Supported]


@dataclass(frozen=True)
class PublishedMoney:
    programme: Text
    foundation: Text
    on: date
    received: Money
    """Without what went back to donors."""
    on_account: Sequence[tuple[Account, Money]]
    gifts: Sequence[Gift]
    """The largest first."""
    is_sample: bool


def published_money(session: Session, programme: Programme, *, on: date) -> PublishedMoney:
    """The whole way of a programme's money, as it stands; `on` is the day that it is told on."""
    donations = session.scalars(
        select(Donation).where(Donation.programme_id == programme.id).order_by(Donation.id)
    ).all()
    traces = [trace_donation(session, donation) for donation in donations]
    gifts = [_gift(session, trace) for trace in traces]
    found = balances(session, programme.id)
    return PublishedMoney(
        programme=programme.title,
        foundation=programme.foundation,
        on=on,
        received=Money(sum(found.values()), programme.currency),
        on_account=[(account, Money(found[account], programme.currency)) for account in found],
        gifts=sorted(
            (gift for gift in gifts if gift.received.minor), key=lambda gift: -gift.received.minor
        ),
        is_sample=any(donation.is_sample for donation in donations),
    )


def _gift(session: Session, trace: DonationTrace) -> Gift:
    donation, unnamed = trace.donation, trace.donation.donor.anonymous
    return Gift(
        None if unnamed else donation.donor.name,
        None if unnamed else donation.purpose,
        Money(trace.received.minor - trace.refunded.minor, donation.currency),
        trace.free,
        [
            Supported(
                share.initiative.code,
                share.initiative.title,
                _district(session, share.initiative),
                Money(
                    share.reserved.minor + share.paid.minor + share.spent.minor, donation.currency
                ),
                share.spent,
                [_bought(r) for r in trace.receipts if r.expense.initiative is share.initiative],
            )
            for share in trace.shares
            if share.reserved.minor + share.paid.minor + share.spent.minor
        ],
    )


def _bought(receipt: Receipt) -> Bought:
    return Bought(receipt.expense.spent_on, receipt.expense.what, receipt.amount)


def _district(session: Session, initiative: Initiative) -> Text:
    return session.get_one(District, initiative.district_id).title
