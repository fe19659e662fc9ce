"""`vmeste person`: who is on record, all that is held of somebody, and erasing them."""

import typer

from cli.person import erase, export, show

app = typer.Typer(help="People on record, and what is held of them.", no_args_is_help=True)
for part in (show, export, erase):
    app.add_typer(part.app)
