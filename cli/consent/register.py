from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Annotated

import typer

from cli.lists import Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer
from cli.output import print_json, say, tell
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from models import Text
from workflow.deadlines.timetable import timetable_of
from workflow.lifecycles.document import Lifecycle
from workflow.people.access import What
from workflow.people.consents import MISSING, Registered, register
from workflow.programme.lookup import lifecycle_of

app = typer.Typer()


@dataclass(frozen=True)
class ConsentLine:
    name: str
    email: str
    reference: str
    state: str
    standing: Text
    given_on: date | None
    document: str
    since: datetime | None
    takes_part: list[str]


COLUMNS: Columns[ConsentLine] = (
    Column(Text(en="Name", ru="Имя"), lambda line: line.name),
    Column(Text(en="Address", ru="Адрес"), lambda line: line.email, fold=True),
    Column(Text(en="Consent", ru="Согласие"), lambda line: line.standing),
    Column(Text(en="Given on", ru="Дано"), lambda line: line.given_on, one_line=True),
    Column(Text(en="By", ru="Документ"), lambda line: line.document or None),
    Column(
        Text(en="Last changed", ru="Изменено"),
        lambda line: line.since,
        only_in="file",
    ),
    Column(Text(en="Takes part", ru="Участвует как"), lambda line: ", ".join(line.takes_part)),
)


@app.command("list")
def list_(
    missing: Annotated[
        bool, typer.Option("--missing", help="Only who takes part without a consent.")
    ] = False,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="Only who took it back and is not erased yet.")
    ] = False,
    viewer: Viewer = None,
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List who has consented, when and by what, and who takes part without having."""
    with watched(What.CONSENTS, viewer, of_programme(programme)) as (session, within):
        zone = timetable_of(session, within.id).zone
        lifecycle = lifecycle_of(session, within, "consent")
        found = [
            _line(each, lifecycle, zone)
            for each in register(session, within)
            if _is_asked(each, missing=missing, withdrawn=withdrawn)
        ]
    if written(Text(en="Consents", ru="Согласия"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json(as_json(found))
    elif found:
        print_list(COLUMNS, found)
        tell(_counted(found), style="dim")
    else:
        tell(Text(en="There is nobody like that.", ru="Таких людей нет."))


def _is_asked(each: Registered, *, missing: bool, withdrawn: bool) -> bool:
    if not missing and not withdrawn:
        return True
    return (missing and each.is_missing) or (withdrawn and each.state == "withdrawn")


def _line(each: Registered, lifecycle: Lifecycle, zone: tzinfo) -> ConsentLine:
    person = each.person
    return ConsentLine(
        person.name,
        person.email,
        f"consent/{person.id}",
        each.state,
        _NONE if each.state == MISSING else lifecycle.states[each.state].title,
        each.given_on,
        each.document,
        each.changed_at.astimezone(zone) if each.changed_at else None,
        [say(title) for title in each.takes_part],
    )


def _counted(found: list[ConsentLine]) -> Text:
    without = sum(line.state in (MISSING, "new") for line in found)
    return Text(
        en=f"People: {len(found)}, without a consent: {without}.",
        ru=f"Людей: {len(found)}, без согласия: {without}.",
    )


_NONE = Text(en="none", ru="нет")
