"""`vmeste monitoring`: questionnaires, rounds, what was answered, what it came to."""

import typer

from cli.monitoring import (
    answers,
    evaluation,
    exports,
    inviting,
    questionnaires,
    reports,
    results,
    rounds,
)

app = typer.Typer(help="Monitoring: questionnaires, rounds, evaluation.", no_args_is_help=True)
for part in (rounds, inviting, results, exports, evaluation, reports):
    app.add_typer(part.app)
app.add_typer(questionnaires.app, name="questionnaire")
app.add_typer(answers.app, name="answers")
