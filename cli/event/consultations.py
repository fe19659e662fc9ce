"""`vmeste consultation`: who was advised about what, and how far that is from the plan."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cli.lists import Column, Columns, print_list, written
from cli.options import As, AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer, typed_day
from cli.output import print_json, tell, told
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from config.clock import now
from models import Consultation, Programme, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.life.consultations import Advice, record_consultation
from workflow.people.access import What
from workflow.programme.indicators import count
from workflow.programme.lookup import find_person, find_programme

app = typer.Typer(help="Consultations given to participants.", no_args_is_help=True)
INDICATOR = "consultations_given"


@dataclass(frozen=True)
class ConsultationLine:
    held_on: date
    person: str
    topic: str
    minutes: int | None
    consultant: str | None
    sample: bool


@app.command()
def add(
    email: Annotated[str, typer.Argument(help="E-mail address of the person who was advised.")],
    topic: Annotated[str, typer.Option(help="What it was about.")],
    minutes: Annotated[int, typer.Option(help="How long it took.")],
    as_: As,
    on: Annotated[
        date | None, typer.Option(parser=typed_day, metavar="DAY", help="Today if not given.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="E-mail address of who advised; you, if not given.")
    ] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Record a consultation that was given; the same again changes nothing."""
    with told(), transaction() as session:
        within = find_programme(session, programme)
        moment = now()
        given = record_consultation(
            session,
            within,
            Advice(
                find_person(session, email),
                on or timetable_of(session, within.id).local_day(moment),
                topic,
                minutes,
                find_person(session, by or as_),
            ),
            actor=Actor.person(find_person(session, as_).id),
            now=moment,
        )
        planned, fact = _plan_and_fact(session, within)
        told_of = f"{given.person.name}, {given.topic}"
    tell(
        Text(
            en=f"On record: {told_of}. {_measured(planned, fact).en}",
            ru=f"Записано: {told_of}. {_measured(planned, fact).ru}",
        )
    )


COLUMNS: Columns[ConsultationLine] = (
    Column(Text(en="Day", ru="День"), lambda line: line.held_on, one_line=True),
    Column(Text(en="Advised", ru="Кого"), lambda line: line.person),
    Column(Text(en="Topic", ru="Тема"), lambda line: line.topic or None),
    Column(Text(en="Minutes", ru="Минут"), lambda line: line.minutes),
    Column(Text(en="By", ru="Кто"), lambda line: line.consultant),
)


@app.command("list")
def list_(
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the consultations, and how many were planned."""
    with watched(What.CONSULTATIONS, viewer, of_programme(programme)) as (session, within):
        planned, fact = _plan_and_fact(session, within)
        found = _lines(session, within)
    if written(Text(en="Consultations", ru="Консультации"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json({"planned": planned, "given": fact, "consultations": as_json(found)})
        return
    tell(_measured(planned, fact), style="bold")
    if found:
        print_list(COLUMNS, found)


def _lines(session: Session, programme: Programme) -> list[ConsultationLine]:
    people = selectinload(Consultation.person), selectinload(Consultation.consultant)
    ours = select(Consultation).where(Consultation.programme_id == programme.id).options(*people)
    return [
        ConsultationLine(
            given.held_on,
            given.person.name,
            given.topic,
            given.minutes,
            given.consultant.name if given.consultant else None,
            given.is_sample,
        )
        for given in session.scalars(ours.order_by(Consultation.held_on, Consultation.id))
    ]


def _plan_and_fact(session: Session, programme: Programme) -> tuple[int | None, int | None]:
    planned = next((t.planned for t in programme.targets if t.indicator == INDICATOR), None)
    return planned, count(session, programme.id, INDICATOR)


def _measured(planned: int | None, fact: int | None) -> Text:
    if planned is None:
        return Text(en=f"Consultations given: {fact}.", ru=f"Консультаций проведено: {fact}.")
    return Text(
        en=f"Consultations given: {fact}, planned: at least {planned}.",
        ru=f"Консультаций проведено: {fact}, по плану не менее {planned}.",
    )
