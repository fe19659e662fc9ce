"""What the clock will do if nobody acts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer
from rich.text import Text as RichText

from cli.council.words import NOTHING
from cli.lists import Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer
from cli.output import print_json, say, tell
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from config.clock import now
from models import Text
from workflow.deadlines.preview import Foreseen, preview
from workflow.deadlines.timetable import timetable_of
from workflow.people.access import What

app = typer.Typer()

REMINDER = Text(en="Reminder", ru="Напоминание")
AGAINST = Text(en="A rule stands in the way now", ru="Сейчас мешает правило")
ASKED_ANEW = Text(
    en="Then another expert is asked or the review ends; what follows is open.",
    ru="Тогда спросят другого эксперта или завершат экспертизу; что дальше, пока неизвестно.",
)
PERHAPS = Text(en="perhaps", ru="возможно")


@dataclass(frozen=True)
class Line:
    at: datetime
    """On the clock where the programme is."""
    due_at: datetime | None
    foreseen: Foreseen

    @property
    def what(self) -> str:
        foreseen = self.foreseen
        if foreseen.title is None:
            due = f" ({self.due_at:%d.%m.%Y %H:%M})" if self.due_at else ""
            return f"{say(REMINDER)}{due}"
        leads = f" → {say(foreseen.to_state)}" if foreseen.to_state != foreseen.from_state else ""
        return f"{say(foreseen.title)}{leads}"

    @property
    def people(self) -> str:
        return ", ".join(person.name for person in self.foreseen.people) or NOTHING

    @property
    def against(self) -> str:
        return " ".join(say(blocker.text) for blocker in self.foreseen.coming.blockers)

    @property
    def remarks(self) -> Iterator[tuple[str, str]]:
        """What else there is to know, each with its colour."""
        if self.against:
            yield f"{say(AGAINST)}: {self.against}", "red"
        if self.foreseen.coming.asks_anew:
            yield say(ASKED_ANEW), "dim"
        if not self.foreseen.coming.is_certain:
            yield say(PERHAPS), "dim"


def _shown(line: Line) -> RichText:
    return RichText("\n").join([RichText(line.what), *(RichText(*each) for each in line.remarks)])


COLUMNS: Columns[Line] = (
    Column(Text(en="When", ru="Когда"), lambda line: line.at, one_line=True),
    Column(Text(en="Of what", ru="О чём"), lambda line: line.foreseen.about),
    Column(Text(en="What happens", ru="Что произойдёт"), lambda line: line.what, shown=_shown),
    Column(
        Text(en="Remarks", ru="Замечания"),
        lambda line: " ".join(words for words, _ in line.remarks),
        only_in="file",
    ),
    Column(Text(en="Who is written to", ru="Кому напишут"), lambda line: line.people),
)


@app.command("preview")
def preview_(
    days: Annotated[int, typer.Option(min=1, max=366, help="How far to look.")] = 14,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """What the clock will do if nobody acts: reminders, steps, and what follows from them.

    Changes nothing.
    """
    moment = now()
    until = moment + timedelta(days=days)
    with watched(What.DEADLINES, viewer, of_programme(programme)) as (session, within):
        zone = timetable_of(session, within.id).zone
        lines = [
            Line(each.coming.at.astimezone(zone), _in(zone, each.coming.due_at), each)
            for each in preview(session, within, now=moment, until=until)
        ]
    if written(Text(en="Preview", ru="Что произойдёт"), COLUMNS, lines, csv, xlsx):
        return
    if json:
        print_json([_plain(line) for line in lines])
    elif not lines:
        tell(
            Text(
                en=f"Nothing happens by itself up to {until:%d.%m.%Y}.",
                ru=f"По {until:%d.%m.%Y} само собой ничего не произойдёт.",
            )
        )
    else:
        print_list(COLUMNS, lines)


def _in(zone: Any, moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(zone)


def _plain(line: Line) -> dict[str, Any]:
    coming, foreseen = line.foreseen.coming, line.foreseen
    return {
        "at": line.at.isoformat(),
        "reference": coming.subject.reference,
        "about": as_json(foreseen.about),
        "deadline": coming.deadline,
        "due_at": line.due_at.isoformat() if line.due_at else None,
        "action": coming.trigger or "remind",
        "from": coming.from_state,
        "to": coming.to_state,
        "people": [{"name": person.name, "email": person.email} for person in foreseen.people],
        "blockers": as_json(coming.blockers),
        "asks_anew": coming.asks_anew,
        "certain": coming.is_certain,
    }
