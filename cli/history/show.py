from collections.abc import Iterator
from json import loads
from typing import Any

import typer
from rich.padding import Padding
from rich.text import Text as RichText
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cli.facts import facts_line
from cli.history.references import Reference, of_reference
from cli.options import AsJson, ProgrammeCode, Viewer
from cli.output import console, print_json, say
from cli.watched import watched
from config.settings import settings
from models import HistoryEntry, Programme, Remark, Text
from papers.history.facts import acted_by
from workflow.deadlines.timetable import timetable_of
from workflow.history.told import told_in
from workflow.lifecycles.machine import runner
from workflow.people.access import What

app = typer.Typer()

MOMENT = "%d.%m.%Y %H:%M"
REMARKS = {
    Remark.LATE: (Text(en="LATE", ru="С ОПОЗДАНИЕМ"), "bold yellow"),
    Remark.OVERRIDDEN: (Text(en="OVERRIDE", ru="ОТСТУПЛЕНИЕ"), "bold red"),
    Remark.BY_HAND: (Text(en="BY HAND", ru="ВРУЧНУЮ"), "bold cyan"),
}
"""What stands out about an entry, and its colour."""
ON_BEHALF = Text(en="ON BEHALF", ru="ОТ ИМЕНИ ДРУГОГО")


@app.command()
def show(
    reference: Reference,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    json: AsJson = False,
) -> None:
    """Show everything that happened to one initiative, review, meeting or the like."""
    asked = of_reference(programme, reference)
    with watched(What.HISTORY, viewer, asked) as (session, subject):
        within = session.get_one(Programme, subject.programme_id)
        entries = session.scalars(
            select(HistoryEntry)
            .where(HistoryEntry.subject_id == subject.id)
            .options(joinedload(HistoryEntry.actor), joinedload(HistoryEntry.on_behalf_of))
            .order_by(HistoryEntry.sequence)
        ).all()
        lifecycle, zone = (
            runner(subject.lifecycle_version).lifecycle,
            timetable_of(session, within.id).zone,
        )
        if json:
            print_json([_plain(entry) for entry in entries])
            return
        console.print(subject.reference, style="bold")
        for entry in entries:
            transition = lifecycle.moves[entry.from_state, entry.action]
            action = say(transition.title)
            became = say(lifecycle.states[entry.to_state].title)
            when = entry.at.astimezone(zone).strftime(MOMENT)
            console.print(
                RichText.assemble(
                    f"{entry.sequence:>3}  {when}  ",
                    (f"{action} → {became}", "bold"),
                    *(piece for mark in _marks(entry) for piece in ("  ", mark)),
                ),
                soft_wrap=True,
            )
            for line in (
                _who(entry),
                entry.reason,
                facts_line(session, within, transition, told_in(entry)),
            ):
                if line:
                    console.print(Padding(line, (0, 0, 0, 5)), style="dim")


def _marks(entry: HistoryEntry) -> Iterator[tuple[str, str]]:
    """What stands out about it, each with its colour."""
    if entry.remark is not None:
        words, colour = REMARKS[Remark(entry.remark)]
        yield say(words), colour
    if entry.on_behalf_of_id is not None:
        yield say(ON_BEHALF), "bold magenta"


def _who(entry: HistoryEntry) -> str:
    actor, behalf = entry.actor, entry.on_behalf_of
    return acted_by(
        actor.name if actor else None,
        behalf.name if behalf else None,
        entry.flow,
        settings().language,
    )


def _plain(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "action": entry.action,
        "from_state": entry.from_state,
        "to_state": entry.to_state,
        "actor": entry.actor.email if entry.actor else None,
        "flow": entry.flow,
        "remark": entry.remark,
        "on_behalf_of": entry.on_behalf_of.email if entry.on_behalf_of else None,
        "at": entry.at.isoformat(),
        "reason": entry.reason,
        "facts": told_in(entry),
        "commitments": loads(entry.commitments),
        "lifecycle": entry.lifecycle_hash,
        "previous": entry.previous_hash,
        "hash": entry.hash,
    }
