from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Expense, IdempotencyKey, Initiative, Money, Programme, Text
from models.money import LARGEST
from workflow.actor import Actor
from workflow.attachments import TakenIn, attach
from workflow.errors import Blocker, KeyReused, Refusal
from workflow.gate import perform
from workflow.gate.facts import text_blocker
from workflow.gate.perform import lock
from workflow.gate.repeats import OTHER_REQUEST
from workflow.programme.lookup import lifecycle_version
from workflow.work.plans import MOST_LINES

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
    repeat is answered with the expense that it reported. Raises Refusal; KeyReused if the key came
    before with another request."""
    lock(session, initiative)
    told = {
        "line": line,
        "amount": amount.minor,
        "spent_on": spent_on,
        "payee": " ".join(payee.split()),
        "what": " ".join(what.split()),
    }
    if key is not None and (known := session.get(IdempotencyKey, key)) is not None:
        earlier = _earlier(session, initiative, known, told)
        perform(session, earlier, "report", actor=actor, now=now, key=key)
        return earlier
    if blockers := _unfit(initiative, line, amount, payee, what):
        raise Refusal(blockers)
    programme = session.get_one(Programme, initiative.programme_id)
    expense = Expense(
        programme_id=programme.id,
        district_id=initiative.district_id,
        code=_free_code(session, initiative),
        initiative=initiative,
        lifecycle_version=lifecycle_version(session, programme, "expense"),
        changed_at=now,
        **told,
    )
    session.add(expense)
    session.flush()
    attach(session, expense, document, purpose=RECEIPT, actor=actor, now=now)
    perform(session, expense, "report", actor=actor, now=now, key=key)
    return expense


def _earlier(
    session: Session, initiative: Initiative, known: IdempotencyKey, told: Mapping[str, Any]
) -> Expense:
    """The expense that the key's first request reported, if it told the same. Raises KeyReused."""
    earlier = session.get(Expense, known.subject_id)
    if earlier is None or earlier.initiative_id != initiative.id:
        raise KeyReused([OTHER_REQUEST])
    if any(getattr(earlier, name) != value for name, value in told.items()):
        raise KeyReused([OTHER_REQUEST])
    return earlier


def _free_code(session: Session, initiative: Initiative) -> str:
    many = session.scalars(
        select(func.count()).select_from(Expense).where(Expense.initiative_id == initiative.id)
    ).one()
    return f"{initiative.code}.e{many + 1}"


def _unfit(
    initiative: Initiative, line: int, amount: Money, payee: str, what: str
) -> list[Blocker]:
    blockers = [
        text_blocker(payee, Text(en="The payee", ru="Получатель")),
        text_blocker(what, Text(en="What was bought", ru="Что куплено")),
    ]
    if not 0 < line <= MOST_LINES:
        blockers.append(_NO_LINE)
    if not 0 < amount.minor <= LARGEST:
        blockers.append(_NO_AMOUNT)
    if amount.currency != initiative.currency:
        words = Text(
            en=f"This initiative counts in {initiative.currency}.",
            ru=f"Эта инициатива считает в {initiative.currency}.",
        )
        blockers.append(Blocker("currency_unfit", words))
    if not 0 < len(payee.strip()) <= 200 or not 0 < len(what.strip()) <= 300:
        blockers.append(_UNTOLD)
    return [blocker for blocker in blockers if blocker is not None]


_NO_LINE = Blocker(
    "line_unfit",
    Text(
        en="Say the number of the budget's line that it belongs to.",
        ru="Укажите номер строки сметы, к которой относится расход.",
    ),
)
_NO_AMOUNT = Blocker(
    "amount_unfit",
    Text(
        en="Give an amount above zero, and none that nobody can have.",
        ru="Укажите сумму больше нуля и не больше возможной.",
    ),
)
_UNTOLD = Blocker(
    "expense_untold",
    Text(
        en="Say to whom it was paid (at most 200 characters) and what for (at most 300).",
        ru="Укажите, кому заплачено (до 200 знаков) и за что (до 300).",
    ),
)
