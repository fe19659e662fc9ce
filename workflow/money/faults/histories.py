"""The ledger and the records against the histories, which nobody rewrites unseen."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from json import loads
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Donation,
    Expense,
    Fund,
    HistoryEntry,
    Initiative,
    LedgerEntry,
    Programme,
    Subject,
    Text,
    Tranche,
)
from workflow.council.conflicts import initiative_of
from workflow.money.faults.words import differs, fault

TOLD: Mapping[str, str] = {
    "receive": "amount",
    "refund": "amount",
    "pay": "amount",
    "return_money": "amount",
    "approve": "awarded",
    "promote": "awarded",
    "withdraw": "released",
    "terminate": "released",
    "accept_report": "released",
}
"""Action → the fact that says how much it moved."""
MOVING = tuple(kind.__tablename__ for kind in (Fund, Initiative, Tranche, Expense))
"""Kinds of subject whose actions move money."""
Place = tuple[int, int]
"""Subject and sequence of an entry of a history."""


def faults(
    session: Session, programme: Programme, entries: Sequence[LedgerEntry]
) -> Iterator[Text]:
    histories = {
        (told.subject_id, told.sequence): told
        for told in session.scalars(
            select(HistoryEntry)
            .join(Subject, Subject.id == HistoryEntry.subject_id)
            .where(Subject.programme_id == programme.id, Subject.kind.in_(MOVING))
            .order_by(HistoryEntry.subject_id, HistoryEntry.sequence)
        )
    }
    yield from _reasons(session, entries, histories)
    yield from _amounts(session, entries, histories)
    yield from _expenses(session, programme, histories)
    yield from _pledges(session, programme, histories)


def _reasons(
    session: Session,
    entries: Sequence[LedgerEntry],
    histories: Mapping[Place, HistoryEntry],
) -> Iterator[Text]:
    """Every entry of the ledger was brought about by an entry of a history, then and there."""
    for entry in entries:
        told = histories.get((entry.subject_id, entry.sequence))
        if told is None or told.at != entry.at:
            yield fault(
                f"ledger entry {entry.id} is in no history",
                f"записи {entry.id} нет ни в одной истории",
            )
            continue
        initiative = initiative_of(session.get_one(Subject, entry.subject_id))
        if entry.initiative_id != (initiative.id if initiative else None):
            yield fault(
                f"ledger entry {entry.id} is about another than its history",
                f"запись {entry.id} относится не к тому, о чём говорит история",
            )


def _amounts(
    session: Session,
    entries: Sequence[LedgerEntry],
    histories: Mapping[Place, HistoryEntry],
) -> Iterator[Text]:
    """As much moved as the histories say."""
    moved: Counter[Place] = Counter()
    for entry in entries:
        moved[entry.subject_id, entry.sequence] += entry.amount
    for place, told in histories.items():
        facts = loads(told.facts)
        amount = facts.get(TOLD.get(told.action))
        if amount is not None and moved[place] != amount:
            subject = session.get_one(Subject, told.subject_id)
            what = f"{told.action}, {told.sequence}"
            yield differs(subject.reference, Text(en=what, ru=what), moved[place], amount)


def _expenses(
    session: Session, programme: Programme, histories: Mapping[Place, HistoryEntry]
) -> Iterator[Text]:
    """Expenses are what they were when they were reported."""
    told = {h.subject_id: loads(h.facts) for h in histories.values() if h.action == "report"}
    ours = select(Expense).where(Expense.programme_id == programme.id).order_by(Expense.id)
    for expense in session.scalars(ours):
        facts: Mapping[str, Any] = told.get(expense.id, {})
        if (expense.amount, expense.line) != (facts.get("amount"), facts.get("line")):
            yield fault(
                f"{expense.code} is not what was reported",
                f"{expense.code} отличается от заявленного расхода",
            )


def _pledges(
    session: Session, programme: Programme, histories: Mapping[Place, HistoryEntry]
) -> Iterator[Text]:
    """Donations are what was pledged, and nothing else."""
    fund = session.scalar(select(Fund).where(Fund.programme_id == programme.id))
    told = {
        facts["donation"]: facts["amount"]
        for facts in (
            loads(h.facts)
            for h in histories.values()
            if fund is not None and (h.subject_id, h.action) == (fund.id, "pledge")
        )
    }
    ours = select(Donation).where(Donation.programme_id == programme.id).order_by(Donation.id)
    for donation in session.scalars(ours):
        if told.get(donation.code) != donation.pledged:
            yield fault(
                f"donation {donation.code} is not what was pledged",
                f"пожертвование {donation.code} отличается от обещанного",
            )
