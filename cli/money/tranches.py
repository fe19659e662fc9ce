"""Tranches are released, withheld and paid; what is left is returned."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.deeds import act, state_of
from cli.initiative import Code
from cli.lists import Column, Columns, print_list, written
from cli.money.words import amount as shown
from cli.money.words import amounts, tell_currency, typed
from cli.options import Amount, As, AsCsv, AsJson, AsXlsx, Key, On, Order, ProgrammeCode, Reason
from cli.output import print_json, tell, told
from cli.programmes.summary import as_json
from config.clock import now
from models import Initiative, Money, Programme, Text, Tranche
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.gate import perform
from workflow.programme.lookup import find_person, find_programme, find_subject

app = typer.Typer()
TrancheCode = Annotated[str, typer.Argument(help="The tranche's code, such as 15-01.1.")]


@dataclass(frozen=True)
class TrancheLine:
    code: str
    initiative: str
    title: str
    amount: Money
    state: str
    state_title: Text


COLUMNS: Columns[TrancheLine] = (
    Column(Text(en="Tranche", ru="Транш"), lambda line: line.code, one_line=True),
    Column(Text(en="Initiative", ru="Инициатива"), lambda line: line.title),
    amounts(Text(en="Amount", ru="Сумма"), lambda line: line.amount),
    Column(Text(en="State", ru="Состояние"), lambda line: line.state_title),
)


@app.command("tranches")
def tranches_(
    code: Annotated[str | None, typer.Argument(help="Only this initiative's.")] = None,
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the tranches, and how each stands."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        lines = _lines(session, within, code)
    if written(Text(en="Tranches", ru="Транши"), COLUMNS, lines, csv, xlsx):
        return
    if json:
        print_json(as_json(lines))
        return
    if not lines:
        tell(Text(en="No tranches: no agreement is signed.", ru="Траншей нет: нет договоров."))
        return
    print_list(COLUMNS, lines)
    tell_currency(within.currency)


@app.command()
def release(code: TrancheCode, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Allow a tranche to be paid: the ones before it are accounted for."""
    act(Tranche, code, "release", as_, programme, key=key)


@app.command()
def withhold(
    code: TrancheCode, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Take the permission to pay a tranche back."""
    act(Tranche, code, "withhold", as_, programme, reason=reason, key=key)


@app.command()
def pay(
    code: TrancheCode,
    order: Order,
    on: On,
    as_: As,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Put on record that a tranche was paid; with the first, the initiative begins."""
    told_: dict[str, Any] = {"payment_order": order, "paid_on": on.isoformat()}
    act(Tranche, code, "pay", as_, programme, facts=told_, key=key)


@app.command("return")
def return_(
    code: Code,
    amount: Amount,
    order: Order,
    as_: As,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Put on record that a group returned what it did not spend."""
    with told(), transaction() as session:
        initiative = find_subject(session, find_programme(session, programme), Initiative, code)
        came = typed(amount, initiative.currency)
        perform(
            session,
            initiative,
            "return_money",
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            facts={"amount": came.minor, "payment_order": order},
            key=key,
        )
    back = shown(came)
    tell(
        Text(
            en=f"{code}: {back} came back and is free for another.",
            ru=f"{code}: {back} возвращено и снова свободно.",
        )
    )


def _lines(session: Session, programme: Programme, code: str | None) -> list[TrancheLine]:
    ours = select(Tranche).where(Tranche.programme_id == programme.id)
    if code is not None:
        initiative = find_subject(session, programme, Initiative, code)
        ours = ours.where(Tranche.initiative_id == initiative.id)
    return [
        TrancheLine(
            tranche.code,
            tranche.initiative.code,
            tranche.initiative.title,
            tranche.money,
            tranche.state,
            state_of(tranche),
        )
        for tranche in session.scalars(ours.order_by(Tranche.code))
    ]
