"""Which letters there are, what they say now, what they may name."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cli.lists import Column, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode
from cli.output import errors, print_json, say, told
from cli.programmes.summary import as_json
from cli.texts.words import Name, Spoken, spoken, version_line
from models import Programme, TemplateVersion, Text
from models.database import reading
from notifications.texts.checking import situations
from notifications.texts.names import Named, usable
from notifications.texts.samples import USUAL, Situation, situations_of
from notifications.texts.versions import latest, text_of, version_of
from workflow.deadlines.timetable import timetable_of
from workflow.programme.lookup import find_programme

app = typer.Typer()


@dataclass(frozen=True)
class Listed:
    """A letter: when it is sent, and which versions hold where it has a text of its own."""

    name: str
    sent: Sequence[Text]
    own: Mapping[str, int]


LETTERS = [
    Column[Listed](Text(en="Letter", ru="Письмо"), lambda letter: letter.name, one_line=True),
    Column[Listed](
        Text(en="Own text", ru="Свой текст"),
        lambda letter: ", ".join(f"{lang} {n}" for lang, n in letter.own.items()) or None,
        one_line=True,
    ),
    Column[Listed](
        Text(en="Sent when", ru="Когда отправляется"),
        lambda letter: "; ".join(say(each) for each in letter.sent),
        shown=lambda letter: _first_of(letter.sent),
    ),
]
SHOWN = 3
"""Occasions that the terminal lists; a reminder has dozens."""
USABLE = [
    Column[Named](
        Text(en="Name", ru="Имя"), lambda named: f"{{{{ {named.name} }}}}", one_line=True
    ),
    Column[Named](Text(en="What it is", ru="Что это"), lambda named: named.meaning),
    Column[Named](Text(en="Such as", ru="Например"), lambda named: named.example),
    Column[Named](
        Text(en="Told", ru="Когда есть"),
        lambda named: (
            Text(en="always", ru="всегда")
            if named.always
            else Text(ru=f"{{% if {named.name} is defined %}}")
        ),
        one_line=True,
    ),
]


@app.command("list")
def list_(
    programme: ProgrammeCode = None,
    json: AsJson = False,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
) -> None:
    """Which letters there are, when they are sent, which have a text of the programme's own."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        own = _own(session, within)
        letters = [
            Listed(name, occasions(cases), own.get(name, {}))
            for name, cases in sorted(situations_of(session, within).items())
        ]
    if json:
        print_json(as_json(letters))
    elif not written(Text(en="Letters", ru="Письма"), LETTERS, letters, csv, xlsx):
        print_list(LETTERS, letters)


def _first_of(sent: Sequence[Text]) -> str:
    first, more = "; ".join(say(each) for each in sent[:SHOWN]), len(sent) - SHOWN
    if more <= 0:
        return first
    return f"{first}; {say(Text(en=f'{more} more', ru=f'и ещё {more}'))}"


def occasions(cases: Sequence[Situation]) -> Sequence[Text]:
    return list(dict.fromkeys(case.occasion for case in cases if case.case == USUAL))


def _own(session: Session, programme: Programme) -> Mapping[str, dict[str, int]]:
    """Letter → language → number of the version that holds, where that has a text of its own."""
    newest = (
        select(func.max(TemplateVersion.id))
        .where(TemplateVersion.programme_id == programme.id)
        .group_by(TemplateVersion.name, TemplateVersion.language)
    )
    found: dict[str, dict[str, int]] = {}
    for version in session.scalars(
        select(TemplateVersion)
        .where(TemplateVersion.id.in_(newest), TemplateVersion.text.is_not(None))
        .order_by(TemplateVersion.language)
    ):
        found.setdefault(version.name, {})[version.language] = version.number
    return found


@app.command()
def show(
    name: Name,
    language: Spoken = None,
    number: Annotated[
        int | None, typer.Option(min=0, help="Version; the one that holds if not given.")
    ] = None,
    original: Annotated[
        bool, typer.Option("--original", help="As it comes with the program.")
    ] = False,
    programme: ProgrammeCode = None,
    json: AsJson = False,
) -> None:
    """Print a letter's text, to be put into a file and changed."""
    asked = 0 if original else number
    with told(), reading() as session:
        within, lang = find_programme(session, programme), spoken(language)
        situations(session, within, name)
        text = text_of(session, within, name, lang, asked)
        version = (
            latest(session, within.id, name, lang)
            if asked is None
            else version_of(session, within, name, lang, asked)
        )
        line = version_line(version, timetable_of(session, within.id).zone)
    if json:
        held = version.number if version else 0
        print_json({"name": name, "language": lang, "number": held, "text": text})
        return
    errors.print(line, style="dim")
    sys.stdout.write(text)  # as it is: not folded, so that a file of it is the text


@app.command()
def names(
    name: Name, language: Spoken = None, programme: ProgrammeCode = None, json: AsJson = False
) -> None:
    """What a letter's text may name."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        zone = timetable_of(session, within.id).zone
        found = usable(situations(session, within, name), spoken(language), zone)
    if json:
        print_json(as_json(found))
    else:
        print_list(USABLE, found)
