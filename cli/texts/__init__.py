"""`vmeste text`: a programme's own texts of its letters, how they will read, what they were."""

import typer

from cli.texts import changing, history, preview, reading

app = typer.Typer(help="The texts of letters.", no_args_is_help=True)
for part in (reading, preview, changing, history):
    app.add_typer(part.app)
