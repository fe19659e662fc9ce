"""`vmeste council`: who sits on it, who keeps out of what, who reads what, how it ranks."""

import typer

from cli.council import assignment, conflicts, ranking, seats

app = typer.Typer(help="The expert council.", no_args_is_help=True)
for part in (seats, conflicts, assignment, ranking):
    app.add_typer(part.app)
