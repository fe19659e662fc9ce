"""What a group spends, what the treasurer says to it, and what comes back."""

from datetime import datetime

from sqlalchemy.orm import Session

from cli.play.council import in_office
from cli.play.pictures import receipt
from cli.play.work.deeds import act_on_initiative, kept, key_of
from models import Expense, Initiative, Money, Programme, Role
from workflow.actor import Actor
from workflow.money.expenses import report_expense
from workflow.programme.lookup import find_subject
from workflow.programme.play.work import ExpenseAct, ReturnAct
from workflow.work.parts import act_on_part


def spend(
    code: str, n: int, act: ExpenseAct, session: Session, programme: Programme, now: datetime
) -> None:
    initiative = find_subject(session, programme, Initiative, code)
    amount = Money(act.amount, programme.currency)
    report_expense(
        session,
        initiative,
        line=act.line,
        amount=amount,
        spent_on=act.on,
        payee=act.payee,
        what=act.what,
        document=kept(receipt(code, n, act.payee, act.what, amount, act.on)),
        actor=Actor.person(initiative.leader_id),
        now=now,
        key=key_of(programme, code, f"expense.{n}"),
    )


def check(
    code: str, n: int, act: ExpenseAct, session: Session, programme: Programme, now: datetime
) -> None:
    act_on_part(
        session,
        find_subject(session, programme, Expense, f"{code}.e{n}"),
        "refuse" if act.refused else "accept",
        actor=in_office(session, programme, now, Role.TREASURER),
        now=now,
        reason=act.because or None,
        key=key_of(programme, code, f"check.{n}"),
    )


def give_back(
    code: str, n: int, act: ReturnAct, session: Session, programme: Programme, now: datetime
) -> None:
    told = {"amount": act.amount, "payment_order": act.order}
    context = (session, programme, now)
    act_on_initiative(code, "return_money", Role.TREASURER, context, told, n)
