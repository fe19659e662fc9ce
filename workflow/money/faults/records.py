"""The ledger against what awards, tranches, expenses, slots and donors say."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

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
from workflow.money.budget import spent_by_line
from workflow.money.faults.words import differs, fault
from workflow.money.pots import Pot

Moved = Mapping[tuple[int | None, str, str], int]
"""Whose, from which account, to which → how much."""


def faults(
    session: Session, programme: Programme, entries: Sequence[LedgerEntry]
) -> Iterator[Text]:
    ours = select(Initiative).where(Initiative.programme_id == programme.id)
    initiatives = session.scalars(ours.order_by(Initiative.id)).all()
    moved = _by_subject(entries)
    yield from _awards(initiatives, entries)
    yield from _tranches(session, initiatives, moved)
    yield from _expenses(session, programme, moved)
    yield from _lines(session, initiatives)
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


def _tranches(session: Session, initiatives: Sequence[Initiative], moved: Moved) -> Iterator[Text]:
    """Each tranche was paid in full or not at all; together they are the award."""
    for initiative in initiatives:
        ours = select(Tranche).where(Tranche.initiative_id == initiative.id)
        tranches = session.scalars(ours.order_by(Tranche.ordinal)).all()
        for tranche in tranches:
            paid = moved[tranche.id, Account.RESERVED, Account.PAID]
            told = tranche.amount if tranche.state == "paid" else 0
            if paid != told:
                yield differs(tranche.code, Text(en="paid", ru="перечислено"), paid, told)
        planned = sum(tranche.amount for tranche in tranches)
        if tranches and initiative.awarded is not None and planned != initiative.awarded:
            yield fault(
                f"{initiative.code}: the tranches make {planned}, and {initiative.awarded} is "
                "awarded",
                f"{initiative.code}: транши дают {planned}, а выделено {initiative.awarded}",
            )


def _expenses(session: Session, programme: Programme, moved: Moved) -> Iterator[Text]:
    """Each accepted expense counts as spent, in full, and no other does."""
    ours = select(Expense).where(Expense.programme_id == programme.id).order_by(Expense.id)
    for expense in session.scalars(ours):
        spent = moved[expense.id, Account.PAID, Account.SPENT]
        spent -= moved[expense.id, Account.SPENT, Account.PAID]
        told = expense.amount if expense.state == "accepted" else 0
        if spent != told:
            yield differs(expense.code, Text(en="spent", ru="израсходовано"), spent, told)


def _lines(session: Session, initiatives: Sequence[Initiative]) -> Iterator[Text]:
    """No line of a budget is overspent."""
    for initiative in initiatives:
        spent = spent_by_line(session, initiative.id)
        planned = {line.ordinal: line.planned for line in initiative.budget}
        for ordinal, amount in spent.items():
            if amount > planned.get(ordinal, 0):
                yield fault(
                    f"{initiative.code}, line {ordinal}: {amount} spent of "
                    f"{planned.get(ordinal, 0)}",
                    f"{initiative.code}, строка {ordinal}: израсходовано {amount} из "
                    f"{planned.get(ordinal, 0)}",
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
