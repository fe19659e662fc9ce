"""`vmeste work`: the plan of an initiative, its milestones, its changes, and how it goes on."""

import typer

from cli.work import answers, changes, course, news, plan

app = typer.Typer(help="The work of supported initiatives.", no_args_is_help=True)
for part in (plan, news, changes, answers, course):
    app.add_typer(part.app)
