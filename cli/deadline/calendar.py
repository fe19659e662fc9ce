"""Deadlines, meetings and events for a calendar program."""

from pathlib import Path
from typing import Annotated, cast

import typer
from sqlalchemy.orm import Session

from cli.files import write
from cli.options import ProgrammeCode
from cli.output import console, tell, told
from config.clock import now
from config.secret import secret
from config.settings import settings, web_address
from models import Text
from models.database import reading
from models.text import Language
from papers.calendar.address import Feed, feed_path
from papers.calendar.feed import person_feed, programme_feed
from workflow.deadlines.calendar import agenda_of_person, agenda_of_programme
from workflow.programme.lookup import find_person, find_programme

app = typer.Typer()
Email = Annotated[
    str | None,
    typer.Option("--person", help="E-mail address of whose calendar; else the programme's."),
]


@app.command()
def calendar(
    person: Email = None,
    programme: ProgrammeCode = None,
    out: Annotated[Path | None, typer.Option(help="The file, such as calendar.ics.")] = None,
) -> None:
    """Write a calendar as a file that any calendar program opens.

    A person's has what they answer for and the meetings they come to, in their language; the
    programme's has all deadlines, meetings, events and stages, and names nobody.
    """
    with told(), reading() as session:
        made = _made(session, person, programme)
    file = out or Path("calendar.ics")
    write(file, made)
    tell(Text(en=f"{file} is written.", ru=f"{file}: готово."))


def _made(session: Session, email: str | None, code: str | None) -> bytes:
    if email is not None:
        person = find_person(session, email)
        agenda = agenda_of_person(session, person, now=now())
        return person_feed(agenda, cast(Language, person.language))
    agenda = agenda_of_programme(session, find_programme(session, code), now=now())
    return programme_feed(agenda, settings().language)


@app.command()
def feed(person: Email = None, programme: ProgrammeCode = None) -> None:
    """Print the secret address that a calendar program subscribes to.

    Whoever has it can read the calendar: give it to nobody else. It stays good until VMESTE_SECRET
    is changed, which ends all addresses at once.
    """
    with told(), reading() as session:
        if person is not None:
            whose = Feed("person", find_person(session, person).id)
        else:
            found = find_programme(session, programme)
            whose = Feed("programme", found.id, settings().language)
    console.print(web_address() + feed_path(whose, secret()), soft_wrap=True)
