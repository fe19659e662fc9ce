"""`vmeste access`: who was shown people's data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.history.references import find_reference
from cli.lists import Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer, typed_day
from cli.output import Exit, fail, print_json, say, tell
from cli.programmes.summary import as_json
from cli.watched import Someone, watched
from models import Access, Person, Programme, Subject, Text
from workflow.deadlines.timetable import timetable_of
from workflow.people.access import What, accesses, title_of
from workflow.programme.lookup import find_person, find_programme

app = typer.Typer(help="Who was shown people's data.", no_args_is_help=True)
UNNAMED = Text(en="did not say", ru="не назвался")


@app.callback()
def access() -> None:
    pass


@dataclass(frozen=True)
class Line:
    at: datetime
    viewer: str | None
    """None where they did not say."""
    viewer_email: str | None
    what: Text
    subject: str | None
    person: str | None
    person_email: str | None


COLUMNS: Columns[Line] = (
    Column(Text(en="When", ru="Когда"), lambda line: line.at, one_line=True),
    Column(Text(en="Who", ru="Кто"), lambda line: line.viewer or UNNAMED),
    Column(
        Text(en="Address of who", ru="Адрес смотревшего"),
        lambda line: line.viewer_email,
        only_in="file",
    ),
    Column(Text(en="What", ru="Что"), lambda line: line.what),
    Column(Text(en="Of what", ru="О чём"), lambda line: line.subject),
    Column(Text(en="Of whom", ru="О ком"), lambda line: line.person),
    Column(
        Text(en="Address of whom", ru="Адрес того, о ком"),
        lambda line: line.person_email,
        only_in="file",
    ),
)


@app.command("list")
def list_(
    subject: Annotated[
        str | None, typer.Option(help="Only of this: 15-01, review/15-01.1 and the like.")
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(help="Only of the person with this e-mail, and of initiatives they are in."),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--viewer", help="Only by the person with this e-mail.")
    ] = None,
    since: Annotated[
        date | None, typer.Option(parser=typed_day, metavar="DAY", help="From this day on.")
    ] = None,
    until: Annotated[
        date | None, typer.Option(parser=typed_day, metavar="DAY", help="Up to this day.")
    ] = None,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List who was shown people's data, when and of whom. Looking at this list is in it, too."""
    if subject is not None and person is not None:
        fail(say(_ONE_OF_TWO), Exit.BAD_INPUT)

    def asked(session: Session) -> Programme | Subject | Someone:
        within = find_programme(session, programme)
        if subject is not None:
            return find_reference(session, within, subject)
        return within if person is None else Someone(within, find_person(session, person))

    with watched(What.ACCESSES, viewer, asked) as (session, of):
        within = find_programme(session, programme)
        zone = timetable_of(session, within.id).zone
        found = accesses(
            session,
            within,
            _morning(zone, since),
            _morning(zone, until and until + timedelta(days=1)),
            viewer_id=find_person(session, by).id if by else None,
            subject_id=of.id if isinstance(of, Subject) else None,
            person_id=of.person.id if isinstance(of, Someone) else None,
        )
        lines = _lines(session, within, found)
    if written(Text(en="Accesses", ru="Доступ к данным"), COLUMNS, lines, csv, xlsx):
        return
    if json:
        print_json([as_json(line) | {"at": line.at.isoformat()} for line in lines])
    elif lines:
        print_list(COLUMNS, lines)
    else:
        tell(Text(en="Nobody was shown anything here.", ru="Просмотров здесь не было."))


def _lines(session: Session, programme: Programme, found: Sequence[Access]) -> list[Line]:
    zone = timetable_of(session, programme.id).zone
    subjects = select(Subject.id, Subject.kind, Subject.code).where(
        Subject.id.in_({each.subject_id for each in found})
    )
    references = {key: f"{kind}/{code}" for key, kind, code in session.execute(subjects)}
    return [
        Line(
            each.at.astimezone(zone),
            *_name_and_address(each.viewer),
            title_of(each.what),
            references.get(each.subject_id) if each.subject_id else None,
            *_name_and_address(each.person),
        )
        for each in found
    ]


def _name_and_address(person: Person | None) -> tuple[str | None, str | None]:
    return (None, None) if person is None else (person.name, person.email)


def _morning(zone: tzinfo, day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), zone)


_ONE_OF_TWO = Text(
    en="Give either --subject or --person.", ru="Укажите что-то одно: --subject или --person."
)
