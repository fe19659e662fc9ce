"""Deadlines, meetings and events for a calendar program."""

from pathlib import Path
from typing import Annotated, cast

import typer

from cli.files import write
from cli.options import ProgrammeCode, Viewer
from cli.output import console, tell, told
from cli.watched import of_person, watched
from config.clock import now
from config.secret import secret
from config.settings import settings, web_address
from models import Text
from models.database import reading
from models.text import Language
from papers.calendar.address import Feed, feed_path
from papers.calendar.feed import person_feed, programme_feed
from workflow.deadlines.calendar import agenda_of_person, agenda_of_programme
from workflow.people.access import What
from workflow.programme.lookup import find_programme

app = typer.Typer()
Email = Annotated[
    str | None,
    typer.Option("--person", help="E-mail address of whose calendar; else the programme's."),
]


@app.command()
def calendar(
    person: Email = None,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    out: Annotated[Path | None, typer.Option(help="The file, such as calendar.ics.")] = None,
) -> None:
    """Write a calendar as a file that any calendar program opens.

    A person's has what they answer for and the meetings they come to, in their language; the
    programme's has all deadlines, meetings, events and stages, and names nobody.
    """
    if person is not None:
        with watched(What.DEADLINES, viewer, of_person(programme, person)) as (session, of):
            agenda = agenda_of_person(session, of.person, now=now())
            made = person_feed(agenda, cast(Language, of.person.language))
    else:
        with told(), reading() as session:
            agenda = agenda_of_programme(session, find_programme(session, programme), now=now())
            made = programme_feed(agenda, settings().language)
    file = out or Path("calendar.ics")
    write(file, made)
    tell(Text(en=f"{file} is written.", ru=f"{file}: готово."))


@app.command()
def feed(person: Email = None, programme: ProgrammeCode = None, viewer: Viewer = None) -> None:
    """Print the secret address that a calendar program subscribes to.

    Whoever has it can read the calendar: give it to nobody else. It stays good until VMESTE_SECRET
    is changed, which ends all addresses at once.
    """
    if person is not None:
        with watched(What.DEADLINES, viewer, of_person(programme, person)) as (_, of):
            whose = Feed("person", of.person.id)
    else:
        with told(), reading() as session:
            found = find_programme(session, programme)
            whose = Feed("programme", found.id, settings().language)
    console.print(web_address() + feed_path(whose, secret()), soft_wrap=True)
