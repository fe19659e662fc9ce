"""`vmeste review`: an expert's queue, the proposal beside the rubric, drafts, and rulings."""

import typer

from cli.review import queue, reading, submission, writing

app = typer.Typer(help="Expert reviews.", no_args_is_help=True)
for part in (queue, reading, writing, submission):
    app.add_typer(part.app)
