"""`vmeste meeting`: convening, the room, votes, minutes, and the announcement."""

import typer

from cli.meeting import papers, room, show, votes

app = typer.Typer(help="Meetings of the council.", no_args_is_help=True)
for part in (show, room, votes, papers):
    app.add_typer(part.app)
