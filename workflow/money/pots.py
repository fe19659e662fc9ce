"""Money that is free, and what each donor lets it be spent on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import Account, Balance, Donation, Initiative
from workflow.money.ledger import OF_INITIATIVES, Part
from workflow.money.promises import Promise, left, promised


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
    """All that is free, in the order in which it is given out, and what of it is promised."""

    pots: Sequence[Pot]
    promises: Sequence[Promise] = ()

    @property
    def free(self) -> int:
        """What is promised to nobody."""
        return sum(self._unused)

    @property
    def _amounts(self) -> list[int]:
        return [pot.free for pot in self.pots]

    @cached_property
    def _unused(self) -> list[int]:
        return left(self._amounts, self.promises)

    def suffice_for(self, initiative: Initiative, amount: int) -> bool:
        """Whether so much is free for an initiative when every promise is kept."""
        if amount > self.free:
            return False
        return self.less(initiative, amount, sparing=False).promises[-1].amount == amount

    def for_(self, initiative: Initiative) -> int:
        """What is free for an initiative when every promise is kept, in the smallest unit."""
        return self.less(initiative, self.free, sparing=False).promises[-1].amount

    def of(self, donation_id: int) -> int:
        """What of a donation no promise needs."""
        itself = [n for n, pot in enumerate(self.pots) if pot.donation_id == donation_id]
        return promised(self._amounts, self.promises, itself, self.free)[-1].amount

    def parts_for(self, initiative: Initiative, amount: int) -> list[Part]:
        """Of which donations so much is given to the initiative: the most restricted first, and so
        that every promise can still be kept. Raises ValueError where that is not possible."""
        promise = self.less(initiative, amount).promises[-1]
        if promise.amount != amount:
            raise ValueError(f"{amount - promise.amount} more than there is")
        parts = sorted(promise.parts.items())
        return [Part(self.pots[number].donation_id, part) for number, part in parts if part]

    def less(self, initiative: Initiative, amount: int, *, sparing: bool = True) -> "Pots":
        """With `amount` promised to the initiative, or all that is free for it.

        Where it only matters whether money suffices, not of which donations it is, `sparing` need
        not be: a ranking asks thousands of times.
        """
        usable = self.usable(initiative)
        if not sparing and amount <= sum(self._unused[n] for n in usable):
            return Pots(self.pots, [*self.promises, self._plainly(usable, amount)])
        return Pots(self.pots, promised(self._amounts, self.promises, usable, amount))

    def usable(self, initiative: Initiative) -> tuple[int, ...]:
        """The pots that may pay for the initiative, by number."""
        return tuple(n for n, pot in enumerate(self.pots) if pot.may_pay_for(initiative))

    def _plainly(self, usable: Sequence[int], amount: int) -> Promise:
        """Without any other making way."""
        parts = dict[int, int]()
        for n in usable:
            if part := min(self._unused[n], amount):
                parts[n], amount = part, amount - part
        return Promise(usable, parts)


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
