import typer

from cli import (
    consent,
    council,
    deadline,
    event,
    history,
    initiative,
    letters,
    meeting,
    money,
    monitoring,
    person,
    report,
    review,
    texts,
    webhook,
    work,
)
from cli.audit import access, dossier, oversight, process
from cli.event import consultations, media
from cli.programmes import documents, lifecycle
from cli.replay.command import replay
from cli.server import database, pages, running

app = typer.Typer(
    help="Vmeste runs grant competitions for residents' initiatives.",
    epilog="Exit codes: 0 done; 1 the rules say no, or the history is not sound; "
    "2 bad input; 3 the database or a service does not answer.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(documents.app, name="programme")
app.add_typer(initiative.app, name="initiative")
app.add_typer(council.app, name="council")
app.add_typer(review.app, name="review")
app.add_typer(meeting.app, name="meeting")
app.add_typer(money.app, name="money")
app.add_typer(work.app, name="work")
app.add_typer(report.app, name="report")
app.add_typer(event.app, name="event")
app.add_typer(consultations.app, name="consultation")
app.add_typer(media.app, name="media")
app.add_typer(monitoring.app, name="monitoring")
app.add_typer(texts.app, name="text")
app.add_typer(webhook.app, name="webhook")
app.add_typer(letters.app, name="letters")
app.add_typer(deadline.app, name="deadline")
app.add_typer(history.app, name="history")
app.add_typer(access.app, name="access")
app.command()(dossier.dossier)
app.add_typer(person.app, name="person")
app.add_typer(consent.app, name="consent")
app.add_typer(lifecycle.app, name="lifecycle")
app.add_typer(database.app, name="db")
app.command()(oversight.oversight)
app.command()(replay)
app.command()(process.process)
app.command()(running.up)
app.command()(pages.web)
app.command()(running.play)


def run() -> None:
    app()
