"""Events are planned, and recorded as held or cancelled."""

from datetime import date
from typing import Annotated

import typer

from cli.event.days import days
from cli.options import As, ProgrammeCode, typed_day
from cli.output import tell, told
from config.clock import now
from models import EventKind, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.life.events import EventPlan, cancel_event, find_event, hold_event, plan_event
from workflow.programme.lookup import find_district, find_person, find_programme

app = typer.Typer()
Code = Annotated[str, typer.Argument(help="The event's code, such as seminar-15.")]


@app.command()
def plan(
    code: Code,
    title: Annotated[str, typer.Option(help="What it is called.")],
    kind: Annotated[EventKind, typer.Option(help="What it is.")],
    from_: Annotated[
        date, typer.Option("--from", parser=typed_day, metavar="DAY", help="Its first day.")
    ],
    place: Annotated[str, typer.Option(help="Where it is held.")],
    as_: As,
    to: Annotated[
        date | None,
        typer.Option(parser=typed_day, metavar="DAY", help="Its last day; the first if not given."),
    ] = None,
    district: Annotated[
        str | None, typer.Option(help="Code of its district; the whole programme's if not given.")
    ] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Put an event on the list; the same again changes nothing."""
    with told(), transaction() as session:
        within = find_programme(session, programme)
        event = plan_event(
            session,
            within,
            EventPlan(
                code,
                kind,
                title,
                from_,
                to or from_,
                place,
                find_district(session, within, district) if district else None,
            ),
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
        )
        when = days(event.starts_on, event.ends_on)
    tell(
        Text(
            en=f"On the list: {event.code}, {event.title}, {when}.",
            ru=f"В плане: {event.code}, {event.title}, {when}.",
        )
    )


@app.command()
def hold(code: Code, as_: As, programme: ProgrammeCode = None) -> None:
    """Record that an event was held, from its last day on; only then does it count."""
    with told(), transaction() as session:
        event = find_event(session, find_programme(session, programme), code)
        actor = Actor.person(find_person(session, as_).id)
        hold_event(session, event, actor=actor, now=now())
    tell(
        Text(
            en=f"{code} was held. Who was there: vmeste event attend {code} EMAIL… --as {as_}",
            ru=f"{code}: проведено. Кто был: vmeste event attend {code} EMAIL… --as {as_}",
        )
    )


@app.command()
def cancel(
    code: Code,
    as_: As,
    reason: Annotated[str, typer.Option(help="Why it does not take place.")],
    programme: ProgrammeCode = None,
) -> None:
    """Record that an event does not take place, or was marked as held by mistake."""
    with told(), transaction() as session:
        event = find_event(session, find_programme(session, programme), code)
        actor = Actor.person(find_person(session, as_).id)
        cancel_event(session, event, reason=reason, actor=actor, now=now())
    tell(
        Text(
            en=f"{code} is cancelled: {event.reason}",
            ru=f"{code}: отменено, {event.reason}",
        )
    )
