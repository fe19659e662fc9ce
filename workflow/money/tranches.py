from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from models import Initiative, Programme, Tranche
from workflow.programme.lookup import lifecycle_version


def shares_of(amount: int, shares: Sequence[int]) -> list[int]:
    """An amount divided by shares in percent, in whole units; what rounding leaves goes to the
    last. Parts of nothing are left out."""
    return [part for _, part in divided(amount, shares)]


def divided(amount: int, shares: Sequence[int]) -> list[tuple[int, int]]:
    """Each share with its part of the amount, as `shares_of` divides it."""
    parts = [amount * share // 100 for share in shares[:-1]]
    return [
        (share, part)
        for share, part in zip(shares, [*parts, amount - sum(parts)], strict=True)
        if part
    ]


def plan_tranches(session: Session, initiative: Initiative, *, now: datetime) -> list[Tranche]:
    """The tranches that the award of an initiative is paid out in."""
    programme = session.get_one(Programme, initiative.programme_id)
    assert initiative.awarded is not None, "the award is agreed on"
    planned = [
        Tranche(
            programme_id=programme.id,
            district_id=initiative.district_id,
            code=f"{initiative.code}.{ordinal}",
            initiative=initiative,
            ordinal=ordinal,
            amount=amount,
            lifecycle_version=lifecycle_version(session, programme, "tranche"),
            changed_at=now,
        )
        for ordinal, amount in enumerate(
            shares_of(initiative.awarded, programme.tranche_shares), start=1
        )
    ]
    session.add_all(planned)
    session.flush()
    return planned
