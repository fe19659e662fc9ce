"""Which systems are told of what, and what there is to tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import typer
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cli.lists import NOTHING, Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode
from cli.output import print_json, tell, told
from cli.programmes.summary import as_json
from models import Programme, Text, Webhook, WebhookCall
from models.database import reading
from workflow.deadlines.timetable import timetable_of
from workflow.events.event import event_names
from workflow.programme.lookup import find_programme

app = typer.Typer()


@dataclass(frozen=True)
class WebhookLine:
    id: int
    url: str
    events: Sequence[str]
    since: datetime
    stopped_at: datetime | None
    taken: int
    waiting: int
    given_up: int


@dataclass(frozen=True)
class EventLine:
    name: str
    title: Text


COLUMNS: Columns[WebhookLine] = (
    Column(Text(en="ID", ru="Номер"), lambda line: line.id, narrow=Text(en="ID", ru="№")),
    Column(Text(en="Address", ru="Адрес"), lambda line: line.url, fold=True),
    Column(Text(en="Events", ru="События"), lambda line: ", ".join(line.events), fold=True),
    Column(Text(en="Since", ru="С"), lambda line: line.since, only_in="file"),
    Column(
        Text(en="Stopped", ru="Остановлен"),
        lambda line: line.stopped_at,
        shown=lambda line: f"{line.stopped_at:%d.%m.%Y}" if line.stopped_at else NOTHING,
        one_line=True,
    ),
    Column(Text(en="Taken", ru="Принято"), lambda line: line.taken, right=True),
    Column(Text(en="Waiting", ru="Ждёт"), lambda line: line.waiting, right=True),
    Column(
        Text(en="Given up", ru="Не доставлено"),
        lambda line: line.given_up,
        narrow=Text(en="Given up", ru="Сбой"),
        right=True,
    ),
)
EVENT_COLUMNS: Columns[EventLine] = (
    Column(Text(en="Event", ru="Событие"), lambda line: line.name, one_line=True),
    Column(Text(en="After", ru="После"), lambda line: line.title),
)


@app.command("list")
def list_(
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the systems that are told of what happens, without their secrets."""
    with told(), reading() as session:
        found = _lines(session, find_programme(session, programme))
    if written(Text(en="Webhooks", ru="Вебхуки"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json(as_json(found))
        return
    if not found:
        tell(Text(en="No other system is told of anything.", ru="Никому ничего не сообщается."))
        return
    print_list(COLUMNS, found)


@app.command()
def events(
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the events that other systems may be told of."""
    with told(), reading() as session:
        names = event_names(session, find_programme(session, programme))
    found = [EventLine(name, title) for name, title in sorted(names.items())]
    if written(Text(en="Events", ru="События"), EVENT_COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json(as_json(found))
        return
    print_list(EVENT_COLUMNS, found)


def _lines(session: Session, programme: Programme) -> list[WebhookLine]:
    zone = timetable_of(session, programme.id).zone
    dead, taken = func.count(WebhookCall.dead_at), func.count(WebhookCall.delivered_at)
    waiting = func.count(WebhookCall.id) - dead - taken
    rows = session.execute(
        select(Webhook, taken, waiting, dead)
        .outerjoin(WebhookCall, WebhookCall.webhook_id == Webhook.id)
        .where(Webhook.programme_id == programme.id)
        .group_by(Webhook.id)
        .order_by(Webhook.id)
    )
    return [
        WebhookLine(
            webhook.id,
            webhook.url,
            webhook.events,
            webhook.created_at.astimezone(zone),
            webhook.stopped_at.astimezone(zone) if webhook.stopped_at else None,
            *counts,
        )
        for webhook, *counts in rows
    ]
