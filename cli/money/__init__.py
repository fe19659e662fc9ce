"""`vmeste money`: donations, where the money is, tranches, expenses, and whether it all agrees."""

import typer

from cli.money import (
    budget,
    check,
    document,
    donations,
    expenses,
    giving,
    show,
    statement,
    trace,
    tranches,
)

app = typer.Typer(help="The money.", no_args_is_help=True)
for part in (donations, giving, statement, show, trace, check, tranches, budget, document):
    app.add_typer(part.app)
app.add_typer(expenses.app, name="expense")
