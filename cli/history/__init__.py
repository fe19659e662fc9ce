"""`vmeste history`: what happened to everything that has a history, and that it is proved."""

import typer

from cli.history import checkpoint, event_log, prove, search, show, verify

app = typer.Typer(help="Histories.", no_args_is_help=True)
for part in (show, search, verify, checkpoint, prove, event_log):
    app.add_typer(part.app)
