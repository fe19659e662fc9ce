"""What a supported initiative takes of slots and money, and gives back."""

from sqlalchemy import delete, select

from models import Account, Initiative, Slot
from workflow.council.capacity import capacity
from workflow.gate.attempt import Attempt
from workflow.gate.effects.registry import effect
from workflow.money.ledger import held, total, transfer


def _initiative(attempt: Attempt) -> Initiative:
    assert isinstance(attempt.subject, Initiative)
    return attempt.subject


@effect(awarded="number")
def award_request(attempt: Attempt) -> dict[str, int]:
    """The initiative takes one of its district's slots and the money it asked for, of donations
    that may be spent on it, the most restricted first."""
    initiative = _initiative(attempt)
    attempt.lock_programme()
    free = capacity(attempt.session, attempt.programme, without=[initiative.id])
    parts = free.pots.parts_for(initiative, initiative.requested)
    initiative.awarded = initiative.requested
    _take_slot(attempt, initiative)
    because = attempt.because
    transfer(
        attempt.session, parts, Account.FREE, Account.RESERVED, because, initiative_id=initiative.id
    )
    return {"awarded": initiative.requested}


def _take_slot(attempt: Attempt, initiative: Initiative) -> None:
    """The first that is free; the database lets nobody else have the same."""
    ours = select(Slot.number).where(
        Slot.programme_id == initiative.programme_id, Slot.district_id == initiative.district_id
    )
    taken = set(attempt.session.scalars(ours))
    number = next(n for n in range(1, len(taken) + 2) if n not in taken)
    attempt.session.add(
        Slot(
            programme_id=initiative.programme_id,
            district_id=initiative.district_id,
            number=number,
            initiative_id=initiative.id,
        )
    )
    attempt.session.flush()


@effect(released="number")
def release_award(attempt: Attempt) -> dict[str, int]:
    """Slot and money are free again for another."""
    initiative = _initiative(attempt)
    released = _release(attempt)
    initiative.awarded = None
    attempt.session.execute(delete(Slot).where(Slot.initiative_id == initiative.id))
    attempt.session.flush()
    return {"released": released}


@effect(released="number")
def release_reserved(attempt: Attempt) -> dict[str, int]:
    """What was awarded and will not be paid out is free for another; the slot stays used."""
    return {"released": _release(attempt)}


def _release(attempt: Attempt) -> int:
    initiative = _initiative(attempt)
    attempt.lock_programme()
    parts = held(attempt.session, Account.RESERVED, initiative.id)
    transfer(
        attempt.session,
        parts,
        Account.RESERVED,
        Account.FREE,
        attempt.because,
        initiative_id=initiative.id,
    )
    return total(parts)
