"""Feedback forms, typed in one by one or brought in a file."""

from pathlib import Path
from typing import Annotated

import typer

from cli.event.plan import Code
from cli.files import read_text
from cli.options import As, Key, ProgrammeCode
from cli.output import Exit, fail, say, tell, told
from config.clock import now
from models import Text
from models.database import transaction
from workflow.actor import Actor
from workflow.life.events import find_event
from workflow.life.feedback import ENOUGH, Form, keep_feedback
from workflow.life.sheet import read_sheet
from workflow.programme.lookup import find_person, find_programme

app = typer.Typer()


@app.command()
def feedback(
    code: Code,
    as_: As,
    file: Annotated[
        Path | None,
        typer.Option(
            help="Forms in YAML, or in CSV with the columns usefulness, recommends, positive, "
            "comment; the same file again changes nothing."
        ),
    ] = None,
    usefulness: Annotated[int | None, typer.Option(help="One form: 1 to 5.")] = None,
    recommends: Annotated[
        bool | None, typer.Option(help="Whether they would recommend such an event.")
    ] = None,
    positive: Annotated[
        bool | None,
        typer.Option(help="Whether solving problems together was a positive experience."),
    ] = None,
    comment: Annotated[str, typer.Option(help="In their own words.")] = "",
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Keep what people said after an event; who said it is kept nowhere."""
    sheet = key
    with told():
        if file is not None:
            sheet = read_text(file)
            forms = read_sheet(sheet, str(file))
        elif usefulness is not None and recommends is not None:
            forms = [Form(usefulness, recommends, positive, comment)]
        else:
            fail(say(_NOTHING), Exit.BAD_INPUT)
        with transaction() as session:
            kept = keep_feedback(
                session,
                find_event(session, find_programme(session, programme), code),
                forms,
                actor=Actor.person(find_person(session, as_).id),
                now=now(),
                sheet=sheet,
            )
    tell(Text(en=f"{code}: {kept} forms are kept.", ru=f"{code}: отзывов всего — {kept}."))
    if kept < ENOUGH:
        tell(_SHOWN_LATER, style="dim")


_NOTHING = Text(
    en="Give --file FORMS, or one form: --usefulness 1…5 --recommends or --no-recommends",
    ru="Укажите --file ФАЙЛ или одну анкету: --usefulness 1…5 --recommends или --no-recommends",
)
_SHOWN_LATER = Text(
    en=f"They are shown together once there are {ENOUGH}, so that nobody is given away.",
    ru=f"Итог виден, когда отзывов станет {ENOUGH}: так никого нельзя угадать.",
)
