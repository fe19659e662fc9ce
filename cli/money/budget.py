"""The budget of an initiative: plan against fact."""

from collections.abc import Sequence

import typer

from cli.initiative import Code
from cli.money.words import figure, tell_currency
from cli.options import AsJson, ProgrammeCode
from cli.output import console, print_json, say, table, told
from cli.summary import as_json
from models import Initiative, Money, Text
from models.database import reading
from workflow.money.budget import LineFact, budget_of
from workflow.programme.lookup import find_programme, find_subject

app = typer.Typer()


@app.command()
def budget(code: Code, programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """The budget of an initiative: plan against fact, line by line."""
    with told(), reading() as session:
        initiative = find_subject(session, find_programme(session, programme), Initiative, code)
        lines = budget_of(session, initiative)
    if json:
        print_json([as_json(line) | {"left": as_json(line.left)} for line in lines])
        return
    console.print(f"{initiative.code} {initiative.title}", style="bold", soft_wrap=True)
    print_budget(lines, initiative.currency)


def print_budget(lines: Sequence[LineFact], currency: str) -> None:
    rows = table(
        Text(en="Line", ru="№"),
        Text(en="For", ru="На что"),
        Text(en="Planned", ru="План"),
        Text(en="Spent", ru="Израсходовано"),
        Text(en="Waits for the treasurer", ru="Ждёт бухгалтера"),
        Text(en="Left", ru="Осталось"),
        right=(0, 2, 3, 4, 5),
    )
    for line in lines:
        amounts = (line.planned, line.spent, line.waiting, line.left)
        rows.add_row(str(line.ordinal), line.title, *map(figure, amounts))
    if len(lines) > 1:
        rows.add_section()
        together = [
            Money(sum(getattr(line, name).minor for line in lines), currency)
            for name in ("planned", "spent", "waiting", "left")
        ]
        words = say(Text(en="Together", ru="Всего"))
        rows.add_row("", words, *map(figure, together), style="bold")
    console.print(rows)
    tell_currency(currency)
