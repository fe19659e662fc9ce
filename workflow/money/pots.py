"""Money that is free, and what each donor lets it be spent on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import Account, Balance, Donation, Initiative
from workflow.money.ledger import OF_INITIATIVES, Part


@dataclass(frozen=True)
class Pot:
    """What is free of one donation, and its restriction."""

    donation_id: int
    free: int
    district_id: int | None = None
    problem_id: int | None = None

    @property
    def breadth(self) -> tuple[bool, bool, int]:
        """Sorts those first that fewer initiatives can use: what is given for everything is
        kept for what nothing else pays for."""
        return self.problem_id is None, self.district_id is None, self.donation_id

    def may_pay_for(self, initiative: Initiative) -> bool:
        if self.district_id not in (None, initiative.district_id):
            return False
        return self.problem_id is None or self.problem_id in {
            problem.id for problem in initiative.addresses
        }


@dataclass(frozen=True)
class Pots:
    """All that is free, in the order in which it is given out."""

    pots: Sequence[Pot]

    @property
    def free(self) -> int:
        return sum(pot.free for pot in self.pots)

    def for_(self, initiative: Initiative) -> int:
        """What is free for an initiative, in the currency's smallest unit."""
        return sum(pot.free for pot in self.pots if pot.may_pay_for(initiative))

    def parts_for(self, initiative: Initiative) -> list[Part]:
        return [Part(p.donation_id, p.free) for p in self.pots if p.may_pay_for(initiative)]

    def less(self, initiative: Initiative, amount: int) -> "Pots":
        """What is left when `amount` is given to the initiative, or all that is free for it."""
        left = []
        for pot in self.pots:
            taken = min(pot.free, amount) if pot.may_pay_for(initiative) else 0
            amount -= taken
            left.append(replace(pot, free=pot.free - taken) if taken else pot)
        return Pots(left)


def pots(session: Session, programme_id: int, *, without: Collection[int] = ()) -> Pots:
    """What is free in the programme; money of the initiatives in `without` counts as free."""
    rows = session.execute(
        select(Donation.id, Donation.district_id, Donation.problem_id, Balance.amount)
        .join(Balance, Balance.donation_id == Donation.id)
        .where(
            Donation.programme_id == programme_id,
            Balance.amount > 0,
            or_(
                Balance.account == Account.FREE,
                Balance.account.in_(OF_INITIATIVES) & Balance.holder.in_(without),
            ),
        )
    ).all()
    return Pots(sorted(_summed(rows), key=lambda pot: pot.breadth))


def _summed(rows: Iterable[Sequence[int | None]]) -> list[Pot]:
    free: defaultdict[tuple[int, int | None, int | None], int] = defaultdict(int)
    for donation_id, district_id, problem_id, amount in rows:
        assert donation_id is not None
        free[donation_id, district_id, problem_id] += amount or 0
    return [Pot(donation, amount, *bound) for (donation, *bound), amount in free.items()]
