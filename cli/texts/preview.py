"""A letter as it would read."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from cli.files import read_text, write
from cli.options import AsJson, ProgrammeCode, Viewer
from cli.output import Exit, console, fail, print_json, say, tell, told
from cli.texts.words import Name, Spoken, spoken
from cli.watched import watched
from models import OutboxMessage, Programme, Text
from models.database import reading
from models.text import Language
from notifications.letter import Letter
from notifications.texts.checking import situations
from notifications.texts.previewing import find_message, preview_of
from notifications.texts.previewing import preview as preview_in
from notifications.texts.versions import text_of
from workflow.people.access import What
from workflow.programme.lookup import find_programme

app = typer.Typer()


@app.command()
def preview(
    name: Name,
    file: Annotated[
        Path | None, typer.Option(help="A text to try; the one that holds if not given.")
    ] = None,
    language: Spoken = None,
    situation: Annotated[
        int, typer.Option(min=1, help="Which of the situations that it is sent in.")
    ] = 1,
    message: Annotated[
        int | None, typer.Option(help="Number of a real message, in its recipient's language.")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Also write it as a page.")] = None,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    json: AsJson = False,
) -> None:
    """Show a letter as it would read. Nothing is stored or sent."""
    draft = None if file is None else read_text(file)
    if message is not None:
        letter, about = _real(name, message, draft, programme, viewer), None
    else:
        with told(), reading() as session:
            within = find_programme(session, programme)
            letter, about = _invented(session, within, name, spoken(language), situation, draft)
    if json:
        print_json({"subject": letter.subject, "text": letter.text, "html": letter.html})
    else:
        _print(letter, about)
    if html is not None:
        write(html, letter.html.encode())


def _real(
    name: str, number: int, draft: str | None, programme: str | None, viewer: str | None
) -> Letter:
    def asked(session: Session) -> OutboxMessage:
        return find_message(session, find_programme(session, programme), name, number)

    with watched(What.LETTERS, viewer, asked) as (session, found):
        within = find_programme(session, programme)
        text = draft or text_of(session, within, name, found.recipient.language)
        return preview_of(session, found, text)


def _invented(
    session: Session,
    programme: Programme,
    name: str,
    language: Language,
    number: int,
    draft: str | None,
) -> tuple[Letter, Text]:
    cases = situations(session, programme, name)
    if number > len(cases):
        words = Text(
            en=f"{name} has {len(cases)} situations.", ru=f"У письма {name} ситуаций: {len(cases)}."
        )
        fail(say(words), Exit.BAD_INPUT)
    text = text_of(session, programme, name, language) if draft is None else draft
    case = cases[number - 1]
    of, ru, en = len(cases), case.title.ru, case.title.in_("en")
    about = Text(en=f"Situation {number} of {of}: {en}", ru=f"Ситуация {number} из {of}: {ru}")
    return preview_in(session, programme, name, language, text, case), about


def _print(letter: Letter, about: Text | None) -> None:
    if about is not None:
        tell(about, style="dim")
    console.print(letter.subject, style="bold", soft_wrap=True)
    console.print()
    console.print(letter.text, soft_wrap=True, end="")
