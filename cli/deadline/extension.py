"""A coordinator gives more time."""

from datetime import date
from typing import Annotated, Any

import typer
from sqlalchemy import select

from cli.history.references import Reference, find_reference
from cli.options import As, Key, ProgrammeCode, Reason, typed_day
from cli.output import tell, told
from config.clock import now
from models import Deadline, Review, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.gate import perform
from workflow.programme.lookup import find_person, find_programme
from workflow.reviews.settling import act_on_review
from workflow.work.parts import Part, act_on_part

app = typer.Typer()


@app.command()
def extend(
    reference: Reference,
    name: Annotated[str, typer.Argument(help="The deadline's name, as `list` shows it.")],
    until: Annotated[
        date, typer.Option(parser=typed_day, metavar="DAY", help="The new day: 2017-03-24.")
    ],
    reason: Reason,
    as_: As,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Give more time: a deadline falls on a later day, and its reminders come anew."""
    with told(), transaction() as session:
        within = find_programme(session, programme)
        subject = find_reference(session, within, reference)
        given: dict[str, Any] = {
            "actor": Actor.person(find_person(session, as_).id),
            "now": now(),
            "reason": reason,
            "facts": {"deadline": name, "until": until.isoformat()},
            "key": key,
        }
        if isinstance(subject, Review):
            act_on_review(session, subject, "extend", **given)
        elif isinstance(subject, Part):
            act_on_part(session, subject, "extend", **given)
        else:
            perform(session, subject, "extend", **given)
        due_at = session.scalars(
            select(Deadline.due_at)
            .where(Deadline.subject_id == subject.id, Deadline.name == name)
            .order_by(Deadline.id.desc())
        ).first()
        assert due_at is not None, "it was just put off"
        due = f"{due_at.astimezone(timetable_of(session, within.id).zone):%d.%m.%Y %H:%M}"
    tell(
        Text(
            en=f"{reference}: {name} is now due {due}.",
            ru=f"{reference}: срок {name} теперь {due}.",
        )
    )
