from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.event.days import days
from cli.files import read_programme_file
from cli.options import AsJson, ProgrammeCode, Viewer, typed_day
from cli.output import Exit, console, fail, print_json, say, tell, told
from cli.programmes import open_data
from cli.programmes.summary import as_json, print_overview
from cli.watched import of_programme, watched
from config.clock import now
from models import Base, Consultation, Initiative, Person, ProgrammeEvent, Text
from models.database import reading, transaction
from workflow.deadlines.timetable import timetable_of
from workflow.oversight.month import Month
from workflow.people.access import What
from workflow.programme.indicators import INDICATORS, Answered, count, missing
from workflow.programme.indicators import records as counted
from workflow.programme.load import load as load_programme
from workflow.programme.lookup import find_programme
from workflow.programme.overview import overview

app = typer.Typer(help="Programmes.", no_args_is_help=True)
app.add_typer(open_data.app)
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=typed_day, metavar="DAY", help="As it stood at the end of a day; now if not given."
    ),
]
File = Annotated[Path, typer.Argument(help="The programme's YAML document.")]


@app.command()
def check(file: File, json: AsJson = False) -> None:
    """Read a programme and its lifecycles and name every mistake; nothing is changed."""
    with told():
        checked = read_programme_file(file)
    document = checked.document
    counted = {
        "programme": document.programme,
        "districts": len(document.districts),
        "people": len(document.people),
        "lifecycles": {
            kind: {"states": len(found.states), "transitions": len(found.transitions)}
            for kind, found in checked.lifecycles.items()
        },
    }
    if json:
        print_json(counted)
        return
    lifecycles = ", ".join(document.lifecycles)
    tell(
        Text(
            en=f"{file} is in order: {len(document.districts)} districts, "
            f"{len(document.people)} people, lifecycles {lifecycles}.",
            ru=f"{file}: ошибок нет. Округов: {len(document.districts)}, "
            f"людей: {len(document.people)}, жизненные циклы: {lifecycles}.",
        )
    )


@app.command()
def load(file: File) -> None:
    """Make the database agree with a programme's document; again, it changes nothing."""
    with told():
        checked = read_programme_file(file)
        with transaction() as session:
            programme = load_programme(session, checked, now=now())
            title = say(programme.title)
    tell(Text(en=f"{title} is loaded.", ru=f"Программа загружена: {title}."))


@app.command()
def show(
    code: Annotated[str | None, typer.Argument(help="The programme's code.")] = None,
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """Where a programme stands: districts, initiatives, money, indicators, deadlines."""
    with told(), reading() as session:
        within = find_programme(session, code)
        today = timetable_of(session, within.id).local_day(now())
        found = overview(session, within, as_of, today=today)
    if json:
        print_json(as_json(found))
    else:
        print_overview(found, Month.of(as_of or today))


@app.command()
def records(
    indicator: Annotated[str, typer.Argument(help="Its name, as in the programme's document.")],
    programme: ProgrammeCode = None,
    as_of: AsOf = None,
    viewer: Viewer = None,
    json: AsJson = False,
) -> None:
    """The records behind an indicator's figure, one a line."""
    if indicator not in INDICATORS:
        fail(say(_no_indicator(indicator)), Exit.BAD_INPUT)
    with watched(What.RECORDS, viewer, of_programme(programme)) as (session, within):
        behind = counted(session, within.id, indicator, as_of)
        found = [_described(record) for record in behind]
        fact = count(session, within.id, indicator, as_of)
        why = missing(session, within.id, indicator, as_of)
    if json:
        print_json(found)
        return
    for line in found:
        console.print(line, soft_wrap=True)
    if fact is not None:
        tell(Text(en=f"In all: {fact}", ru=f"Всего: {fact}"), style="dim")
    if why is not None:
        tell(why, style="dim")


def _described(record: Base | Answered) -> str:
    match record:
        case Person():
            return record.name
        case Consultation():
            about = f"{record.person.name} — {record.topic}" if record.topic else record.person.name
            return f"{days(record.held_on, record.held_on)} {about}"
        case ProgrammeEvent():
            return f"{days(record.starts_on, record.ends_on)} {record.code} {record.title}"
        case Initiative():
            return f"{record.code} {record.title}"
        case Answered():
            return f"{say(record.title)}: {_of(record.positive)} / {_of(record.answered)}"
    raise TypeError(f"nothing counts {type(record).__name__}")


def _of(number: int | None) -> str:
    return "…" if number is None else str(number)


def _no_indicator(name: str) -> Text:
    known = ", ".join(INDICATORS)
    return Text(
        en=f"There is no indicator {name[:40]}. Known: {known}.",
        ru=f"Показателя {name[:40]} нет. Есть: {known}.",
    )
