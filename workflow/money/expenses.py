from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Expense, IdempotencyKey, Initiative, Money, Programme, Text
from workflow.actor import Actor
from workflow.attachments import TakenIn, attach
from workflow.errors import Blocker, Refusal
from workflow.gate import perform
from workflow.gate.facts import text_blocker
from workflow.gate.perform import lock
from workflow.programme.lookup import lifecycle_version

RECEIPT = "receipt"
"""What an expense's document is attached for."""


def report_expense(
    session: Session,
    initiative: Initiative,
    *,
    line: int,
    amount: Money,
    spent_on: date,
    payee: str,
    what: str,
    document: TakenIn,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Expense:
    """Report what the group spent, with the document that shows it. `key` names the request: its
    repeat is answered with the expense that it reported. Raises Refusal."""
    lock(session, initiative)
    if key is not None and (known := session.get(IdempotencyKey, key)) is not None:
        return session.get_one(Expense, known.subject_id)
    if blockers := _unfit(initiative, amount, payee, what):
        raise Refusal(blockers)
    expense = Expense(
        programme_id=initiative.programme_id,
        district_id=initiative.district_id,
        code=_free_code(session, initiative),
        initiative=initiative,
        line=line,
        amount=amount.minor,
        spent_on=spent_on,
        payee=" ".join(payee.split()),
        what=" ".join(what.split()),
        lifecycle_version=lifecycle_version(
            session, session.get_one(Programme, initiative.programme_id), "expense"
        ),
        changed_at=now,
    )
    session.add(expense)
    session.flush()
    attach(session, expense, document, purpose=RECEIPT, actor=actor, now=now)
    perform(session, expense, "report", actor=actor, now=now, key=key)
    return expense


def _free_code(session: Session, initiative: Initiative) -> str:
    many = session.scalars(
        select(func.count()).select_from(Expense).where(Expense.initiative_id == initiative.id)
    ).one()
    return f"{initiative.code}.e{many + 1}"


def _unfit(initiative: Initiative, amount: Money, payee: str, what: str) -> list[Blocker]:
    blockers = [
        text_blocker(payee, Text(en="The payee", ru="Получатель")),
        text_blocker(what, Text(en="What was bought", ru="Что куплено")),
    ]
    if amount.minor <= 0:
        words = Text(en="Give an amount above zero.", ru="Укажите сумму больше нуля.")
        blockers.append(Blocker("amount_unfit", words))
    if amount.currency != initiative.currency:
        words = Text(
            en=f"This initiative counts in {initiative.currency}.",
            ru=f"Эта инициатива считает в {initiative.currency}.",
        )
        blockers.append(Blocker("currency_unfit", words))
    if not 0 < len(payee.strip()) <= 200 or not 0 < len(what.strip()) <= 300:
        words = Text(
            en="Say to whom it was paid (at most 200 characters) and what for (at most 300).",
            ru="Укажите, кому заплачено (до 200 знаков) и за что (до 300).",
        )
        blockers.append(Blocker("expense_untold", words))
    return [blocker for blocker in blockers if blocker is not None]
