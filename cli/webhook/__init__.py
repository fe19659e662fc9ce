"""`vmeste webhook`: which other systems are told of what happens, and what became of it."""

import typer

from cli.webhook import calls, show, systems

app = typer.Typer(help="Other systems that are told of what happens.", no_args_is_help=True)
for part in (systems, show, calls):
    app.add_typer(part.app)
