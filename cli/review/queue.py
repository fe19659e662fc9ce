"""What waits for an expert."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer
from rich.text import Text as RichText
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.council.words import NOTHING
from cli.lists import Column, Columns, print_list, written
from cli.options import As, AsCsv, AsJson, AsXlsx, ProgrammeCode
from cli.output import print_json, tell, told
from cli.programmes.summary import as_json
from config.clock import now
from models import Deadline, Person, Programme, Review, Text
from models.database import reading
from workflow.deadlines.timetable import timetable_of
from workflow.lifecycles.machine import runner
from workflow.programme.lookup import find_person, find_programme

app = typer.Typer()
MOMENT = "%d.%m.%Y %H:%M"
ReviewCode = Annotated[str, typer.Argument(help="The review's code, such as 15-01.1.")]
TO_WRITE = ("assigned", "paused")
"""States in which a review is a draft."""


@dataclass(frozen=True)
class Waiting:
    code: str
    initiative: str
    title: str
    state: str
    state_title: Text
    due: datetime | None
    overdue: bool


COLUMNS: Columns[Waiting] = (
    Column(Text(en="Review", ru="Экспертиза"), lambda line: line.code, one_line=True),
    Column(Text(en="Initiative", ru="Инициатива"), lambda line: line.title),
    Column(Text(en="State", ru="Состояние"), lambda line: line.state_title),
    Column(
        Text(en="Due", ru="Срок"), lambda line: line.due, lambda line: _due(line), one_line=True
    ),
)


@app.command("list")
def list_(
    as_: As,
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """An expert's reviews: those to write first, what is due soonest on top."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        found = _queue(session, within, find_person(session, as_))
    if written(Text(en="Reviews", ru="Экспертизы"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json(as_json(found))
        return
    if not found:
        tell(Text(en="No reviews are asked for here.", ru="Экспертиз здесь не назначено."))
        return
    print_list(COLUMNS, found)


def _queue(session: Session, programme: Programme, expert: Person) -> list[Waiting]:
    zone = timetable_of(session, programme.id).zone
    ours = (
        select(Review, Deadline.due_at)
        .outerjoin(Deadline, (Deadline.subject_id == Review.id) & Deadline.closed_at.is_(None))
        .where(Review.programme_id == programme.id, Review.expert_id == expert.id)
    )
    lines = [
        Waiting(
            review.code,
            review.initiative.code,
            review.initiative.title,
            review.state,
            state_of(review),
            due_at.astimezone(zone) if due_at else None,
            due_at is not None and due_at < now(),
        )
        for review, due_at in session.execute(ours)
    ]
    return sorted(lines, key=_urgency)


def _due(line: Waiting) -> RichText:
    shown = f"{line.due:{MOMENT}}" if line.due else NOTHING
    return RichText(shown, style="red" if line.overdue else "")


def _urgency(line: Waiting) -> tuple[bool, bool, float, str]:
    due = line.due.timestamp() if line.due else 0
    return line.state not in TO_WRITE, line.due is None, due, line.code


def state_of(review: Review) -> Text:
    return runner(review.lifecycle_version).lifecycle.states[review.state].title
