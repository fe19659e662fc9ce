"""`vmeste media`: what is published about the programme."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cli.lists import Column, Columns, print_list, written
from cli.options import As, AsCsv, AsJson, AsXlsx, ProgrammeCode, typed_day
from cli.output import Exit, fail, print_json, say, tell, told
from cli.programmes.summary import as_json
from config.clock import now
from models import Initiative, MediaKind, MediaMention, ProgrammeEvent, Text
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.life.events import find_event
from workflow.life.media import Publication, record_mention
from workflow.life.titles import MEDIA_KINDS
from workflow.programme.lookup import find_person, find_programme, find_subject

app = typer.Typer(help="Publications about the programme.", no_args_is_help=True)


@dataclass(frozen=True)
class MentionLine:
    published_on: date
    kind: str
    outlet: str
    title: str
    url: str
    about: str | None
    """Code of the initiative or event."""
    sample: bool


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="Link to it.")],
    kind: Annotated[MediaKind, typer.Option(help="Where it appeared.")],
    outlet: Annotated[str, typer.Option(help="What the newspaper, station or site is called.")],
    title: Annotated[str, typer.Option(help="Its headline.")],
    on: Annotated[
        date, typer.Option(parser=typed_day, metavar="DAY", help="When it was published.")
    ],
    as_: As,
    initiative: Annotated[
        str | None, typer.Option(help="Code of the initiative that it is about.")
    ] = None,
    event: Annotated[str | None, typer.Option(help="Code of the event that it is about.")] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Record a publication; the same link again changes nothing."""
    if initiative is not None and event is not None:
        fail(say(_ABOUT_ONE), Exit.BAD_INPUT)
    with told(), transaction() as session:
        within = find_programme(session, programme)
        about: Initiative | ProgrammeEvent | None = None
        if initiative is not None:
            about = find_subject(session, within, Initiative, initiative)
        elif event is not None:
            about = find_event(session, within, event)
        mention = record_mention(
            session,
            within,
            Publication(kind, outlet, title, url, on, about),
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
        )
    told_of = f"{mention.outlet}, «{mention.title}»"
    tell(Text(en=f"On record: {told_of}.", ru=f"Записано: {told_of}."))


COLUMNS: Columns[MentionLine] = (
    Column(Text(en="Day", ru="День"), lambda line: line.published_on, one_line=True),
    Column(
        Text(en="Where", ru="Где"),
        lambda line: line.outlet,
        shown=lambda line: f"{line.outlet}, {say(MEDIA_KINDS[line.kind])}",
    ),
    Column(Text(en="Kind", ru="Вид"), lambda line: MEDIA_KINDS[line.kind], only_in="file"),
    Column(Text(en="Publication", ru="Публикация"), lambda line: line.title),
    Column(Text(en="About", ru="О чём"), lambda line: line.about),
    Column(Text(en="Link", ru="Ссылка"), lambda line: line.url, fold=True),
)


@app.command("list")
def list_(
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the publications by their days."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        about = selectinload(MediaMention.initiative), selectinload(MediaMention.event)
        ours = select(MediaMention).where(MediaMention.programme_id == within.id).options(*about)
        by_day = ours.order_by(MediaMention.published_on, MediaMention.id)
        found = [_line(mention) for mention in session.scalars(by_day)]
    if written(Text(en="Publications", ru="Публикации"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json(as_json(found))
        return
    if not found:
        tell(Text(en="No publication is on record yet.", ru="Публикаций пока не записано."))
        return
    print_list(COLUMNS, found)


def _line(mention: MediaMention) -> MentionLine:
    about = mention.initiative or mention.event
    return MentionLine(
        mention.published_on,
        mention.kind,
        mention.outlet,
        mention.title,
        mention.url,
        about.code if about else None,
        mention.is_sample,
    )


_ABOUT_ONE = Text(
    en="A publication is about an initiative or about an event: give one of the two.",
    ru="Публикация — об инициативе или о мероприятии: укажите одно из двух.",
)
