"""Money at once: the last slot and the last rouble, tranches, expenses, refunds, statements."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event
from typing import Any, cast

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import (
    Account,
    AgendaItem,
    Donation,
    Expense,
    HistoryEntry,
    Initiative,
    Meeting,
    Money,
    Programme,
    Slot,
    Subject,
    Tranche,
)
from tests.make import NOON, RECEIPT, Competition
from tests.workflow.at_once import Act, actions, afterwards, at_once, prepared
from tests.workflow.money.bank_files import read, row, written
from workflow.actor import Actor
from workflow.gate import perform
from workflow.gate.perform import lock
from workflow.meetings.decisions import announce, promote
from workflow.meetings.session import close_vote
from workflow.money.bank import import_statement, preview_import
from workflow.money.check import check_books
from workflow.money.donations import Giver, pledge, receive, refund
from workflow.money.expenses import report_expense
from workflow.money.ledger import balance, balances
from workflow.work.parts import Part, act_on_part

CONNECTIONS = 12
MINUTES = {name: "0" * 64 for name in ("ru_pdf", "ru_docx", "en_pdf", "en_docx")}


@contextmanager
def balanced(engine: Engine) -> Iterator[Session]:
    """What is left, with every history sound and the books in balance."""
    with afterwards(engine) as session:
        assert check_books(session, session.query(Programme).one()).faults == ()
        yield session


def kept(session: Session) -> tuple[int, int, int, int]:
    """Roubles free, reserved, paid and spent."""
    found = balances(session, session.query(Programme).one().id)
    free, reserved, paid, spent = (found[a] // 100 for a in Account if a != Account.OUTSIDE)
    return free, reserved, paid, spent


def do(initiative: int, trigger: str, by: int, **facts: Any) -> Act:
    def act(session: Session) -> None:
        found = session.get_one(Initiative, initiative)
        perform(
            session,
            found,
            trigger,
            actor=Actor.person(by),
            now=NOON,
            reason="Так надо",
            facts=facts,
        )

    return act


def on_part(kind: type[Part], part: int, trigger: str, by: int, **facts: Any) -> Act:
    def act(session: Session) -> None:
        key = facts.pop("key", None)
        found = cast(Part, session.get_one(kind, part))
        act_on_part(
            session,
            found,
            trigger,
            actor=Actor.person(by),
            now=NOON,
            reason="Так надо",
            facts=facts,
            key=key,
        )

    return act


def pay(tranche: int, by: int, key: str | None = None) -> Act:
    def act(session: Session) -> None:
        act_on_part(
            session,
            session.get_one(Tranche, tranche),
            "pay",
            actor=Actor.person(by),
            now=NOON,
            facts={"payment_order": "№ 7", "paid_on": "2026-03-02"},
            key=key,
        )

    return act


def accept(expense: int, by: int) -> Act:
    return on_part(Expense, expense, "accept", by)


def give_back(donation: int, amount: int, by: int) -> Act:
    def act(session: Session) -> None:
        refund(
            session,
            session.get_one(Donation, donation),
            amount,
            "№ 9",
            actor=Actor.person(by),
            now=NOON,
            reason="Не понадобилось",
        )

    return act


def sweep(session: Session) -> None:
    promote(session, session.query(Programme).one(), actor=Actor.clock("sweep"), now=NOON)


def ids(competition: Competition, *names: str) -> list[int]:
    return [competition.people[name].id for name in names]


@pytest.mark.parametrize(
    ("slots", "roubles", "chosen"), [(3, 900_000, 3), (5, 120_000, 2), (2, 50_000, 1)]
)
def test_twelve_promote_and_no_slot_and_no_rouble_is_given_twice(
    engine: Engine, slots: int, roubles: int, chosen: int
) -> None:
    with prepared(engine) as competition:
        waiting = [competition.at("reserve", f"1-{n:02}").id for n in range(CONNECTIONS)]
        competition.has_only(roubles)
        competition.programme.slots_per_district = slots
        (coordinator,) = ids(competition, "coordinator")

    ended: list[str] = []
    while "done" in (once := at_once(engine, *[do(i, "promote", coordinator) for i in waiting])):
        ended += once

    refused = {"first_on_reserve_list", "slot_is_free", "money_is_available"}
    assert set(" ".join([*ended, *once]).split()) - refused <= {"done", "not_available"}
    with balanced(engine) as session:
        states = Counter(session.get_one(Initiative, i).state for i in waiting)
        assert states == {"funding": chosen, "reserve": CONNECTIONS - chosen}
        numbers = sorted(session.scalars(select(Slot.number)))
        assert numbers == list(range(1, chosen + 1))
        assert kept(session) == (roubles - chosen * 50_000, chosen * 50_000, 0, 0)
        assert actions(session, "promote") == chosen


def test_twelve_sweeps_promote_each_once(engine: Engine) -> None:
    with prepared(engine) as competition:
        waiting = [competition.at("reserve", f"1-0{n}").id for n in range(4)]
        competition.has_only(100_000)

    at_once(engine, *[sweep] * CONNECTIONS)
    at_once(engine, *[sweep] * CONNECTIONS)

    with balanced(engine) as session:
        states = [session.get_one(Initiative, i).state for i in waiting]
        assert states == ["funding", "funding", "reserve", "reserve"]
        assert actions(session, "promote") == 2


@pytest.mark.parametrize("key", ["click", None])
def test_two_treasurers_pay_one_tranche_once(engine: Engine, key: str | None) -> None:
    with prepared(engine) as competition:
        first, _ = competition.signed(competition.at("funding"))
        competition.on_part(first, "release", "coordinator")
        (treasurer,) = ids(competition, "treasurer")
        tranche = first.id

    ended = at_once(engine, *[pay(tranche, treasurer, key)] * CONNECTIONS)

    refused = "done" if key else "not_available"
    assert sorted(ended) == sorted(["done", *[refused] * (CONNECTIONS - 1)])
    with balanced(engine) as session:
        assert (actions(session, "pay"), actions(session, "begin")) == (1, 1)
        assert kept(session) == (850_000, 20_000, 30_000, 0)


def test_one_expense_is_accepted_once(engine: Engine) -> None:
    with prepared(engine) as competition:
        expense = competition.expense(competition.at("implementation"), 10_000_00).id
        (treasurer,) = ids(competition, "treasurer")

    ended = at_once(engine, *[accept(expense, treasurer)] * CONNECTIONS)

    assert sorted(ended) == sorted(["done", *["not_available"] * (CONNECTIONS - 1)])
    with balanced(engine) as session:
        assert actions(session, "accept") == 1
        assert kept(session) == (850_000, 20_000, 20_000, 10_000)


@pytest.mark.parametrize(
    ("line", "each", "accepted", "refused"),
    [
        (2, 4_000, 2, "budget_line_suffices"),  # ten thousand in the line
        (1, 13_000, 2, "paid_money_suffices"),  # thirty thousand paid, forty in the line
    ],
)
def test_expenses_that_together_exceed_line_or_money_are_not_all_accepted(
    engine: Engine, line: int, each: int, accepted: int, refused: str
) -> None:
    with prepared(engine) as competition:
        initiative = competition.at("implementation")
        expenses = [competition.expense(initiative, each * 100, line=line).id for _ in range(6)]
        (treasurer,) = ids(competition, "treasurer")

    ended = at_once(engine, *[accept(expense, treasurer) for expense in expenses])

    assert ended.count("done") == accepted
    assert all(refused in end for end in ended if end != "done")
    with balanced(engine) as session:
        spent = accepted * each
        assert kept(session) == (850_000, 20_000, 30_000 - spent, spent)


def test_an_expense_is_withdrawn_or_accepted(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiative = competition.at("implementation")
        expenses = [competition.expense(initiative, 1_000_00).id for _ in range(4)]
        leader, treasurer = ids(competition, "leader", "treasurer")

    for expense in expenses:
        ended = at_once(
            engine, on_part(Expense, expense, "withdraw", leader), accept(expense, treasurer)
        )
        assert sorted(ended) == ["done", "not_available"]

    with balanced(engine) as session:
        assert actions(session, "accept") + actions(session, "withdraw") == 4


def test_money_is_returned_or_accounted_for_and_never_both(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiative = competition.at("implementation")
        expense = competition.expense(initiative, 30_000_00).id
        initiative_id = initiative.id
        (treasurer,) = ids(competition, "treasurer")

    returned, accepted = at_once(
        engine,
        do(initiative_id, "return_money", treasurer, amount=30_000_00, payment_order="№ 8"),
        accept(expense, treasurer),
    )

    assert (returned, accepted) in (
        ("done", "paid_money_suffices"),
        ("no_more_than_unspent", "done"),
    )
    with balanced(engine) as session:
        assert balance(session, Account.PAID, initiative_id) == 0


def test_reports_of_expenses_at_once_have_their_own_codes(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiative = competition.at("implementation").id
        (leader,) = ids(competition, "leader")

    def report(session: Session) -> None:
        report_expense(
            session,
            session.get_one(Initiative, initiative),
            line=1,
            amount=Money(1_00),
            spent_on=date(2026, 3, 1),
            payee="ООО «Пример»",
            what="Доски",
            document=RECEIPT,
            actor=Actor.person(leader),
            now=NOON,
        )

    assert at_once(engine, *[report] * CONNECTIONS) == ["done"] * CONNECTIONS

    with balanced(engine) as session:
        codes = set(session.scalars(select(Expense.code)))
        assert codes == {f"1-01.e{n}" for n in range(1, CONNECTIONS + 1)}


def test_a_refund_and_an_award_do_not_both_take_the_money(engine: Engine) -> None:
    with prepared(engine) as competition:
        competition.has_only(50_000)
        donation = competition.session.query(Donation).filter_by(agreement="only 50000").one().id
        waiting = competition.at("reserve").id
        coordinator, treasurer = ids(competition, "coordinator", "treasurer")

    awarded, refunded = at_once(
        engine, do(waiting, "promote", coordinator), give_back(donation, 50_000_00, treasurer)
    )

    assert (awarded, refunded) in (
        ("done", "no_more_than_is_free"),
        ("money_is_available", "done"),
    )
    with balanced(engine) as session:
        assert kept(session) == (0, 50_000 if awarded == "done" else 0, 0, 0)


def test_one_gift_is_given_back_once(engine: Engine) -> None:
    with prepared(engine) as competition:
        donation = competition.session.query(Donation).one().id
        (treasurer,) = ids(competition, "treasurer")

    ended = at_once(engine, *[give_back(donation, 500_000_00, treasurer)] * CONNECTIONS)

    assert Counter(ended) == {"done": 1, "no_more_than_is_free": CONNECTIONS - 1}
    with balanced(engine) as session:
        assert kept(session) == (400_000, 0, 0, 0)


def test_a_refund_and_a_decision_of_the_council_do_not_both_take_the_money(
    engine: Engine,
) -> None:
    """What is decided is kept, though nobody hears of it before the announcement."""
    with prepared(engine) as competition:
        competition.has_only(50_000)
        donation = competition.session.query(Donation).filter_by(agreement="only 50000").one().id
        meeting = competition.convened(competition.at("approval"))
        (item,) = meeting.items
        competition.vote(item)
        item_id, meeting_id = item.id, meeting.id
        secretary, treasurer, coordinator, chair = ids(
            competition, "secretary", "treasurer", "coordinator", "chair"
        )

    def close(session: Session) -> None:
        found = session.get_one(AgendaItem, item_id)
        close_vote(session, found, actor=Actor.person(secretary), now=NOON, reason="Так решили")

    decided, refunded = at_once(engine, close, give_back(donation, 50_000_00, treasurer))

    assert (decided, refunded) in (
        ("done", "no_more_than_is_free"),
        ("motion_can_be_carried_out", "done"),
    )
    if decided == "done":
        with Session(engine) as session, session.begin():
            meeting = session.get_one(Meeting, meeting_id)
            for trigger, by, facts in (
                ("close", chair, {}),
                ("draw_up", secretary, MINUTES),
                ("sign", chair, MINUTES),
            ):
                perform(session, meeting, trigger, actor=Actor.person(by), now=NOON, facts=facts)
            announce(session, meeting, actor=Actor.person(coordinator), now=NOON)
    with balanced(engine):
        pass


def payments(*agreements: str) -> str:
    return written(
        *[
            row(
                Дата_операции="01.03.2026",
                Номер_документа=str(number),
                Сумма="100,00",
                Назначение_платежа=f"По договору пожертвования № {agreement}",
            )
            for number, agreement in enumerate(agreements, start=101)
        ]
    )


def test_one_statement_imported_by_many_is_on_record_once(engine: Engine) -> None:
    with prepared(engine) as competition:
        for number in range(3):
            competition.agree(competition.pledge(100), f"{number}/2026")
        (treasurer,) = ids(competition, "treasurer")
        statement = read(payments("0/2026", "1/2026", "2/2026"))
        seen = preview_import(competition.session, competition.programme, statement).fingerprint

    def load(session: Session) -> None:
        programme = session.query(Programme).one()
        actor = Actor.person(treasurer)
        import_statement(session, programme, statement, actor=actor, now=NOON, previewed=seen)

    ended = at_once(engine, *[load] * CONNECTIONS)

    assert Counter(ended) == {"done": 1, "plan_changed": CONNECTIONS - 1}
    with balanced(engine) as session:
        assert actions(session, "receive") == 1 + 3
        assert kept(session) == (900_300, 0, 0, 0)


def test_pledges_at_once_have_their_own_codes(engine: Engine) -> None:
    with prepared(engine) as competition:
        (treasurer,) = ids(competition, "treasurer")

    def promise(session: Session) -> None:
        programme = session.query(Programme).one()
        actor = Actor.person(treasurer)
        pledge(session, programme, Giver("ООО «Новое»"), Money(1_00), actor=actor, now=NOON)

    assert at_once(engine, *[promise] * CONNECTIONS) == ["done"] * CONNECTIONS

    with balanced(engine) as session:
        codes = set(session.scalars(select(Donation.code)))
        assert codes == {f"D{n}" for n in range(1, CONNECTIONS + 2)}
        assert len({d.donor_id for d in session.query(Donation)}) == 2


def test_a_tranche_is_paid_or_the_funding_terminated_first(engine: Engine) -> None:
    """Either way what was paid is with the group, and all else is free."""
    with prepared(engine) as competition:
        rounds = []
        for number in range(3):
            initiative = competition.at("funding", f"1-0{number}")
            first, second = competition.signed(initiative)
            competition.pay(first)
            competition.accounted(initiative)
            competition.on_part(second, "release", "coordinator")
            rounds.append((initiative.id, second.id))
        coordinator, treasurer = ids(competition, "coordinator", "treasurer")

    paid = 0
    for initiative_id, tranche_id in rounds:
        terminated, ended = at_once(
            engine, do(initiative_id, "terminate", coordinator), pay(tranche_id, treasurer)
        )
        assert terminated == "done"
        assert ended in ("done", "not_available")
        paid += ended == "done"

    with balanced(engine) as session:
        assert kept(session) == (900_000 - paid * 20_000, 0, paid * 20_000, 0)
        states = Counter(session.get_one(Tranche, tranche).state for _, tranche in rounds)
        assert states == Counter({"paid": paid, "cancelled": 3 - paid})


def test_an_award_is_declined_or_paid(engine: Engine) -> None:
    with prepared(engine) as competition:
        rounds = []
        for number in range(3):
            initiative = competition.at("funding", f"1-0{number}")
            first, _ = competition.signed(initiative)
            competition.on_part(first, "release", "coordinator")
            rounds.append((initiative.id, first.id))
        leader, treasurer = ids(competition, "leader", "treasurer")

    for initiative_id, tranche_id in rounds:
        ended = at_once(engine, do(initiative_id, "withdraw", leader), pay(tranche_id, treasurer))
        assert sorted(ended) == ["done", "not_available"]

    with balanced(engine):
        pass


def halfway(
    engine: Engine, first: Act, locked: tuple[type[Subject], int], second: Act
) -> list[str]:
    """The second has locked what the first comes to later, and then goes on."""
    held = Event()

    def begin(session: Session) -> None:
        if session.get_bind().dialect.name != "sqlite":
            held.wait(30)  # SQLite has one writer at a time: whoever is second has not begun
        first(session)

    def meanwhile(session: Session) -> None:
        lock(session, session.get_one(*locked))
        held.set()
        Event().wait(0.5)
        second(session)

    return at_once(engine, begin, meanwhile)


def test_paying_and_terminating_do_not_wait_in_a_circle(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiative = competition.at("funding")
        first, second = competition.signed(initiative)
        competition.pay(first)
        competition.accounted(initiative)
        competition.on_part(second, "release", "coordinator")
        coordinator, treasurer = ids(competition, "coordinator", "treasurer")
        initiative_id, tranche_id = initiative.id, second.id

    ended = halfway(
        engine,
        pay(tranche_id, treasurer),
        (Initiative, initiative_id),
        do(initiative_id, "terminate", coordinator),
    )

    assert ended[1] == "done"
    with balanced(engine):
        pass


def test_an_import_and_an_award_take_donations_in_no_circle(engine: Engine) -> None:
    """The statement has the donations in the order contrary to that of the award."""
    with prepared(engine) as competition:
        competition.has_only(0)
        broad = competition.pledge(60_000, code="broad")
        bound = competition.pledge(60_000, code="bound", district=competition.district)
        for donation in (broad, bound):
            competition.agree(donation, donation.code)
            receive(
                competition.session,
                donation,
                30_000_00,
                date(2026, 3, 1),
                "№ 1",
                actor=competition.actor("treasurer"),
                now=competition.now,
            )
        waiting = competition.at("reserve").id
        donations = [broad.id, bound.id]
        coordinator, treasurer = ids(competition, "coordinator", "treasurer")

    def come(session: Session) -> None:
        for donation in donations:
            receive(
                session,
                session.get_one(Donation, donation),
                1_00,
                date(2026, 3, 1),
                "№ 2",
                actor=Actor.person(treasurer),
                now=NOON,
            )
            Event().wait(0.2)

    ended = at_once(engine, come, do(waiting, "promote", coordinator), come)

    assert ended == ["done", "done", "done"]
    with balanced(engine) as session:
        assert kept(session)[1] == 50_000


def test_an_announcement_and_a_termination_take_donations_in_no_circle(engine: Engine) -> None:
    with prepared(engine) as competition:
        competition.has_only(0)
        competition.donation(100_000, "a", code="broad")
        competition.donation(20_000, "b", code="bound", district=competition.district)
        competition.donation(130_000, "c", code="more")
        ending = [competition.at("implementation", f"1-1{n}") for n in range(2)]
        initiatives = [competition.at("approval", f"1-0{n}") for n in range(2)]
        meeting = competition.convened(*initiatives)
        for item in meeting.items:
            competition.vote(item)
            competition.close_vote(item)
        competition.act(meeting, "close", "chair")
        competition.act(meeting, "draw_up", "secretary", facts=MINUTES)
        competition.act(meeting, "sign", "chair", facts=MINUTES)
        meeting_id, ends = meeting.id, [initiative.id for initiative in ending]
        coordinator, treasurer = ids(competition, "coordinator", "treasurer")

    def release(session: Session) -> None:
        found = session.get_one(Meeting, meeting_id)
        announce(session, found, actor=Actor.person(coordinator), now=NOON)

    ended = at_once(
        engine,
        release,
        do(ends[0], "terminate", coordinator),
        do(ends[1], "return_money", treasurer, amount=30_000_00, payment_order="№ 8"),
    )

    assert ended == ["done", "done", "done"]
    with balanced(engine) as session:
        assert kept(session) == (250_000 - 170_000 + 50_000 - 30_000 - 0, 120_000, 30_000, 0)


def test_a_report_is_accepted_or_its_expense_revoked_first(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiative = competition.at("implementation")
        expense = competition.expense(initiative, 30_000_00)
        competition.on_part(expense, "accept", "treasurer")
        competition.reported(initiative)
        initiative_id, expense_id = initiative.id, expense.id
        coordinator, treasurer = ids(competition, "coordinator", "treasurer")

    accepted, revoked = at_once(
        engine,
        do(initiative_id, "accept_report", coordinator, rating="successful"),
        on_part(Expense, expense_id, "revoke", treasurer),
    )

    # a reason goes with every act here; reports are accepted with one as well as without
    assert (accepted, revoked) in (
        ("done", "initiative_has_money"),
        ("money_is_accounted_for", "done"),
    )
    with balanced(engine) as session:
        entries = session.query(HistoryEntry).filter_by(subject_id=expense_id).count()
        assert entries == (2 if accepted == "done" else 3)
