from typing import Annotated

import typer

from cli.options import As, Key, On, ProgrammeCode, Reason
from cli.output import tell, told
from config.clock import now
from models import Text
from models.database import transaction
from workflow.actor import Actor
from workflow.people.consents import give as give_consent
from workflow.people.consents import withdraw as withdraw_consent
from workflow.programme.lookup import find_person, find_programme

app = typer.Typer()
Email = Annotated[str, typer.Argument(help="E-mail address of the person whose consent it is.")]


@app.command()
def give(
    email: Email,
    on: On,
    document: Annotated[
        str, typer.Option(help="What it was given by: the number of a form, where it is kept.")
    ],
    as_: As,
    key: Key = None,
    programme: ProgrammeCode = None,
) -> None:
    """Record a consent; the same again changes nothing."""
    with told(), transaction() as session:
        person = find_person(session, email)
        give_consent(
            session,
            find_programme(session, programme),
            person,
            given_on=on,
            document=document,
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            key=key,
        )
        words = Text(
            en=f"On record as consent/{person.id}: {person.name}, {on:%d.%m.%Y}.",
            ru=f"Записано как consent/{person.id}: {person.name}, {on:%d.%m.%Y}.",
        )
    tell(words)


@app.command()
def withdraw(
    email: Email,
    as_: As,
    reason: Reason | None = None,
    key: Key = None,
    programme: ProgrammeCode = None,
) -> None:
    """Record that somebody takes their consent back: within 30 days their data is erased."""
    with told(), transaction() as session:
        person = find_person(session, email)
        withdraw_consent(
            session,
            find_programme(session, programme),
            person,
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            key=key,
        )
        name, number = person.name, person.id
    tell(
        Text(
            en=f"Withdrawn: {name} (consent/{number}). What erasing would change: “vmeste person "
            f"erase {email} --preview”.",
            ru=f"Согласие отозвано: {name} (consent/{number}). Что изменит удаление: «vmeste "
            f"person erase {email} --preview».",
        )
    )
