"""Random people do random things with the money, and after each the books balance."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Account,
    AgendaItem,
    Balance,
    Donation,
    HistoryEntry,
    Initiative,
    Problem,
    Slot,
    Subject,
)
from models.database import engine_for
from tests import make
from tests.make import Competition, enrol
from tests.workflow.money.random_deeds import ACTS, MINUTES, Deeds
from workflow.council.capacity import capacity
from workflow.history.verify import verify
from workflow.money.check import check_books
from workflow.programme.lookup import find_fund

SLOTS = 3


def beginning(session: Session) -> Competition:
    """One initiative at work, one about to be paid, five on the reserve list, and one that the
    council decided to support."""
    competition = make.competition(session)
    enrol(competition, competition.other_district, "other_deputy")
    first, second = (session.get_one(Problem, number) for number in (1, 2))
    there = competition.other_district
    for code, problems in {"1-01": [first], "1-02": [second], "1-03": [first, second]}.items():
        competition.at("reserve", code, addresses=problems)
    for code in ("2-01", "2-02"):
        competition.at("reserve", code, district=there, addresses=there.problems[:1])
    competition.at("implementation", "1-00", addresses=[first])
    competition.signed(
        competition.at("funding", "2-00", district=there, addresses=there.problems[:1])
    )
    competition.has_only(0)
    competition.donation(50_000, "decided", problem=first)
    competition.donation(70_000, "there", district=there)
    competition.donation(30_000, "here", district=competition.district)
    competition.donation(60_000, "second", problem=second)
    competition.donation(60_000, "broad")
    meeting = competition.convened(competition.at("approval", "1-04", addresses=[first, second]))
    competition.vote(meeting.items[0])
    competition.close_vote(meeting.items[0])
    competition.act(meeting, "close", "chair")
    competition.act(meeting, "draw_up", "secretary", facts=MINUTES)
    competition.act(meeting, "sign", "chair", facts=MINUTES)
    competition.programme.slots_per_district = SLOTS
    session.flush()
    return competition


class RandomMoney(RuleBasedStateMachine):
    """Each run begins alike and is undone at its end."""

    def __init__(self, competition: Competition, done: Counter[str]) -> None:
        super().__init__()
        self.competition, self.done = competition, done
        self.session = competition.session
        self.undone = self.session.begin_nested()
        self.session.expire_all()
        self.before = max(self.session.scalars(select(HistoryEntry.id)))
        self.deeds = Deeds(competition, done)

    def teardown(self) -> None:
        assert verify(self.session).faults == []
        acts = select(Subject.kind, HistoryEntry.action).join(
            HistoryEntry, HistoryEntry.subject_id == Subject.id
        )
        for kind, action in self.session.execute(acts.where(HistoryEntry.id > self.before)):
            self.done[f"{kind}.{action}"] += 1
        self.undone.rollback()
        self.session.expire_all()

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        self.deeds.data = data
        data.draw(st.sampled_from(ACTS))(self.deeds)

    @invariant()
    def the_books_balance(self) -> None:
        books = check_books(self.session, self.competition.programme)
        assert books.faults == ()
        assert sum(money.minor for money in books.on_account.values()) == books.received.minor

    @invariant()
    def nothing_is_below_zero_and_nobody_has_more_than_was_awarded(self) -> None:
        has: Counter[int] = Counter()
        for kept in self.session.scalars(select(Balance).execution_options(populate_existing=True)):
            assert kept.amount >= 0
            has[kept.holder] += kept.amount if kept.account != Account.FREE else 0
        for initiative in self.session.scalars(select(Initiative)):
            assert has[initiative.id] <= (initiative.awarded or 0)

    @invariant()
    def every_donor_is_kept_to(self) -> None:
        """By the records themselves, not by the rule that gave the money out."""
        held = self.session.execute(
            select(Donation, Initiative)
            .join(Balance, Balance.donation_id == Donation.id)
            .join(Initiative, Initiative.id == Balance.holder)
            .where(Balance.account != Account.FREE, Balance.amount > 0)
        )
        for donation, initiative in held:
            assert donation.district_id in (None, initiative.district_id)
            assert donation.problem_id in (None, *(p.id for p in initiative.addresses))

    @invariant()
    def no_district_has_more_than_its_slots(self) -> None:
        taken = Counter(
            self.session.scalars(
                select(Initiative.district_id).where(Initiative.awarded.is_not(None))
            )
        )
        numbers: dict[int, list[int]] = {}
        for slot in self.session.scalars(select(Slot)):
            numbers.setdefault(slot.district_id, []).append(slot.number)
        assert {district: len(set(found)) for district, found in numbers.items()} == dict(taken)
        assert all(1 <= number <= SLOTS for found in numbers.values() for number in found)

    @invariant()
    def what_the_council_decided_can_be_paid(self) -> None:
        free = capacity(self.session, self.competition.programme)
        decided = self.session.scalars(select(AgendaItem).where(AgendaItem.state == "decided"))
        assert [promise.amount for promise in free.pots.promises] == [
            item.initiative.requested for item in decided
        ]
        assert free.money.minor >= 0

    @invariant()
    def the_fund_tells_of_every_gift(self) -> None:
        fund = find_fund(self.session, self.competition.programme)
        assert fund.state == "open"
        told = select(HistoryEntry.id).where(
            HistoryEntry.subject_id == fund.id, HistoryEntry.action == "pledge"
        )
        donations = self.session.scalars(select(Donation.id)).all()
        assert len(self.session.scalars(told).all()) == len(donations)


DEEDS = {
    "fund.pledge",
    "fund.agree",
    "fund.receive",
    "fund.refund",
    "initiative.promote",
    "initiative.approve",
    "initiative.withdraw",
    "initiative.draw_up_agreement",
    "initiative.sign_agreement",
    "initiative.begin",
    "initiative.return_money",
    "initiative.suspend",
    "initiative.resume",
    "initiative.submit_report",
    "initiative.return_report",
    "initiative.accept_report",
    "initiative.present",
    "initiative.terminate",
    "initiative.close_books",
    "tranche.plan",
    "tranche.release",
    "tranche.withhold",
    "tranche.pay",
    "tranche.cancel",
    "expense.report",
    "expense.accept",
    "expense.refuse",
    "expense.revoke",
    "expense.withdraw",
}
"""What is done with money. Nearly all of it has to be done: else the test has seen little."""


@pytest.mark.long
@pytest.mark.timeout(300)
def test_random_people_never_unbalance_the_books(new_database: Callable[[str], str]) -> None:
    engine, done = engine_for(new_database("sqlite")), Counter[str]()
    with Session(engine, expire_on_commit=False) as session:
        competition = beginning(session)
        session.commit()
        run_state_machine_as_test(
            lambda: RandomMoney(competition, done),  # type: ignore[arg-type]  # a factory will do
            settings=settings(
                max_examples=14,
                stateful_step_count=50,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                derandomize=True,
                database=None,
                phases=[Phase.generate],  # the steps are told; making them fewer takes minutes
            ),
        )
    engine.dispose()
    missed = sorted(DEEDS - done.keys())
    assert len(missed) <= 3, f"not far enough; nobody did: {missed}"
    assert done["refused"] >= 100
