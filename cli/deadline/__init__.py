"""`vmeste deadline`: what is due, what the clock will do about it, and how to put it off."""

import typer

from cli.deadline import calendar, extension, preview, register

app = typer.Typer(help="Deadlines.", no_args_is_help=True)
for part in (register, preview, extension, calendar):
    app.add_typer(part.app)
