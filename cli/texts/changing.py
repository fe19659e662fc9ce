from pathlib import Path
from typing import Annotated

import typer

from cli.files import read_text
from cli.options import As, ProgrammeCode
from cli.output import tell, told
from cli.texts.words import ORIGINAL, Name, Number, Spoken, spoken
from config.clock import now
from models import TemplateVersion, Text
from models.database import transaction
from notifications.texts import editing
from workflow.programme.lookup import find_person, find_programme

app = typer.Typer()
Since = Annotated[
    int | None,
    typer.Option(
        "--since",
        min=0,
        help="The version that you started from: where there is a newer one, nothing is changed.",
    ),
]


@app.command()
def edit(
    name: Name,
    as_: As,
    file: Annotated[Path, typer.Option(help="The new text.")],
    language: Spoken = None,
    since: Since = None,
    programme: ProgrammeCode = None,
) -> None:
    """Have a letter written in other words from now on; what there was is kept."""
    text = read_text(file)
    with told(), transaction() as session:
        version = editing.edit(
            session,
            find_programme(session, programme),
            name,
            spoken(language),
            text,
            author=find_person(session, as_),
            now=now(),
            expected=since,
        )
    _tell(version)


@app.command()
def restore(
    name: Name,
    number: Number,
    as_: As,
    language: Spoken = None,
    since: Since = None,
    programme: ProgrammeCode = None,
) -> None:
    """Go back to the text of a version."""
    with told(), transaction() as session:
        version = editing.restore(
            session,
            find_programme(session, programme),
            name,
            spoken(language),
            number,
            author=find_person(session, as_),
            now=now(),
            expected=since,
        )
    _tell(version)


@app.command()
def reset(
    name: Name,
    as_: As,
    language: Spoken = None,
    since: Since = None,
    programme: ProgrammeCode = None,
) -> None:
    """Go back to the text that comes with the program."""
    with told(), transaction() as session:
        version = editing.reset(
            session,
            find_programme(session, programme),
            name,
            spoken(language),
            author=find_person(session, as_),
            now=now(),
            expected=since,
        )
    _tell(version)


def _tell(version: TemplateVersion) -> None:
    what = f"{version.name}, {version.language}"
    back = version.text is None
    ru, en = (f" ({ORIGINAL.ru})", f" (it {ORIGINAL.en})") if back else ("", "")
    tell(
        Text(
            en=f"{what}: version {version.number} holds from now on{en}.",
            ru=f"{what}: теперь действует версия {version.number}{ru}.",
        )
    )
