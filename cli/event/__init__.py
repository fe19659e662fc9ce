"""`vmeste event`: what is planned and held, who was there, what they say of it. Beside it stand
`vmeste consultation` and `vmeste media`, for what else the programme's life consists of."""

import typer

from cli.event import feedback, plan, show, turnout

app = typer.Typer(help="Events of the programme.", no_args_is_help=True)
for part in (show, plan, turnout, feedback):
    app.add_typer(part.app)
