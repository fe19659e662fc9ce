"""A meeting is convened, opened and closed; people come and go."""

from datetime import datetime
from typing import Annotated

import typer

from cli.options import As, Key, ProgrammeCode, Reason
from cli.output import console, say, tell, told
from config.clock import now
from models import Meeting, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.council.ballot import room
from workflow.deadlines.timetable import timetable_of
from workflow.gate import perform
from workflow.lifecycles.machine import runner
from workflow.meetings import agenda
from workflow.programme.lookup import find_person, find_programme, find_subject

app = typer.Typer()
Code = Annotated[str, typer.Argument(help="The meeting's code: its day, such as 2017-04-04.")]
Members = Annotated[list[str], typer.Argument(help="E-mail addresses of members.")]
Moment = Annotated[
    datetime,
    typer.Option("--at", formats=["%Y-%m-%d %H:%M"], help="Day and time where the programme is."),
]


@app.command()
def convene(
    at: Moment,
    place: Annotated[str, typer.Option(help="Where.")],
    as_: As,
    only: Annotated[
        list[str] | None, typer.Option(help="Only these initiatives; all that wait if not given.")
    ] = None,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Convene the council; the agenda comes from the ranking."""
    with told(), transaction() as session:
        within = find_programme(session, programme)
        times = timetable_of(session, within.id)
        meeting = agenda.convene(
            session,
            within,
            held_at=times.at(at.date(), at.time()),
            place=place,
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            only=only or None,
            key=key,
        )
        code, items = meeting.code, len(meeting.items)
    tell(
        Text(
            en=f"Meeting {code} is convened; items on the agenda: {items}.",
            ru=f"Заседание {code} созвано; вопросов в повестке: {items}.",
        )
    )


@app.command()
def present(
    code: Code, members: Members, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Mark members as present."""
    _mark(code, "mark_present", members, as_, programme, key)


@app.command()
def absent(
    code: Code, members: Members, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Mark members as having left."""
    _mark(code, "mark_absent", members, as_, programme, key)


@app.command("open")
def open_(code: Code, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Open the meeting; it needs a quorum."""
    act(code, "open", as_, None, programme, key)


@app.command()
def close(code: Code, as_: As, programme: ProgrammeCode = None, key: Key = None) -> None:
    """Close the meeting; what was not decided is postponed."""
    act(code, "close", as_, None, programme, key)


@app.command()
def cancel(
    code: Code, reason: Reason, as_: As, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Cancel a meeting that was not opened."""
    act(code, "cancel", as_, reason, programme, key)


def act(
    code: str,
    trigger: str,
    as_: str,
    reason: str | None,
    programme: str | None,
    key: str | None,
    facts: dict[str, str] | None = None,
) -> None:
    """Take an action on a meeting and say where it stands."""
    with told(), transaction() as session:
        meeting = find_subject(session, find_programme(session, programme), Meeting, code)
        perform(
            session,
            meeting,
            trigger,
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            facts=facts,
            key=key,
        )
        state = runner(meeting.lifecycle_version).lifecycle.states[meeting.state].title
    console.print(f"{code}: {say(state)}")


def _mark(
    code: str,
    trigger: str,
    members: list[str],
    as_: str,
    programme: str | None,
    key: str | None,
) -> None:
    with told(), transaction() as session:
        meeting = find_subject(session, find_programme(session, programme), Meeting, code)
        actor, moment = Actor.person(find_person(session, as_).id), now()
        for person in [find_person(session, email) for email in members]:
            perform(
                session,
                meeting,
                trigger,
                actor=actor,
                now=moment,
                facts={"member": person.id},
                key=f"{key}.{person.id}" if key else None,
            )
        here = room(session, meeting, timetable_of(session, meeting.programme_id).local_day(moment))
        found = here.quorum()
    tell(
        Text(
            en=f"{code}: {found.present} present, {found.needed} of {found.eligible} needed.",
            ru=f"{code}: присутствует {found.present}, нужно {found.needed} из {found.eligible}.",
        )
    )
