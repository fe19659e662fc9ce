from pathlib import Path
from typing import Annotated

import typer

from cli import open_data
from cli.files import read_programme_file
from cli.options import AsJson
from cli.output import print_json, say, tell, told
from cli.summary import as_json, print_overview
from config.clock import now
from models import Text
from models.database import reading, transaction
from workflow.programme.load import load as load_programme
from workflow.programme.lookup import find_programme
from workflow.programme.overview import overview

app = typer.Typer(help="Programmes.", no_args_is_help=True)
app.add_typer(open_data.app)
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
    json: AsJson = False,
) -> None:
    """Where a programme stands: districts, initiatives, money, indicators, deadlines."""
    with told(), reading() as session:
        found = overview(session, find_programme(session, code))
    if json:
        print_json(as_json(found))
    else:
        print_overview(found)
