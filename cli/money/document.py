"""The documents of an expense, as they were attached."""

from pathlib import Path

import typer
from sqlalchemy import select

from cli.files import store, write_files
from cli.money.expenses import ExpenseCode
from cli.options import Folder, ProgrammeCode, Viewer
from cli.output import console, say, tell
from cli.watched import of_subject, watched
from models import Attachment, Expense, Text
from workflow.people.access import What

app = typer.Typer()


@app.command()
def document(
    code: ExpenseCode,
    folder: Folder = Path(),
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
) -> None:
    """Write the documents of an expense out; each is still what was attached, by its hash."""
    asked = of_subject(programme, Expense, code)
    with watched(What.EXPENSES, viewer, asked) as (session, expense):
        attached = session.scalars(
            select(Attachment).where(Attachment.subject_id == expense.id).order_by(Attachment.id)
        ).all()
        files = {f"{code}-{n}-{each.name}": each for n, each in enumerate(attached, start=1)}
        kept = store()
        contents = {name: kept.get(each.sha256) for name, each in files.items()}
    write_files(folder, contents)
    if not files:
        tell(Text(en="Nothing is attached.", ru="Ничего не приложено."))
    for name, each in files.items():
        agrees = say(Text(en="agrees with its hash", ru="совпадает с хешем"))
        console.print(f"{folder / name}: {agrees} {each.sha256[:12]}…", soft_wrap=True)
