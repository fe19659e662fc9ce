"""What an initiative plans, what of it is done, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer
from rich.text import Text as RichText
from sqlalchemy.orm import Session

from cli.council.words import NOTHING
from cli.council.words import day as shown
from cli.deeds import act, state_of
from cli.initiative import Code
from cli.money.budget import print_budget
from cli.options import As, AsJson, Key, On, ProgrammeCode
from cli.output import console, print_json, say, table, told
from cli.programmes.summary import as_json
from config.clock import now
from models import Initiative, Text
from models.database import reading
from workflow.deadlines.timetable import timetable_of
from workflow.money.budget import budget_of
from workflow.programme.lookup import find_programme, find_subject

app = typer.Typer()
OVER = ("presentation", "completed", "winding_up", "terminated")
"""States of an initiative in which nothing of its plan is awaited any more."""


@dataclass(frozen=True)
class Point:
    """A milestone, and how it stands."""

    ordinal: int
    title: str
    planned_on: date
    reached_on: date | None
    overdue: bool


@app.command()
def plan(code: Code, programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """The plan of an initiative: milestones planned and reached, and the budget."""
    with told(), reading() as session:
        initiative = find_subject(session, find_programme(session, programme), Initiative, code)
        points, budget = points_of(session, initiative), budget_of(session, initiative)
        state = state_of(initiative)
    if json:
        print_json(
            {
                "initiative": initiative.code,
                "state": initiative.state,
                "milestones": as_json(points),
                "budget": as_json(budget),
            }
        )
        return
    console.print(f"{initiative.code} {initiative.title}", style="bold", soft_wrap=True)
    console.print(f"{say(state)}\n")
    print_points(points)
    console.print()
    print_budget(budget, initiative.currency)


@app.command()
def reach(
    code: Code,
    number: Annotated[int, typer.Argument(help="The milestone's number in the plan.")],
    on: On,
    as_: As,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Mark a milestone as reached."""
    done = Text(
        en=f"{code}: milestone {number} reached on {shown(on)}.",
        ru=f"{code}: контрольная точка {number} пройдена {shown(on)}.",
    )
    facts = {"milestone": number, "reached_on": on.isoformat()}
    act(Initiative, code, "reach_milestone", as_, programme, facts=facts, key=key, done=done)


def points_of(session: Session, initiative: Initiative) -> list[Point]:
    today = timetable_of(session, initiative.programme_id).local_day(now())
    return [
        Point(
            milestone.ordinal,
            milestone.title,
            milestone.planned_on,
            milestone.reached_on,
            milestone.reached_on is None
            and milestone.planned_on < today
            and initiative.state not in OVER,
        )
        for milestone in initiative.milestones
    ]


def print_points(points: Sequence[Point]) -> None:
    rows = table(
        Text(en="No.", ru="№"),
        Text(en="Milestone", ru="Контрольная точка"),
        Text(en="Planned", ru="План"),
        Text(en="Reached", ru="Факт"),
        no_wrap=(2, 3),
        right=(0,),
    )
    for point in points:
        rows.add_row(str(point.ordinal), point.title, shown(point.planned_on), _reached(point))
    console.print(rows)


def _reached(point: Point) -> RichText:
    if point.reached_on is not None:
        return RichText(shown(point.reached_on))
    if point.overdue:
        return RichText(say(Text(en="overdue", ru="просрочена")), style="red")
    return RichText(NOTHING)
