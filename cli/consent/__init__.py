"""`vmeste consent`: who has consented to the processing of their personal data."""

import typer

from cli.consent import deeds, register

app = typer.Typer(help="Consents to the processing of personal data.", no_args_is_help=True)
for part in (register, deeds):
    app.add_typer(part.app)
