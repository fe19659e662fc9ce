"""Photos for a creative report."""

from pathlib import Path
from typing import Annotated

import typer

from cli.files import keep_file
from cli.initiative import Code
from cli.options import As, ProgrammeCode
from cli.output import tell, told
from config.clock import now
from models import Initiative, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.work.photos import attach_photo

app = typer.Typer()


@app.command()
def photo(
    code: Code,
    file: Annotated[Path, typer.Argument(help="JPEG, PNG or WebP.")],
    caption: Annotated[str, typer.Option(help="What the photo shows.")],
    as_: As,
    programme: ProgrammeCode = None,
) -> None:
    """Add a photo; the same one again changes nothing."""
    with told():
        kept = keep_file(file)
        with transaction() as session:
            initiative = find_subject(session, find_programme(session, programme), Initiative, code)
            attached = attach_photo(
                session,
                initiative,
                kept,
                caption=caption,
                actor=Actor.person(find_person(session, as_).id),
                now=now(),
            )
    tell(
        Text(
            en=f"{code}: {attached.name} is added, {attached.size // 1024 + 1} KB.",
            ru=f"{code}: {attached.name} добавлен, {attached.size // 1024 + 1} КБ.",
        )
    )
