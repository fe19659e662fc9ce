"""`vmeste report`: creative reports, from the form to the presentation."""

import typer

from cli.report import photos, show, submission, writing

app = typer.Typer(help="Creative reports.", no_args_is_help=True)
for part in (writing, photos, show, submission):
    app.add_typer(part.app)
