from dataclasses import dataclass
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.lists import Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer
from cli.output import console, print_json, say, tell, tell_pair
from cli.programmes.summary import as_json
from cli.watched import of_person, of_programme, watched
from models import Initiative, Person, Programme, Text
from models.initiative import initiative_group
from workflow.people.access import What
from workflow.people.consents import MISSING, Registered, register
from workflow.programme.lookup import lifecycle_of

app = typer.Typer()


@dataclass(frozen=True)
class PersonLine:
    number: int
    name: str
    email: str
    takes_part: list[str]
    consent: Text


@dataclass(frozen=True)
class PersonShown:
    number: int
    name: str
    email: str
    organisation: str | None
    language: str
    takes_part: list[str]
    initiatives: list[str]
    consent: Text


COLUMNS: Columns[PersonLine] = (
    Column(Text(en="No.", ru="№"), lambda line: line.number, right=True),
    Column(Text(en="Name", ru="Имя"), lambda line: line.name),
    Column(Text(en="Address", ru="Адрес"), lambda line: line.email, fold=True),
    Column(Text(en="Takes part", ru="Участвует как"), lambda line: ", ".join(line.takes_part)),
    Column(Text(en="Consent", ru="Согласие"), lambda line: line.consent),
)


@app.command("list")
def list_(
    viewer: Viewer = None,
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the people who take part in the programme."""
    with watched(What.PERSON, viewer, of_programme(programme)) as (session, within):
        found = [
            PersonLine(
                each.person.id,
                each.person.name,
                each.person.email,
                [say(title) for title in each.takes_part],
                _consent(session, within, each),
            )
            for each in register(session, within)
        ]
    if written(Text(en="People", ru="Люди"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json(as_json(found))
    elif found:
        print_list(COLUMNS, found)
    else:
        tell(Text(en="Nobody takes part yet.", ru="Участников пока нет."))


@app.command()
def show(
    email: Annotated[str, typer.Argument(help="E-mail address of the person.")],
    viewer: Viewer = None,
    programme: ProgrammeCode = None,
    json: AsJson = False,
) -> None:
    """Show how to reach somebody, as what they take part, and whether they have consented."""
    with watched(What.PERSON, viewer, of_person(programme, email)) as (session, someone):
        shown = _shown(session, someone.programme, someone.person)
    if json:
        print_json(as_json(shown))
        return
    console.print(shown.name, style="bold")
    tell_pair(Text(en="Number", ru="Номер"), f"{shown.number}")
    tell_pair(Text(en="Address", ru="Адрес"), shown.email)
    tell_pair(Text(en="Organisation", ru="Организация"), shown.organisation or "—")
    tell_pair(Text(en="Language", ru="Язык"), shown.language)
    tell_pair(Text(en="Takes part", ru="Участвует как"), ", ".join(shown.takes_part) or "—")
    tell_pair(Text(en="Initiatives", ru="Инициативы"), ", ".join(shown.initiatives) or "—")
    tell_pair(Text(en="Consent", ru="Согласие"), say(shown.consent))


def _shown(session: Session, programme: Programme, person: Person) -> PersonShown:
    registered = next((r for r in register(session, programme) if r.person.id == person.id), None)
    entry = registered or Registered(person, MISSING, None, "", None, ())
    theirs = (
        select(Initiative.code)
        .join(initiative_group, initiative_group.c.initiative_id == Initiative.id)
        .where(initiative_group.c.person_id == person.id, Initiative.programme_id == programme.id)
        .order_by(Initiative.code)
    )
    return PersonShown(
        person.id,
        person.name,
        person.email,
        person.organisation,
        person.language,
        [say(title) for title in entry.takes_part],
        list(session.scalars(theirs)),
        _consent(session, programme, entry),
    )


def _consent(session: Session, programme: Programme, entry: Registered) -> Text:
    if entry.state == MISSING:
        return Text(en="none", ru="нет")
    return lifecycle_of(session, programme, "consent").states[entry.state].title
