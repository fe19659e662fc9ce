"""Where the money is."""

from collections.abc import Sequence
from dataclasses import dataclass

import typer
from sqlalchemy.orm import Session

from cli.money.words import amount, figure, tell_currency
from cli.options import AsJson, ProgrammeCode
from cli.output import console, print_json, say, table, tell, tell_pair, told
from cli.programmes.summary import as_json
from models import Account, District, Money, Problem, Programme, Text
from models.database import reading
from workflow.money.holdings import Holding, holdings
from workflow.money.ledger import balances
from workflow.programme.lookup import find_programme

app = typer.Typer()
ACCOUNTS = {
    Account.FREE: Text(en="Free", ru="Свободно"),
    Account.RESERVED: Text(en="Awarded, not paid out", ru="Выделено, не перечислено"),
    Account.PAID: Text(en="Paid out, not accounted for", ru="Перечислено, не отчитано"),
    Account.SPENT: Text(en="Spent, with documents", ru="Израсходовано, с документами"),
}


@dataclass(frozen=True)
class FundLine:
    """All that is given for one thing."""

    district: Text | None
    """For the whole programme where none is named."""
    problem: Text | None
    pledged: Money
    received: Money
    free: Money


@dataclass(frozen=True)
class MoneyShown:
    target: Money
    pledged: Money
    received: Money
    on_account: dict[str, Money]
    funds: Sequence[FundLine]


@app.command()
def show(programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """Where the money is, and what of it may be spent on what."""
    with told(), reading() as session:
        found = _shown(session, find_programme(session, programme))
    if json:
        print_json(as_json(found))
        return
    for label, money in (
        (Text(en="To be raised at least", ru="Собрать не меньше"), found.target),
        (Text(en="Pledged", ru="Обещано"), found.pledged),
        (Text(en="Received, not given back", ru="Получено и не возвращено"), found.received),
        *((title, found.on_account[account]) for account, title in ACCOUNTS.items()),
    ):
        tell_pair(label, amount(money))
    _print_funds(found.funds)
    tell_currency(found.target.currency)


def _shown(session: Session, programme: Programme) -> MoneyShown:
    held, accounts = holdings(session, programme), balances(session, programme.id)
    currency = programme.currency
    return MoneyShown(
        Money(programme.fund_target, currency),
        Money(sum(one.donation.pledged for one in held), currency),
        Money(sum(accounts.values()), currency),
        {account: Money(accounts[account], currency) for account in ACCOUNTS},
        _funds(session, held, currency),
    )


def _funds(session: Session, held: Sequence[Holding], currency: str) -> list[FundLine]:
    """What is given for everything first, then by district and problem."""
    bound: dict[tuple[int, int], list[Holding]] = {}
    for one in held:
        key = one.donation.district_id or 0, one.donation.problem_id or 0
        bound.setdefault(key, []).append(one)
    return [
        FundLine(
            session.get_one(District, district).title if district else None,
            session.get_one(Problem, problem).text if problem else None,
            Money(sum(one.donation.pledged for one in ours), currency),
            Money(sum(one.received.minor for one in ours), currency),
            Money(sum(one.free.minor for one in ours), currency),
        )
        for (district, problem), ours in sorted(bound.items(), key=lambda item: item[0])
    ]


def _print_funds(funds: Sequence[FundLine]) -> None:
    tell(Text(en="\nBy what it is given for", ru="\nПо назначению"), style="bold")
    rows = table(
        Text(en="Given for", ru="На что"),
        Text(en="Pledged", ru="Обещано"),
        Text(en="Received", ru="Получено"),
        Text(en="Free", ru="Свободно"),
        right=(1, 2, 3),
    )
    for line in funds:
        parts = [say(text) for text in (line.district, line.problem) if text]
        what = ": ".join(parts) or say(Text(en="anything", ru="любая цель"))
        rows.add_row(what, figure(line.pledged), figure(line.received), figure(line.free))
    console.print(rows)
