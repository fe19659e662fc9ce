"""What must hold before an award is paid out, and before what is spent of it counts."""

from sqlalchemy import func, select

from models import (
    Account,
    Attachment,
    BudgetLine,
    Expense,
    HistoryEntry,
    Initiative,
    Money,
    Text,
    Tranche,
)
from workflow.gate.attempt import Attempt
from workflow.gate.guards.registry import guard
from workflow.money.ledger import balance

BEING_PAID = ("funding", "implementation")
"""States of an initiative in which money goes out to it."""
HAS_MONEY = ("implementation", "suspended", "creative_report", "winding_up")
"""States of an initiative that accounts for money."""


def _initiative(attempt: Attempt) -> Initiative:
    subject = attempt.subject
    assert isinstance(subject, Initiative | Tranche | Expense), f"{subject.kind} spends nothing"
    return subject if isinstance(subject, Initiative) else subject.initiative


def _unspent(attempt: Attempt) -> Money:
    initiative = _initiative(attempt)
    minor = balance(attempt.session, Account.PAID, initiative.id)
    return Money(minor, initiative.currency)


def _last(attempt: Attempt, action: str) -> HistoryEntry | None:
    return attempt.session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == attempt.subject.id, HistoryEntry.action == action)
        .order_by(HistoryEntry.sequence.desc())
    ).first()


@guard
def agreement_is_drawn_up(attempt: Attempt) -> Text | None:
    """There is a text to sign, and its files are known by their hashes."""
    if _last(attempt, "draw_up_agreement") is not None:
        return None
    return Text(
        en="There is no agreement to sign: draw it up first.",
        ru="Подписывать пока нечего: сначала составьте договор.",
    )


@guard
def agreement_is_not_signed(attempt: Attempt) -> Text | None:
    """An agreement is signed once."""
    if _last(attempt, "sign_agreement") is None:
        return None
    return Text(en="The agreement is signed already.", ru="Договор уже подписан.")


@guard
def money_is_paid(attempt: Attempt) -> Text | None:
    """The group has money to begin with."""
    if _unspent(attempt).minor:
        return None
    return Text(en="Nothing is paid yet.", ru="Ещё ничего не перечислено.")


@guard
def initiative_is_being_paid(attempt: Attempt) -> Text | None:
    """The agreement is signed, and nothing stands still."""
    if _initiative(attempt).state in BEING_PAID:
        return None
    return Text(
        en="No money goes out to this initiative now: it is not under way.",
        ru="Сейчас этой инициативе деньги не перечисляются: она не реализуется.",
    )


@guard
def earlier_tranches_are_paid(attempt: Attempt) -> Text | None:
    """Tranches are paid in their order."""
    tranche = attempt.subject
    assert isinstance(tranche, Tranche)
    waiting = attempt.session.scalars(
        select(Tranche.ordinal).where(
            Tranche.initiative_id == tranche.initiative_id,
            Tranche.ordinal < tranche.ordinal,
            Tranche.state != "paid",
        )
    ).first()
    if waiting is None:
        return None
    return Text(en=f"Tranche {waiting} comes first.", ru=f"Сначала транш {waiting}.")


@guard
def earlier_tranches_are_accounted_for(attempt: Attempt) -> Text | None:
    """What was paid before is spent with accepted documents, or returned."""
    left = _unspent(attempt)
    if not left.minor:
        return None
    return Text(
        en=f"{left.in_('en')} of the tranche before is not accounted for: accept its expenses or "
        "have it returned.",
        ru=f"По предыдущему траншу не отчитались за {left.in_('ru')}: примите расходы или "
        "дождитесь возврата.",
    )


@guard
def money_is_accounted_for(attempt: Attempt) -> Text | None:
    """Every rouble that was paid is spent with an accepted document, or returned."""
    left = _unspent(attempt)
    if not left.minor:
        return None
    return Text(
        en=f"{left.in_('en')} is neither accounted for nor returned.",
        ru=f"За {left.in_('ru')} не отчитались, и эти деньги не возвращены.",
    )


@guard
def every_expense_is_settled(attempt: Attempt) -> Text | None:
    """No expense waits to be accepted or refused."""
    waiting = attempt.session.scalars(
        select(func.count())
        .select_from(Expense)
        .where(Expense.initiative_id == attempt.subject.id, Expense.state == "reported")
    ).one()
    if not waiting:
        return None
    return Text(
        en=f"Expenses that wait for the treasurer: {waiting}.",
        ru=f"Ждут решения бухгалтера расходы: {waiting}.",
    )


@guard
def no_more_than_unspent(attempt: Attempt) -> Text | None:
    """No more is returned than the group has."""
    left, amount = _unspent(attempt), attempt.facts.get("amount")
    if amount is None or amount <= left.minor:
        return None
    return Text(
        en=f"The group has only {left.in_('en')} to return.",
        ru=f"Группа может вернуть не больше {left.in_('ru')}.",
    )


@guard
def initiative_has_money(attempt: Attempt) -> Text | None:
    """The initiative is at a step at which it accounts for money."""
    if _initiative(attempt).state in HAS_MONEY:
        return None
    return Text(
        en="Expenses are accounted for while the initiative is under way.",
        ru="За расходы отчитываются, пока инициатива реализуется.",
    )


def _expense(attempt: Attempt) -> Expense:
    assert isinstance(attempt.subject, Expense), f"{attempt.subject.kind} is no expense"
    return attempt.subject


def _line(attempt: Attempt) -> BudgetLine | None:
    expense = _expense(attempt)
    return attempt.session.get(BudgetLine, (expense.initiative_id, expense.line))


@guard
def budget_line_is_known(attempt: Attempt) -> Text | None:
    """The expense belongs to a line of the initiative's budget."""
    if _line(attempt) is not None:
        return None
    lines = _initiative(attempt).budget
    en = ", ".join(f"{line.ordinal} ({line.title[:40]})" for line in lines)
    return Text(
        en=f"The budget has no line {_expense(attempt).line}; it has: {en}.",
        ru=f"В смете нет строки {_expense(attempt).line}; есть: {en}.",
    )


@guard
def expense_is_of_the_past(attempt: Attempt) -> Text | None:
    """What is accounted for has been spent."""
    if _expense(attempt).spent_on <= attempt.timetable.local_day(attempt.now):
        return None
    return Text(
        en="The day of the expense is still to come: mind the day.",
        ru="День расхода ещё не наступил: проверьте дату.",
    )


@guard
def document_is_attached(attempt: Attempt) -> Text | None:
    """A receipt, invoice or contract shows the expense."""
    attached = select(Attachment.id).where(Attachment.subject_id == attempt.subject.id).limit(1)
    if attempt.session.scalar(attached) is not None:
        return None
    return Text(
        en="Attach the document: a receipt, an invoice or a contract.",
        ru="Приложите документ: чек, счёт или договор.",
    )


@guard
def budget_line_suffices(attempt: Attempt) -> Text | None:
    """No line of the budget is overspent: a change request moves money between lines."""
    expense, line = _expense(attempt), _line(attempt)
    if line is None:
        return None  # it was there when the expense was reported, and lines do not go
    spent = attempt.session.scalars(
        select(func.coalesce(func.sum(Expense.amount), 0)).where(
            Expense.initiative_id == expense.initiative_id,
            Expense.line == expense.line,
            Expense.state == "accepted",
        )
    ).one()
    left = Money(line.planned - int(spent), expense.initiative.currency)
    if expense.amount <= left.minor:
        return None
    return Text(
        en=f"The line “{line.title}” has {left.in_('en')} left: refuse it, or let the group ask to "
        "change its budget first.",
        ru=f"В строке «{line.title}» осталось {left.in_('ru')}: отклоните расход, или пусть группа "
        "сначала попросит изменить смету.",
    )


@guard
def paid_money_suffices(attempt: Attempt) -> Text | None:
    """No more is accounted for than the group was paid."""
    expense, left = _expense(attempt), _unspent(attempt)
    if expense.amount <= left.minor:
        return None
    return Text(
        en=f"The group was paid only {left.in_('en')} that is not accounted for yet.",
        ru=f"У группы не отчитано только {left.in_('ru')} из перечисленного.",
    )
