"""Which deadlines are open, for whom, and what happens if nothing is done."""

from datetime import datetime, timedelta
from typing import Annotated, Any

import typer
from rich.text import Text as RichText
from sqlalchemy.orm import Session

from cli.council.words import NOTHING
from cli.lists import Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer
from cli.output import print_json, say, tell
from cli.programmes.summary import as_json
from cli.watched import Someone, of_person_or_all, watched
from config.clock import now
from models import Programme, Text
from workflow.deadlines.register import NextStep, OpenDeadline, open_deadlines
from workflow.people.access import What
from workflow.programme.lookup import find_district

app = typer.Typer()

LATE = Text(en="late", ru="просрочен")
PAUSED = Text(en="waits", ru="ждёт")
REFUSED = Text(en="a rule stands in the way", ru="мешает правило")


def standing(line: OpenDeadline) -> Text | None:
    """What is out of the ordinary about a deadline."""
    if line.is_paused:
        return PAUSED
    if line.is_refused:
        return REFUSED
    return LATE if line.is_late else None


def local(line: OpenDeadline, moment: datetime) -> datetime:
    return moment.astimezone(line.timetable.zone)


def _due(line: OpenDeadline) -> RichText:
    due = f"{local(line, line.deadline.due_at):%d.%m.%Y %H:%M}"
    mark = standing(line)
    style = "yellow" if line.is_paused else "red"
    return RichText.assemble(due, (f"\n{say(mark)}" if mark else "", style))


def _what(line: OpenDeadline) -> RichText:
    """What is awaited, of what, and by which names `extend` knows it."""
    named = f"{line.deadline.subject.reference} {line.deadline.name}"
    return RichText.assemble(say(line.awaited), f"\n{say(line.about)}\n", (named, "dim"))


def _people(line: OpenDeadline) -> str:
    return ", ".join(person.name for person in line.people) or NOTHING


def _next(line: OpenDeadline) -> str:
    return "\n".join(_step(line, step) for step in line.steps) or NOTHING


def _step(line: OpenDeadline, step: NextStep) -> str:
    when = f"{local(line, step.at):%d.%m.%Y} " if step.at else ""
    leads = f" → {say(step.to_state)}" if step.to_state else ""
    return f"{when}{say(step.title)}{leads}"


COLUMNS: Columns[OpenDeadline] = (
    Column(
        Text(en="Due", ru="Срок"),
        lambda line: local(line, line.deadline.due_at),
        shown=_due,
        one_line=True,
    ),
    Column(Text(en="What", ru="Что"), lambda line: line.awaited, shown=_what),
    Column(Text(en="Of what", ru="О чём"), lambda line: line.about, only_in="file"),
    Column(Text(en="District", ru="Округ"), lambda line: line.district, only_in="file"),
    Column(Text(en="State", ru="Этап"), lambda line: line.state, only_in="file"),
    Column(Text(en="Stands", ru="Состояние"), standing, only_in="file"),
    Column(Text(en="For whom", ru="Кто отвечает"), _people),
    Column(Text(en="If nothing is done", ru="Если ничего не сделать"), _next),
    Column(
        Text(en="Reference", ru="Объект"),
        lambda line: line.deadline.subject.reference,
        only_in="file",
    ),
    Column(Text(en="Deadline", ru="Имя срока"), lambda line: line.deadline.name, only_in="file"),
)


@app.command("list")
def list_(
    late: Annotated[bool, typer.Option("--late", help="Only those that have passed.")] = False,
    days: Annotated[
        int | None, typer.Option(min=0, help="Only those due within so many days, or late.")
    ] = None,
    person: Annotated[
        str | None, typer.Option(help="Only those that the person with this e-mail answers for.")
    ] = None,
    district: Annotated[str | None, typer.Option(help="Only this district's code.")] = None,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the open deadlines: for whom each is, and what happens if nothing is done."""
    moment = now()
    with watched(What.DEADLINES, viewer, of_person_or_all(programme, person)) as (session, of):
        found = _found(session, of, district, moment)
    if late:
        found = [line for line in found if line.is_late]
    if days is not None:
        until = moment + timedelta(days=days)
        found = [line for line in found if line.is_late or line.deadline.due_at <= until]
    if written(Text(en="Deadlines", ru="Сроки"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json([_plain(line) for line in found])
    elif not found:
        tell(Text(en="Nothing is due.", ru="Открытых сроков нет."))
    else:
        print_list(COLUMNS, found)


def _found(
    session: Session, of: Programme | Someone, district: str | None, moment: datetime
) -> list[OpenDeadline]:
    programme, person = (of.programme, of.person) if isinstance(of, Someone) else (of, None)
    return open_deadlines(
        session,
        [programme.id],
        now=moment,
        district_id=find_district(session, programme, district).id if district else None,
        person_id=person.id if person else None,
    )


def _plain(line: OpenDeadline) -> dict[str, Any]:
    return {
        "reference": line.deadline.subject.reference,
        "name": line.deadline.name,
        "due_at": local(line, line.deadline.due_at).isoformat(),
        "about": as_json(line.about),
        "awaited": as_json(line.awaited),
        "state": as_json(line.state),
        "late": line.is_late,
        "paused": line.is_paused,
        "refused": line.is_refused,
        "people": [{"name": person.name, "email": person.email} for person in line.people],
        "steps": [
            as_json(step) | {"at": local(line, step.at).isoformat() if step.at else None}
            for step in line.steps
        ],
    }
