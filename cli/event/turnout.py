"""Who was at an event."""

from typing import Annotated

import typer

from cli.event.plan import Code
from cli.options import As, ProgrammeCode
from cli.output import Exit, fail, say, tell, told
from config.clock import now
from models import Audience, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.life.events import find_event
from workflow.life.turnout import record_turnout
from workflow.programme.lookup import find_person, find_programme

app = typer.Typer()


@app.command()
def attend(
    code: Code,
    as_: As,
    emails: Annotated[
        list[str] | None, typer.Argument(help="E-mail addresses of people who were there.")
    ] = None,
    unnamed: Annotated[
        list[str] | None,
        typer.Option(help="How many more, such as residents=12; 0 takes a number back."),
    ] = None,
    not_there: Annotated[
        list[str] | None, typer.Option(help="E-mail address of somebody recorded by mistake.")
    ] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Record who was at an event that was held: people by name, and the number of others."""
    heads = dict(map(_heads, unnamed or ()))
    with told(), transaction() as session:
        came = record_turnout(
            session,
            find_event(session, find_programme(session, programme), code),
            people=[find_person(session, email) for email in emails or ()],
            not_there=[find_person(session, email) for email in not_there or ()],
            unnamed=heads,
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
        )
    tell(
        Text(
            en=f"At {code}: {came.known} by name, {came.unnamed} more.",
            ru=f"На {code}: по именам — {came.known}, ещё — {came.unnamed}.",
        )
    )


def _heads(written: str) -> tuple[Audience, int]:
    name, _, number = written.partition("=")
    if name in set(Audience) and number.isascii() and number.isdecimal():
        return Audience(name), int(number)
    known = ", ".join(Audience)
    words = Text(
        en=f"--unnamed: write residents=12; known: {known}",
        ru=f"--unnamed: напишите residents=12; есть: {known}",
    )
    fail(say(words), Exit.BAD_INPUT)
