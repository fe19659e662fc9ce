"""The ledger against what awards, tranches, expenses, slots and donors say."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models import (
    Account,
    Donation,
    Expense,
    Initiative,
    LedgerEntry,
    Programme,
    Slot,
    Text,
    Tranche,
)
from workflow.money.faults.words import differs, fault
from workflow.money.pots import Pot

Moved = Mapping[tuple[int | None, str, str], int]
"""Whose, from which account, to which → how much."""


def faults(
    session: Session, programme: Programme, entries: Sequence[LedgerEntry]
) -> Iterator[Text]:
    ours = select(Initiative).where(Initiative.programme_id == programme.id)
    initiatives = session.scalars(
        ours.options(selectinload(Initiative.budget)).order_by(Initiative.id)
    ).all()
    expenses = session.scalars(
        select(Expense).where(Expense.programme_id == programme.id).order_by(Expense.id)
    ).all()
    moved = _by_subject(entries)
    yield from _awards(initiatives, entries)
    yield from _tranches(session, programme, moved)
    yield from _expenses(expenses, moved)
    yield from _revocations(session, expenses, entries)
    yield from _lines(initiatives, expenses)
    yield from _slots(session, programme, initiatives)
    yield from _restrictions(session, entries)


def _by_subject(entries: Sequence[LedgerEntry]) -> Moved:
    moved: Counter[tuple[int | None, str, str]] = Counter()
    for entry in entries:
        moved[entry.subject_id, entry.source, entry.target] += entry.amount
    return moved


def _awards(initiatives: Sequence[Initiative], entries: Sequence[LedgerEntry]) -> Iterator[Text]:
    """What was reserved for an initiative is its award; of a declined one, nothing is."""
    moved: Counter[tuple[int | None, str, str]] = Counter()
    for entry in entries:
        moved[entry.initiative_id, entry.source, entry.target] += entry.amount
    for initiative in initiatives:
        reserved = moved[initiative.id, Account.FREE, Account.RESERVED]
        if initiative.awarded is None:
            reserved -= moved[initiative.id, Account.RESERVED, Account.FREE]
        if reserved != (initiative.awarded or 0):
            what = Text(en="awarded", ru="выделено")
            yield differs(initiative.code, what, reserved, initiative.awarded or 0)


def _tranches(session: Session, programme: Programme, moved: Moved) -> Iterator[Text]:
    """Each tranche was paid in full or not at all; together they are the award."""
    planned: Counter[Initiative] = Counter()
    ours = select(Tranche).where(Tranche.programme_id == programme.id).order_by(Tranche.id)
    for tranche in session.scalars(ours):
        planned[tranche.initiative] += tranche.amount
        paid = moved[tranche.id, Account.RESERVED, Account.PAID]
        told = tranche.amount if tranche.state == "paid" else 0
        if paid != told:
            yield differs(tranche.code, Text(en="paid", ru="перечислено"), paid, told)
    for initiative, amount in planned.items():
        if initiative.awarded not in (None, amount):
            yield fault(
                f"{initiative.code}: the tranches make {amount}, and {initiative.awarded} is "
                "awarded",
                f"{initiative.code}: транши дают {amount}, а выделено {initiative.awarded}",
            )


def _expenses(expenses: Sequence[Expense], moved: Moved) -> Iterator[Text]:
    """Each accepted expense counts as spent, in full, and no other does."""
    for expense in expenses:
        spent = moved[expense.id, Account.PAID, Account.SPENT]
        spent -= moved[expense.id, Account.SPENT, Account.PAID]
        told = expense.amount if expense.state == "accepted" else 0
        if spent != told:
            yield differs(expense.code, Text(en="spent", ru="израсходовано"), spent, told)


def _revocations(
    session: Session, expenses: Sequence[Expense], entries: Sequence[LedgerEntry]
) -> Iterator[Text]:
    """What is revoked goes back to the very donations that paid for it."""
    codes = {expense.id: expense.code for expense in expenses}
    spent: Counter[tuple[int, int]] = Counter()
    for entry in entries:
        sign = (entry.target == Account.SPENT) - (entry.source == Account.SPENT)
        spent[entry.subject_id, entry.donation_id] += sign * entry.amount
    for (subject_id, donation_id), amount in spent.items():
        if amount < 0 and subject_id in codes:
            donation = session.get_one(Donation, donation_id)
            yield fault(
                f"{codes[subject_id]}: more was revoked of donation {donation.code} than it paid",
                f"{codes[subject_id]}: по пожертвованию {donation.code} отменено больше, чем "
                "из него оплачено",
            )


def _lines(initiatives: Sequence[Initiative], expenses: Sequence[Expense]) -> Iterator[Text]:
    """No line of a budget is overspent."""
    spent: Counter[tuple[int, int]] = Counter()
    for expense in expenses:
        if expense.state == "accepted":
            spent[expense.initiative_id, expense.line] += expense.amount
    for initiative in initiatives:
        for line in initiative.budget:
            amount = spent[initiative.id, line.ordinal]
            if amount > line.planned:
                yield fault(
                    f"{initiative.code}, line {line.ordinal}: {amount} spent of {line.planned}",
                    f"{initiative.code}, строка {line.ordinal}: израсходовано {amount} из "
                    f"{line.planned}",
                )


def _slots(
    session: Session, programme: Programme, initiatives: Sequence[Initiative]
) -> Iterator[Text]:
    """Every award has a slot of its district, nothing else has one, and no district more of them
    than the programme supports in each."""
    ours = select(Slot).where(Slot.initiative_id.in_([i.id for i in initiatives]))
    slots = {slot.initiative_id: slot for slot in session.scalars(ours)}
    for initiative in initiatives:
        slot = slots.get(initiative.id)
        if initiative.awarded is None and slot is not None:
            yield fault(
                f"{initiative.code} holds a slot and is not supported",
                f"{initiative.code} занимает место и не поддержана",
            )
        elif initiative.awarded is not None and not _fits(slot, initiative, programme):
            yield fault(
                f"{initiative.code} is supported beyond its district's slots",
                f"{initiative.code} поддержана сверх мест своего округа",
            )


def _fits(slot: Slot | None, initiative: Initiative, programme: Programme) -> bool:
    if slot is None or slot.number > programme.slots_per_district:
        return False
    return (slot.programme_id, slot.district_id) == (programme.id, initiative.district_id)


def _restrictions(session: Session, entries: Sequence[LedgerEntry]) -> Iterator[Text]:
    """No donation is spent on what its donor did not give it for."""
    for entry in entries:
        if entry.initiative_id is None or entry.target != Account.RESERVED:
            continue
        donation = session.get_one(Donation, entry.donation_id)
        initiative = session.get_one(Initiative, entry.initiative_id)
        pot = Pot(donation.id, 0, donation.district_id, donation.problem_id)
        if not pot.may_pay_for(initiative):
            yield fault(
                f"donation {donation.code} may not be spent on {initiative.code}",
                f"пожертвование {donation.code} нельзя тратить на {initiative.code}",
            )
