"""The calls to other systems: what became of each, and once more."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.lists import Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode
from cli.output import Exit, fail, print_json, say, tell, told
from cli.programmes.summary import as_json
from config.clock import now
from models import Programme, Text, Webhook, WebhookCall
from models.database import reading, transaction
from notifications import calls as waiting
from workflow.deadlines.timetable import timetable_of
from workflow.events.event import events_at
from workflow.programme.lookup import find_programme

app = typer.Typer()


@dataclass(frozen=True)
class CallLine:
    id: int
    webhook: int
    event: str
    subject: str
    queued_at: datetime
    state: str
    attempts: int
    error: str | None


STATES = {
    "taken": Text(en="taken", ru="принят"),
    "waiting": Text(en="waiting", ru="ждёт"),
    "given_up": Text(en="given up", ru="не доставлен"),
}
COLUMNS: Columns[CallLine] = (
    Column(Text(en="ID", ru="Номер"), lambda line: line.id, narrow=Text(en="ID", ru="№")),
    Column(Text(en="Webhook", ru="Вебхук"), lambda line: line.webhook),
    Column(Text(en="Queued", ru="Когда"), lambda line: line.queued_at, one_line=True),
    Column(
        Text(en="Event", ru="Событие"),
        lambda line: line.event,
        shown=lambda line: f"{line.event} {line.subject}",
        fold=True,
    ),
    Column(Text(en="Subject", ru="О чём"), lambda line: line.subject, only_in="file"),
    Column(
        Text(en="State", ru="Состояние"),
        lambda line: STATES[line.state],
        shown=lambda line: say(STATES[line.state]) + (f": {line.error}" if line.error else ""),
    ),
    Column(Text(en="Attempts", ru="Попыток"), lambda line: line.attempts, only_in="file"),
    Column(Text(en="Error", ru="Ошибка"), lambda line: line.error, only_in="file"),
)


@app.command("calls")
def calls_(
    dead: Annotated[bool, typer.Option("--dead", help="Only those that were given up.")] = False,
    last: Annotated[int, typer.Option(min=1, max=10_000, help="How many at most.")] = 100,
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the calls to other systems, the latest first."""
    with told(), reading() as session:
        found = _lines(session, find_programme(session, programme), dead, last)
    if written(Text(en="Calls", ru="Вызовы"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json(as_json(found))
        return
    if not found:
        tell(Text(en="There are no such calls.", ru="Таких вызовов нет."))
        return
    print_list(COLUMNS, found)


@app.command()
def retry(
    ids: Annotated[
        list[int] | None, typer.Argument(metavar="[ID]…", help="Numbers of calls.")
    ] = None,
    all_dead: Annotated[
        bool, typer.Option("--all-dead", help="All that were given up, of running webhooks.")
    ] = False,
    programme: ProgrammeCode = None,
) -> None:
    """Make calls again that were given up."""
    if bool(ids) == all_dead:
        fail(say(_WHICH), Exit.BAD_INPUT)
    with told(), transaction() as session:
        asked = ids or waiting.dead(session, find_programme(session, programme))
        number = waiting.retry(session, asked, now=now())
    tell(Text(en=f"Calls to make again: {number}.", ru=f"Вызовов к повтору: {number}."))


def _lines(session: Session, programme: Programme, dead: bool, last: int) -> list[CallLine]:
    zone = timetable_of(session, programme.id).zone
    ours = select(WebhookCall).join(WebhookCall.webhook).where(Webhook.programme_id == programme.id)
    if dead:
        ours = ours.where(WebhookCall.dead_at.is_not(None))
    found = session.scalars(ours.order_by(WebhookCall.id.desc()).limit(last)).all()
    entries = [(call.subject_id, call.sequence) for call in found]
    events = {(e.subject_id, e.sequence): e for e in events_at(session, entries)}
    return [
        CallLine(
            call.id,
            call.webhook_id,
            events[call.subject_id, call.sequence].name,
            events[call.subject_id, call.sequence].reference,
            call.queued_at.astimezone(zone),
            _state(call),
            call.attempts,
            call.last_error,
        )
        for call in found
    ]


def _state(call: WebhookCall) -> str:
    if call.delivered_at is not None:
        return "taken"
    return "waiting" if call.dead_at is None else "given_up"


_WHICH = Text(
    en="Give the numbers of the calls, or --all-dead.",
    ru="Укажите номера вызовов или --all-dead.",
)
