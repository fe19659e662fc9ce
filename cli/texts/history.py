import sys
from difflib import unified_diff
from typing import Annotated

import typer

from cli.options import AsJson, ProgrammeCode
from cli.output import console, print_json, tell, told
from cli.texts.words import Name, Spoken, spoken, version_line
from models import Text
from models.database import reading
from notifications.texts.checking import situations
from notifications.texts.versions import history_of, text_of
from workflow.deadlines.timetable import timetable_of
from workflow.programme.lookup import find_programme

app = typer.Typer()


@app.command()
def history(
    name: Name, language: Spoken = None, programme: ProgrammeCode = None, json: AsJson = False
) -> None:
    """Who changed a letter's text, and when."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        situations(session, within, name)
        versions = history_of(session, within, name, spoken(language))
        zone = timetable_of(session, within.id).zone
        lines = [version_line(version, zone) for version in (*versions, None)]
        kept = [
            {
                "number": version.number,
                "author": version.author.name,
                "written_at": version.written_at,
                "text": version.text,
            }
            for version in versions
        ]
    if json:
        print_json(kept)
        return
    for line in lines:
        console.print(line, soft_wrap=True)


@app.command()
def diff(
    name: Name,
    from_: Annotated[
        int, typer.Option("--from", min=0, help="A version; 0 comes with the program.")
    ] = 0,
    to: Annotated[
        int | None, typer.Option(min=0, help="Another; the one that holds if not given.")
    ] = None,
    language: Spoken = None,
    programme: ProgrammeCode = None,
) -> None:
    """How two versions of a letter's text differ, line by line."""
    with told(), reading() as session:
        within, lang = find_programme(session, programme), spoken(language)
        situations(session, within, name)
        before, after = (text_of(session, within, name, lang, n) for n in (from_, to))
    ends = (f"{name}.{lang} {from_}", f"{name}.{lang} {'' if to is None else to}".strip())
    lines = list(unified_diff(before.splitlines(), after.splitlines(), *ends, lineterm=""))
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    if not lines:
        tell(Text(en="They are the same.", ru="Они одинаковы."))
