"""What random people do with money: sensible things, by whoever may, and often neither."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from hypothesis import strategies as st
from sqlalchemy import select

from models import (
    Account,
    Balance,
    Donation,
    Expense,
    Initiative,
    LedgerEntry,
    Meeting,
    Money,
    Problem,
    Subject,
    Tranche,
)
from tests import make
from tests.make import SUMMARY, Competition, day
from workflow.actor import Actor
from workflow.errors import Refusal
from workflow.gate import perform, possibilities
from workflow.meetings.decisions import announce, promote
from workflow.money.donations import Giver, Restriction, agree, pledge, receive, refund
from workflow.money.expenses import report_expense
from workflow.money.ledger import balance
from workflow.work.creative_reports import save_report
from workflow.work.parts import act_on_part

T = TypeVar("T")
S = TypeVar("S", Donation, Initiative, Expense, Tranche)
PEOPLE = ("coordinator", "treasurer", "leader", "neighbour", "chair", "evaluator", "expert")
MINUTES = {name: "0" * 64 for name in ("ru_pdf", "ru_docx", "en_pdf", "en_docx")}
ACCOUNTABLE = ("implementation", "suspended", "creative_report", "winding_up")
ASIDE = ("note_progress", "reach_milestone")
"""What nobody needs to be pushed to, for it moves no money."""


class Deeds:
    """Each takes what it needs from `draw`; `done` counts refusals by their codes."""

    def __init__(self, competition: Competition, done: Counter[str]) -> None:
        self.competition, self.session, self.done = competition, competition.session, done
        self.tried: set[str] = set()
        self.data: st.DataObject

    def draw(self, *choices: T) -> T:
        return self.data.draw(st.sampled_from(choices))

    def mostly(self, name: str) -> str:
        """Whoever may, four times in five; else somebody."""
        return self.draw(name, name, name, name, self.draw(*PEOPLE))

    def by(self, name: str) -> dict[str, Any]:
        return {"actor": self.competition.actor(name), "now": self.competition.now}

    def some(self, kind: type[S], **given: Any) -> S | None:
        """One of a kind, or nothing where there is none."""
        found = self.session.scalars(select(kind).filter_by(**given).order_by(kind.id)).all()
        return self.draw(*found) if found else None

    def attempt(self, act: Callable[..., object], *told: Any, **given: Any) -> bool:
        """All of it or nothing; whether it was done."""
        try:
            with self.session.begin_nested():
                act(self.session, *told, **given)
        except Refusal as refusal:
            self.done.update(["refused", *(f"refused.{code}" for code in refusal.codes)])
            self.session.expire_all()
            return False
        return True

    def act(self, subject: Subject, trigger: str, name: str) -> None:
        given = {"reason": "Так надо", "facts": self.facts(subject, trigger)} | self.by(name)
        rule = act_on_part if isinstance(subject, Tranche | Expense) else perform
        self.attempt(rule, subject, trigger, **given)

    def facts(self, subject: Subject, trigger: str) -> Mapping[str, Any]:
        today = day(self.competition.now).isoformat()
        told: dict[str, dict[str, Any]] = {
            "pay": {"payment_order": "№ 7", "paid_on": today},
            "draw_up_agreement": MINUTES,
            "sign_agreement": {"signed_on": today},
            "accept_report": {"rating": "satisfactory"},
            "present": {"presented_on": today, "link": "https://example.org"},
        }
        if trigger == "return_money":
            left = balance(self.session, Account.PAID, subject.id)
            amount = left // self.draw(1, 2, 3) + self.draw(0, 0, 1)
            return {"amount": amount, "payment_order": "№ 8"}
        return told.get(trigger, {})

    def somebody_gives(self) -> None:
        """Only promised, or agreed on and received at once."""
        competition, by = self.competition, self.by(self.mostly("treasurer"))
        first, second = (self.session.get_one(Problem, number) for number in (1, 2))
        restriction = self.draw(
            Restriction(),
            Restriction(district=competition.district),
            Restriction(district=competition.other_district),
            Restriction(problem=first),
            Restriction(problem=second),
        )
        amount = Money(self.draw(1, 30_000, 50_000, 120_000) * 100)
        giver, come, today = Giver(self.draw(*PEOPLE)), self.draw(True, False), day(competition.now)

        def give(*_: Any) -> None:
            programme = competition.programme
            donation = pledge(self.session, programme, giver, amount, restriction=restriction, **by)
            if come:
                agree(self.session, donation, donation.code, today, **by)
                receive(self.session, donation, amount.minor, today, "№ 1", **by)

        self.attempt(give)

    def a_promise_is_kept(self) -> None:
        """The agreement is recorded, perhaps under a number that another has; or money comes,
        perhaps more than is awaited."""
        donation, by = self.some(Donation), self.by(self.mostly("treasurer"))
        assert donation is not None
        today = day(self.competition.now)
        if donation.agreement is None:
            self.attempt(agree, donation, self.draw(donation.code, "decided"), today, **by)
            return
        came = self.session.scalars(
            select(LedgerEntry.amount).filter_by(donation_id=donation.id, source="outside")
        )
        amount = (donation.pledged - sum(came)) // self.draw(1, 2) + self.draw(0, 0, 1)
        if amount:
            self.attempt(receive, donation, amount, today, "№ 2", **by)

    def money_goes_back(self) -> None:
        kept = self.session.execute(
            select(Balance.donation_id, Balance.amount)
            .where(Balance.account == Account.FREE, Balance.amount > 0)
            .order_by(Balance.donation_id)
        ).all()
        if kept:
            number, free = self.draw(*kept)
            amount = free // self.draw(1, 2, 3) + self.draw(0, 0, 1)
            donation = self.session.get_one(Donation, number)
            by = self.by(self.mostly("treasurer")) | {"reason": "Не понадобилось"}
            self.attempt(refund, donation, amount, "№ 9", **by)

    def somebody_is_promoted(self) -> None:
        """The clock takes the first that it can, and the rules never stand in its way."""
        name = self.draw("clock", self.mostly("coordinator"))
        if name == "clock":
            given = {"actor": Actor.clock("sweep"), "now": self.competition.now}
            assert self.attempt(promote, self.competition.programme, **given)
        elif waiting := self.some(Initiative, state="reserve"):
            self.act(waiting, "promote", name)

    def the_council_announces(self) -> None:
        """Whatever became of the money meanwhile, what was decided can be carried out."""
        meeting = self.session.scalars(select(Meeting).where(Meeting.state == "signed")).first()
        name = self.mostly("coordinator")
        if meeting is not None:
            assert self.attempt(announce, meeting, **self.by(name)) == (name == "coordinator")

    def a_group_is_paid(self) -> None:
        """One step further towards its next tranche."""
        initiative = self.some(Initiative, state=self.draw("funding", "implementation"))
        if initiative is None:
            return
        tranche = self.session.scalars(
            select(Tranche)
            .where(Tranche.initiative_id == initiative.id, Tranche.state != "paid")
            .order_by(Tranche.ordinal)
        ).first()
        if tranche is not None and tranche.state == "planned":
            self.act(tranche, "release", self.mostly("coordinator"))
        elif tranche is not None:
            self.act(tranche, "pay", self.mostly("treasurer"))
        elif initiative.state == "funding":
            for trigger in ("draw_up_agreement", "sign_agreement"):
                self.act(initiative, trigger, self.mostly("coordinator"))

    def an_expense_is_reported(self) -> None:
        """And perhaps accepted at once."""
        initiative = self.some(Initiative, state=self.draw("implementation", *ACCOUNTABLE))
        if initiative is None:
            return
        reported = self.attempt(
            report_expense,
            initiative,
            line=self.draw(1, 1, 1, 2, 3),
            amount=Money(self.draw(5_000_00, 10_000_00, 10_000_01, 30_000_00, 1)),
            spent_on=day(self.competition.now),
            payee="ООО «Пример»",
            what="Доски",
            document=make.RECEIPT,
            **self.by(self.mostly("leader")),
        )
        if reported and self.draw(True, False):
            last = select(Expense).order_by(Expense.id.desc()).limit(1)
            self.act(self.session.scalars(last).one(), "accept", "treasurer")

    def an_expense_is_judged(self) -> None:
        state, trigger, name = self.draw(
            ("reported", "accept", "treasurer"),
            ("reported", "accept", "treasurer"),
            ("reported", "refuse", "coordinator"),
            ("reported", "withdraw", "leader"),
            ("accepted", "revoke", "treasurer"),
        )
        if expense := self.some(Expense, state=state):
            self.act(expense, trigger, self.mostly(name))

    def a_report_is_written(self) -> None:
        initiative = self.some(Initiative, state="implementation")
        if initiative is not None and self.draw(True, False):
            told = {"done": SUMMARY * 2, "results": SUMMARY * 2, "participants": 1}
            assert self.attempt(save_report, initiative, **told, **self.by("leader"))
            self.act(initiative, "submit_report", self.mostly("leader"))

    def a_report_is_judged(self) -> None:
        """Returned, or accepted; what nobody accounted for is mostly returned first."""
        initiative = self.some(Initiative, state="creative_report")
        if initiative is None:
            return
        if self.draw(True, True, False):
            waiting = select(Expense).filter_by(initiative_id=initiative.id, state="reported")
            for expense in self.session.scalars(waiting).all():
                self.act(expense, "refuse", "treasurer")
            self.act(initiative, "return_money", "treasurer")
        trigger = self.draw("return_report", "accept_report", "accept_report")
        self.act(initiative, trigger, self.mostly("coordinator"))
        if initiative.state == "presentation":
            self.act(initiative, "present", self.mostly("coordinator"))

    def a_stop_comes_to_its_end(self) -> None:
        """What stands still goes on; what was terminated is accounted for and closed."""
        if suspended := self.some(Initiative, state="suspended"):
            self.act(suspended, self.draw("resume", "terminate"), self.mostly("coordinator"))
        if ending := self.some(Initiative, state="winding_up"):
            self.act(ending, "return_money", "treasurer")
            self.act(ending, "close_books", self.mostly("treasurer"))

    def somebody_tries_something(self) -> None:
        subject = self.some(self.draw(Initiative, Tranche, Expense))  # type: ignore[type-var]
        if subject is not None:
            transitions = make.document().lifecycles[subject.kind].transitions
            trigger = self.draw(*sorted({t.trigger for t in transitions}))
            self.act(subject, trigger, self.draw(*PEOPLE))

    def somebody_gets_on(self) -> None:
        """What is possible to one of those who may much, rather what nobody has tried yet."""
        name = self.draw("coordinator", "treasurer", "leader")
        possible: dict[str, list[Subject]] = {}
        supported = select(Initiative).where(Initiative.awarded.is_not(None))
        for ours in (supported, select(Tranche), select(Expense)):
            for subject in self.session.scalars(ours.order_by(Subject.id)):
                for found in possibilities(self.session, subject, **self.by(name)):
                    if not found.blockers and found.trigger not in ASIDE:
                        possible.setdefault(f"{subject.kind}.{found.trigger}", []).append(subject)
        if possible:
            act = self.draw(*sorted(possible.keys() - self.tried or possible.keys()))
            self.tried.add(act)
            self.act(self.draw(*possible[act]), act.split(".")[1], name)


ACTS: tuple[Callable[[Deeds], None], ...] = (
    Deeds.somebody_gives,
    Deeds.a_promise_is_kept,
    Deeds.money_goes_back,
    Deeds.somebody_is_promoted,
    Deeds.somebody_is_promoted,
    Deeds.somebody_is_promoted,
    Deeds.the_council_announces,
    Deeds.a_group_is_paid,
    Deeds.a_group_is_paid,
    Deeds.a_group_is_paid,
    Deeds.an_expense_is_reported,
    Deeds.an_expense_is_reported,
    Deeds.an_expense_is_judged,
    Deeds.an_expense_is_judged,
    Deeds.a_report_is_written,
    Deeds.a_report_is_judged,
    Deeds.a_report_is_judged,
    Deeds.a_stop_comes_to_its_end,
    Deeds.somebody_tries_something,
    Deeds.somebody_gets_on,
    Deeds.somebody_gets_on,
)
