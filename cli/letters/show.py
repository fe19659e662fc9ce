from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from cli.lists import NOTHING, Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer
from cli.output import console, print_json, say, tell, tell_pair
from cli.programmes.summary import as_json
from cli.watched import Someone, of_person_or_all, watched
from flows.enclosures import enclosures
from flows.letterhead import letterhead
from models import Category, OutboxMessage, Text
from notifications.letter import write
from notifications.mail import compose
from notifications.outbox.by_hand import Standing, find_letter, letters, standing
from workflow.deadlines.timetable import timetable_of
from workflow.people.access import What

app = typer.Typer()

Number = Annotated[int, typer.Argument(help="Its number, as “letters list” says it.")]
MOMENT = "%d.%m.%Y %H:%M"
STANDINGS = {
    Standing.WAITING: Text(en="waiting", ru="ждёт отправки"),
    Standing.IN_DIGEST: Text(en="in a digest", ru="в общем письме"),
    Standing.DELIVERED: Text(en="delivered", ru="отправлено"),
    Standing.DEAD: Text(en="dead", ru="не доставлено"),
    Standing.UNWANTED: Text(en="not wanted", ru="получателю не нужно"),
}
CATEGORIES = {
    Category.OBLIGATION: Text(en="obligation", ru="обязательное"),
    Category.REMINDER: Text(en="reminder", ru="напоминание"),
    Category.NEWS: Text(en="news", ru="новость"),
}


@dataclass(frozen=True)
class Listed:
    number: int
    queued_at: datetime
    to: str
    subject: str
    category: str
    standing: Standing
    error: str | None


@dataclass(frozen=True)
class Read:
    """A letter as its recipient reads it."""

    subject: str
    text: str
    enclosed: list[str]
    """Names of files."""


ENDS = ("delivered_at", "dead_at", "unwanted_at")
COLUMNS: Columns[Listed] = (
    Column(Text(en="No.", ru="№"), lambda line: line.number, right=True),
    Column(Text(en="Written", ru="Написано"), lambda line: line.queued_at, one_line=True),
    Column(Text(en="To", ru="Кому"), lambda line: line.to),
    Column(Text(en="Letter", ru="Письмо"), lambda line: line.subject),
    Column(
        Text(en="Kind", ru="Вид"), lambda line: CATEGORIES[Category(line.category)], only_in="file"
    ),
    Column(Text(en="State", ru="Состояние"), lambda line: STANDINGS[line.standing]),
    Column(Text(en="Why", ru="Почему"), lambda line: line.error),
)


@app.command("list")
def list_(
    dead: Annotated[bool, typer.Option("--dead", help="Only those that did not arrive.")] = False,
    waiting: Annotated[bool, typer.Option("--waiting", help="Only those still to go.")] = False,
    to: Annotated[str | None, typer.Option(help="Only those to this e-mail address.")] = None,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the letters, the latest first."""
    with watched(What.LETTERS, viewer, of_person_or_all(programme, to)) as (session, of):
        within, person = (of.programme, of.person) if isinstance(of, Someone) else (of, None)
        zone = timetable_of(session, within.id).zone
        asked = letters(session, within, dead=dead, waiting=waiting, to=person)
        found = [_listed(session, message, zone) for message in asked]
    if written(Text(en="Letters", ru="Письма"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json(as_json(found))
    elif found:
        print_list(COLUMNS, found)
    else:
        tell(Text(en="There are no such letters.", ru="Таких писем нет."))


@app.command()
def show(number: Number, viewer: Viewer = None, json: AsJson = False) -> None:
    """Show a letter as its recipient reads it, and what happened to it."""
    with watched(What.LETTERS, viewer, lambda session: find_letter(session, number)) as found:
        session, message = found
        zone = timetable_of(session, message.programme_id).zone
        letter = _read(session, message)
        if json:
            ends = {name: getattr(message, name) for name in ("attempts", *ENDS)}
            line = as_json(_listed(session, message, zone))
            print_json(line | ends | {"letter": as_json(letter)})
            return
        for label, value in _about(message, zone):
            tell_pair(label, value)
        console.print()
        _print_letter(letter)


def _listed(session: Session, message: OutboxMessage, zone: tzinfo) -> Listed:
    return Listed(
        message.id,
        message.queued_at.astimezone(zone),
        message.recipient.email,
        _subject(session, message),
        message.category,
        standing(message),
        message.last_error,
    )


def _subject(session: Session, message: OutboxMessage) -> str:
    try:
        return write(session, message).subject
    except Exception:  # a dead letter, maybe because of just that
        return message.template


def _about(message: OutboxMessage, zone: tzinfo) -> Iterator[tuple[Text, str]]:
    recipient = message.recipient
    yield Text(en="To", ru="Кому"), f"{recipient.name} <{recipient.email}>"
    yield Text(en="Kind", ru="Вид"), say(CATEGORIES[Category(message.category)])
    state = say(STANDINGS[standing(message)])
    if message.digest_id:
        state += f" (№ {message.digest_id})"
    yield Text(en="State", ru="Состояние"), state
    for label, at in (
        (Text(en="Written", ru="Написано"), message.queued_at),
        (Text(en="Delivered", ru="Отправлено"), message.delivered_at),
        (Text(en="Given up", ru="Признано недоставленным"), message.dead_at),
        (Text(en="Found not wanted", ru="Оказалось не нужно"), message.unwanted_at),
        (Text(en="Goes not before", ru="Уйдёт не раньше"), _next(message)),
    ):
        if at is not None:
            yield label, f"{at.astimezone(zone):{MOMENT}}"
    yield Text(en="Attempts", ru="Попыток"), str(message.attempts)
    if message.last_error:
        yield Text(en="Why not", ru="Почему нет"), message.last_error


def _next(message: OutboxMessage) -> datetime | None:
    return message.next_attempt_at if standing(message) == Standing.WAITING else None


def _read(session: Session, message: OutboxMessage) -> Read | str:
    """The letter, or what keeps it from being shown as from being sent."""
    try:
        enclosed = enclosures(session, message)
        mail = compose(session, message.id, letterhead(), enclosed)
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"
    text = mail.get_body(("plain",))
    assert text is not None, "every letter has a text"
    return Read(str(mail["Subject"]), text.get_content(), [file.name for file in enclosed])


def _print_letter(letter: Read | str) -> None:
    if isinstance(letter, str):
        console.print(letter, soft_wrap=True)
        return
    console.print(letter.subject, style="bold", soft_wrap=True)
    console.print()
    console.print(letter.text, soft_wrap=True)
    enclosed = ", ".join(letter.enclosed) or NOTHING
    tell_pair(Text(en="Enclosed", ru="Приложено"), enclosed)
