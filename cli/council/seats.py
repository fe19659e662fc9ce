"""Offices in the council are given and ended."""

from datetime import date
from typing import Annotated, Any

import typer

from cli.council.words import day
from cli.options import As, Key, ProgrammeCode, Reason
from cli.output import tell, told
from config.clock import now
from models import Role, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.programme.council import APPOINTMENTS
from workflow.programme.lookup import find_council, find_person, find_programme
from workflow.reviews.settling import act_on_council

app = typer.Typer()
Email = Annotated[str, typer.Argument(help="E-mail address of that person.")]
Since = Annotated[
    str | None, typer.Option(help="First day of the term, such as 2026-03-24; today if not given.")
]
Until = Annotated[str | None, typer.Option(help="Last day; the programme's last day if not given.")]
_APPOINTED = {
    Role.EXPERT: Text(en="member of the council", ru="член совета"),
    Role.CHAIR: Text(en="chair of the council", ru="председатель совета"),
    Role.SECRETARY: Text(en="secretary of the council", ru="секретарь совета"),
}


@app.command()
def appoint(
    email: Email,
    constituency: Annotated[str, typer.Option(help="Code of the side that they represent.")],
    as_: As,
    since: Since = None,
    until: Until = None,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Appoint a member of the council for a term."""
    _give(Role.EXPERT, email, as_, programme, since, until, key, constituency=constituency)


@app.command()
def chair(
    email: Email,
    as_: As,
    since: Since = None,
    until: Until = None,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Record the chair whom the council elected; the former one's term ends the day before."""
    _give(Role.CHAIR, email, as_, programme, since, until, key)


@app.command()
def secretary(
    email: Email,
    as_: As,
    since: Since = None,
    until: Until = None,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Appoint the secretary, who need not be a member; the former one's term ends before."""
    _give(Role.SECRETARY, email, as_, programme, since, until, key)


@app.command()
def dismiss(
    email: Email, as_: As, reason: Reason, programme: ProgrammeCode = None, key: Key = None
) -> None:
    """Dismiss somebody from every office in the council, at once."""
    with told(), transaction() as session:
        council = find_council(session, find_programme(session, programme))
        person = find_person(session, email)
        act_on_council(
            session,
            council,
            "dismiss",
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            facts={"member": person.id},
            key=key,
        )
    tell(
        Text(
            en=f"{person.name} is no longer on the council.",
            ru=f"Больше не в совете: {person.name}.",
        )
    )


def _give(
    role: Role,
    email: str,
    as_: str,
    code: str | None,
    since: str | None,
    until: str | None,
    key: str | None,
    **facts: Any,
) -> None:
    with told(), transaction() as session:
        programme = find_programme(session, code)
        today = timetable_of(session, programme.id).local_day(now())
        term = {
            "since": since or today.isoformat(),
            "until": until or programme.ends_on.isoformat(),
        }
        person = find_person(session, email)
        act_on_council(
            session,
            find_council(session, programme),
            APPOINTMENTS[role],
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            facts={"member": person.id} | term | facts,
            key=key,
        )
        first, last = (day(date.fromisoformat(term[end])) for end in ("since", "until"))
    office = _APPOINTED[role]
    tell(
        Text(
            en=f"{person.name}: {office.en} from {first} to {last}.",
            ru=f"{person.name}: {office.ru} с {first} по {last}.",
        )
    )
