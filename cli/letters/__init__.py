"""`vmeste letters`: what was sent, what did not arrive, how people want to be written to."""

import typer

from cli.letters import addresses, again, preferences, show

app = typer.Typer(help="Letters, and how people want to get them.", no_args_is_help=True)
for part in (show, again, preferences, addresses):
    app.add_typer(part.app)
