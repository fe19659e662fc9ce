from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import ColumnElement

from models import AgendaItem, Donation, Initiative, Money, Motion, Programme

DECIDED = "decided"
"""The state of an agenda item whose decision is not announced."""


@dataclass(frozen=True)
class Capacity:
    """What the programme can still support; what is decided but not announced counts as given."""

    slots: int
    """Initiatives supported in each district."""
    used: Mapping[int, int]
    """District → slots taken."""
    money: Money
    """Donations received, less what is awarded."""

    def slot_is_free(self, district_id: int | None) -> bool:
        return self.used.get(district_id or 0, 0) < self.slots

    def goes_to(self, initiatives: Sequence[Initiative]) -> list[Initiative]:
        """Those of `initiatives`, taken in their order, that slots and money suffice for."""
        used, left, chosen = dict(self.used), self.money.minor, []
        for initiative in initiatives:
            district = initiative.district_id or 0
            if used.get(district, 0) < self.slots and initiative.requested <= left:
                used[district] = used.get(district, 0) + 1
                left -= initiative.requested
                chosen.append(initiative)
        return chosen

    def covers(self, initiative: Initiative) -> bool:
        return initiative.requested <= self.money.minor


def capacity(session: Session, programme: Programme, *, without: Collection[int] = ()) -> Capacity:
    """What is free now; slots and money of the initiatives in `without` do not count as given."""
    received = session.scalars(
        select(func.coalesce(func.sum(Donation.amount), 0)).where(
            Donation.programme_id == programme.id, Donation.currency == programme.currency
        )
    ).one()
    taken = select(
        Initiative.district_id,
        func.count(),
        func.sum(func.coalesce(Initiative.awarded, Initiative.requested)),
    ).where(Initiative.programme_id == programme.id, _is_taken(), Initiative.id.not_in(without))
    rows = session.execute(taken.group_by(Initiative.district_id)).all()
    return Capacity(
        programme.slots_per_district,
        {district_id: number for district_id, number, _ in rows},
        Money(int(received) - sum(int(minor) for _, _, minor in rows), programme.currency),
    )


def _is_taken() -> ColumnElement[bool]:
    """Awarded, or decided to be."""
    promised = select(AgendaItem.initiative_id).where(
        AgendaItem.motion == Motion.APPROVE, AgendaItem.state == DECIDED
    )
    return Initiative.awarded.is_not(None) | Initiative.id.in_(promised)
