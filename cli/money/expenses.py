"""`vmeste money expense`: what groups spent, reported with its document, accepted or not."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.deeds import act, state_of
from cli.files import keep_file
from cli.initiative import Code
from cli.lists import Column, Columns, print_list, written
from cli.money.words import amount as shown
from cli.money.words import amounts, tell_currency, typed
from cli.options import As, AsCsv, AsJson, AsXlsx, Key, On, ProgrammeCode, Reason, Viewer
from cli.output import print_json, tell, told
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from config.clock import now
from models import Expense, Initiative, Money, Programme, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.money.expenses import report_expense
from workflow.people.access import What
from workflow.programme.lookup import find_person, find_programme, find_subject

app = typer.Typer(help="What groups spent.", no_args_is_help=True)
ExpenseCode = Annotated[str, typer.Argument(help="The expense's code, such as 15-01.e1.")]


@dataclass(frozen=True)
class ExpenseLine:
    code: str
    initiative: str
    title: str
    on: date
    line: int
    what: str
    payee: str
    amount: Money
    state: str
    state_title: Text


COLUMNS: Columns[ExpenseLine] = (
    Column(Text(en="Expense", ru="Расход"), lambda line: line.code, one_line=True),
    Column(Text(en="Initiative", ru="Инициатива"), lambda line: line.title, only_in="file"),
    Column(Text(en="Day", ru="День"), lambda line: line.on, one_line=True),
    Column(
        Text(en="Line of the budget", ru="Строка сметы"),
        lambda line: line.line,
        narrow=Text(en="Line", ru="Строка"),
        right=True,
    ),
    Column(Text(en="What", ru="Что"), lambda line: line.what),
    Column(Text(en="Paid to", ru="Кому"), lambda line: line.payee),
    amounts(Text(en="Amount", ru="Сумма"), lambda line: line.amount),
    Column(Text(en="State", ru="Состояние"), lambda line: line.state_title),
)


@app.command()
def report(
    code: Code,
    line: Annotated[int, typer.Option(help="Number of the budget's line.")],
    amount: Annotated[str, typer.Option(help="Such as 1500 or '120 000,50'.")],
    on: On,
    payee: Annotated[str, typer.Option(help="Who was paid.")],
    what: Annotated[str, typer.Option(help="What for.")],
    document: Annotated[Path, typer.Option(help="The receipt, invoice or contract.")],
    as_: As,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Report an expense, with the document that shows it."""
    with told():
        file = keep_file(document)
        with transaction() as session:
            initiative = find_subject(session, find_programme(session, programme), Initiative, code)
            expense = report_expense(
                session,
                initiative,
                line=line,
                amount=typed(amount, initiative.currency),
                spent_on=on,
                payee=payee,
                what=what,
                document=file,
                actor=Actor.person(find_person(session, as_).id),
                now=now(),
                key=key,
            )
            spent = shown(expense.money)
    tell(
        Text(
            en=f"{expense.code}: {spent} reported, with {file.name}. The treasurer looks at it.",
            ru=f"{expense.code}: заявлено {spent}, документ {file.name}. Проверит бухгалтер.",
        )
    )


@app.command()
def accept(code: ExpenseCode, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Accept an expense: it is accounted for."""
    act(Expense, code, "accept", as_, programme, key=key)


@app.command()
def refuse(
    code: ExpenseCode, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Refuse an expense; the group is told why."""
    act(Expense, code, "refuse", as_, programme, reason=reason, key=key)


@app.command()
def revoke(
    code: ExpenseCode, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Take the acceptance of an expense back: the group accounts for it anew."""
    act(Expense, code, "revoke", as_, programme, reason=reason, key=key)


@app.command()
def withdraw(code: ExpenseCode, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Withdraw an expense that nobody has decided on."""
    act(Expense, code, "withdraw", as_, programme, key=key)


@app.command("list")
def list_(
    code: Annotated[str | None, typer.Argument(help="Only this initiative's.")] = None,
    state: Annotated[
        str | None, typer.Option(help="Only those in this state, such as reported.")
    ] = None,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the expenses."""
    with watched(What.EXPENSES, viewer, of_programme(programme)) as (session, within):
        lines = _lines(session, within, code, state)
    if written(Text(en="Expenses", ru="Расходы"), COLUMNS, lines, csv, xlsx):
        return
    if json:
        print_json(as_json(lines))
        return
    if not lines:
        tell(Text(en="No expenses here.", ru="Расходов здесь нет."))
        return
    print_list(COLUMNS, lines)
    tell_currency(within.currency)


def _lines(
    session: Session, programme: Programme, code: str | None, state: str | None
) -> list[ExpenseLine]:
    ours = select(Expense).where(Expense.programme_id == programme.id)
    if code is not None:
        initiative = find_subject(session, programme, Initiative, code)
        ours = ours.where(Expense.initiative_id == initiative.id)
    if state is not None:
        ours = ours.where(Expense.state == state)
    return [
        ExpenseLine(
            expense.code,
            expense.initiative.code,
            expense.initiative.title,
            expense.spent_on,
            expense.line,
            expense.what,
            expense.payee,
            expense.money,
            expense.state,
            state_of(expense),
        )
        for expense in session.scalars(ours.order_by(Expense.initiative_id, Expense.id))
    ]
