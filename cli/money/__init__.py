"""`vmeste money`: donations, where the money is, tranches, expenses, and whether it all agrees."""

import typer

from cli.money import (
    agreement,
    budget,
    check,
    document,
    donations,
    expenses,
    giving,
    publication,
    show,
    statement,
    trace,
    tranches,
)

app = typer.Typer(help="The money.", no_args_is_help=True)
for part in (donations, giving, statement, show, trace, check):
    app.add_typer(part.app)
for part in (agreement, tranches, budget, document, publication):
    app.add_typer(part.app)
app.add_typer(expenses.app, name="expense")
