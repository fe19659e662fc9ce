from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import Select

from models import AgendaItem, Initiative, Money, Motion, Programme
from workflow.money.pots import Pots, pots

DECIDED = "decided"
"""The state of an agenda item whose decision is not announced."""


@dataclass(frozen=True)
class Capacity:
    """What the programme can still support; what is decided but not announced counts as given."""

    slots: int
    """Initiatives supported in each district."""
    used: Mapping[int, int]
    """District → slots taken."""
    pots: Pots
    currency: str

    @property
    def money(self) -> Money:
        """All that is free, whatever it may be spent on."""
        return Money(self.pots.free, self.currency)

    def money_for(self, initiative: Initiative) -> Money:
        """What is free that donors let be spent on the initiative."""
        return Money(self.pots.for_(initiative), self.currency)

    def slot_is_free(self, district_id: int | None) -> bool:
        return self.used.get(district_id or 0, 0) < self.slots

    def goes_to(self, initiatives: Sequence[Initiative]) -> list[Initiative]:
        """Those of `initiatives`, taken in their order, that slots and money suffice for."""
        used, left, chosen = dict(self.used), self.pots, []
        too_much: dict[tuple[int, ...], int] = {}  # money only gets less: no need to ask again
        for initiative in initiatives:
            district, amount = initiative.district_id or 0, initiative.requested
            if used.get(district, 0) >= self.slots:
                continue
            usable = left.usable(initiative)
            if amount >= too_much.get(usable, amount + 1):
                continue
            if left.suffice_for(initiative, amount):
                used[district] = used.get(district, 0) + 1
                left = left.less(initiative, amount, sparing=False)
                chosen.append(initiative)
            else:
                too_much[usable] = amount
        return chosen

    def covers(self, initiative: Initiative) -> bool:
        return self.pots.suffice_for(initiative, initiative.requested)


def capacity(session: Session, programme: Programme, *, without: Collection[int] = ()) -> Capacity:
    """What is free now; slots and money of the initiatives in `without` do not count as given."""
    free = pots(session, programme.id, without=without)
    promised = session.scalars(
        select(Initiative)
        .where(
            Initiative.programme_id == programme.id,
            Initiative.id.in_(_promised()),
            Initiative.awarded.is_(None),
            Initiative.id.not_in(without),
        )
        .order_by(Initiative.id)
    )
    for initiative in promised:
        free = free.less(initiative, initiative.requested)
    taken = select(Initiative.district_id, func.count()).where(
        Initiative.programme_id == programme.id,
        Initiative.awarded.is_not(None) | Initiative.id.in_(_promised()),
        Initiative.id.not_in(without),
    )
    rows = session.execute(taken.group_by(Initiative.district_id)).all()
    return Capacity(
        programme.slots_per_district,
        {district_id: number for district_id, number in rows},
        free,
        programme.currency,
    )


def _promised() -> Select[tuple[int]]:
    """Decided to be supported, and not announced."""
    return select(AgendaItem.initiative_id).where(
        AgendaItem.motion == Motion.APPROVE, AgendaItem.state == DECIDED
    )
