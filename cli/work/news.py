"""A group tells how the work goes."""

from pathlib import Path
from typing import Annotated

import typer

from cli.files import keep_file
from cli.initiative import Code
from cli.options import As, Key, ProgrammeCode
from cli.output import Exit, fail, say, tell, told
from config.clock import now
from models import Initiative, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.work.photos import tell_progress

app = typer.Typer()


@app.command()
def news(
    code: Code,
    text: Annotated[str, typer.Option(help="How it goes, in a few sentences.")],
    link: Annotated[str, typer.Option(help="Where it is told in public.")],
    as_: As,
    photo: Annotated[Path | None, typer.Option(help="JPEG, PNG or WebP.")] = None,
    caption: Annotated[str, typer.Option(help="What the photo shows.")] = "",
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Tell how the work goes, with a photo if there is one."""
    if caption and photo is None:
        words = Text(en="--caption goes with --photo.", ru="--caption — подпись к --photo.")
        fail(say(words), Exit.BAD_INPUT)
    with told():
        kept = None if photo is None else keep_file(photo)
        with transaction() as session:
            initiative = find_subject(session, find_programme(session, programme), Initiative, code)
            tell_progress(
                session,
                initiative,
                news=text,
                link=link,
                photo=kept,
                caption=caption,
                actor=Actor.person(find_person(session, as_).id),
                now=now(),
                key=key,
            )
    tell(Text(en=f"{code}: the news are on record.", ru=f"{code}: новость записана."))
