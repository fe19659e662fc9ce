"""The budget of an initiative: plan against fact."""

from collections.abc import Sequence

import typer

from cli.initiative import Code
from cli.lists import Column, Columns, heads, shown, written
from cli.money.words import amounts, figure, tell_currency
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode
from cli.output import console, print_json, say, told
from cli.programmes.summary import as_json
from models import Initiative, Money, Text
from models.database import reading
from workflow.money.budget import LineFact, budget_of
from workflow.programme.lookup import find_programme, find_subject

app = typer.Typer()


COLUMNS: Columns[LineFact] = (
    Column(Text(en="Line", ru="№"), lambda line: line.ordinal, right=True),
    Column(Text(en="For", ru="На что"), lambda line: line.title),
    amounts(Text(en="Planned", ru="План"), lambda line: line.planned),
    amounts(Text(en="Spent", ru="Израсходовано"), lambda line: line.spent),
    amounts(Text(en="Waits for the treasurer", ru="Ждёт бухгалтера"), lambda line: line.waiting),
    amounts(Text(en="Left", ru="Осталось"), lambda line: line.left),
)


@app.command()
def budget(
    code: Code,
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """The budget of an initiative: plan against fact, line by line."""
    with told(), reading() as session:
        initiative = find_subject(session, find_programme(session, programme), Initiative, code)
        lines = budget_of(session, initiative)
    if written(Text(en="Budget", ru="Смета"), COLUMNS, lines, csv, xlsx):
        return
    if json:
        print_json([as_json(line) | {"left": as_json(line.left)} for line in lines])
        return
    console.print(f"{initiative.code} {initiative.title}", style="bold", soft_wrap=True)
    print_budget(lines, initiative.currency)


def print_budget(lines: Sequence[LineFact], currency: str) -> None:
    rows = heads(COLUMNS)
    for line in lines:
        rows.add_row(*shown(COLUMNS, line))
    if len(lines) > 1:
        together = [
            figure(Money(sum(getattr(line, name).minor for line in lines), currency))
            for name in ("planned", "spent", "waiting", "left")
        ]
        rows.add_row("", say(Text(en="Together", ru="Всего")), *together, style="bold")
    console.print(rows)
    tell_currency(currency)
