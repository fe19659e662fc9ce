from pathlib import Path
from typing import Annotated

import typer

from cli.files import store, write_files
from cli.options import Viewer
from cli.output import tell
from cli.watched import of_person_anywhere, watched
from files.store import Lost
from models import Text
from papers.person.files import held_files
from workflow.people.access import What
from workflow.people.held import held
from workflow.programme.lookup import find_person

app = typer.Typer()


@app.command()
def export(
    email: Annotated[str, typer.Argument(help="E-mail address of the person.")],
    folder: Annotated[Path, typer.Option("--output", "-o", help="Where the files are written.")],
    viewer: Viewer = None,
) -> None:
    """Write all that is held about a person: a page in Russian and one in English to read, the same
    as JSON, and the files they attached."""
    with watched(What.PERSON, viewer, of_person_anywhere(email)) as (session, _):
        found = held(session, find_person(session, email))
        files = held_files(found, _read)
    write_files(folder, files)
    rows = sum(len(section.rows) for section in found.sections)
    mentions, copies = len(found.mentions), len(found.files)
    tell(
        Text(
            en=f"{folder}: records {rows}, mentions {mentions}, files {copies}. Open held.ru.html.",
            ru=f"{folder}: записей — {rows}, упоминаний — {mentions}, файлов — {copies}. Откройте "
            "held.ru.html.",
        )
    )


def _read(name: str) -> bytes:
    """A file that was lost keeps nobody from the rest."""
    try:
        return store().get(name)
    except Lost:
        return b""
