"""`vmeste council`: who sits on it, who keeps out of what, who reads what, how it ranks."""

import typer

from cli.council import assignment, conflicts, ranking, reserve, seats, show

app = typer.Typer(help="The expert council.", no_args_is_help=True)
for part in (show, seats, conflicts, assignment, ranking, reserve):
    app.add_typer(part.app)
