"""Ties of the council's members, and their conflicts of interest."""

from dataclasses import dataclass
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.council.words import grounds, shown_at
from cli.initiative import Code
from cli.lists import Column, Columns, print_list, written
from cli.options import As, AsCsv, AsJson, AsXlsx, Key, ProgrammeCode, Reason, Viewer
from cli.output import console, print_json, tell, told
from cli.programmes.summary import as_json
from cli.watched import of_subject, watched
from config.clock import now
from models import Initiative, Person, Programme, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.council.conflicts import LIFTABLE, conflicts
from workflow.council.members import members
from workflow.deadlines.timetable import timetable_of
from workflow.gate import perform
from workflow.people.access import What
from workflow.programme.lookup import find_council, find_person, find_programme, find_subject
from workflow.reviews.settling import act_on_council, declare_conflict

app = typer.Typer()
Member = Annotated[
    str | None,
    typer.Option(help="E-mail address of the member, where the coordinator writes it down."),
]
Other = Annotated[str, typer.Argument(help="E-mail address of the person they are tied to.")]
MemberEmail = Annotated[str, typer.Argument(help="E-mail address of the member.")]


@dataclass(frozen=True)
class MemberShown:
    """A member, and why they keep out of an initiative, if so."""

    name: str
    email: str
    constituency: Text
    grounds: tuple[str, ...]


COLUMNS: Columns[MemberShown] = (
    Column(Text(en="Member", ru="Член совета"), lambda line: line.name),
    Column(Text(en="Represents", ru="Представляет"), lambda line: line.constituency),
    Column(
        Text(en="Keeps out because", ru="Не участвует, потому что"),
        lambda line: grounds(line.grounds) or None,
    ),
    Column(
        Text(en="To lift it, name", ru="Чтобы снять, укажите"),
        lambda line: ", ".join(ground for ground in line.grounds if ground in LIFTABLE),
        one_line=True,
    ),
)


@app.command()
def relation(
    other: Other,
    as_: As,
    reason: Reason,
    member: Member = None,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Declare a tie to somebody: the member keeps out of all that this person takes part in."""
    with told(), transaction() as session:
        council = find_council(session, find_programme(session, programme))
        facts = {"other": find_person(session, other).id}
        if member is not None:
            facts["member"] = find_person(session, member).id
        act_on_council(
            session,
            council,
            "declare_relation" if member is None else "record_relation",
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            facts=facts,
            key=key,
        )
        names = find_person(session, member or as_).name, find_person(session, other).name
    tell(
        Text(
            en=f"On record: {' is tied to '.join(names)}.",
            ru=f"Связь записана: {' — '.join(names)}.",
        )
    )


@app.command("withdraw-relation")
def withdraw_relation(
    member: MemberEmail,
    other: Other,
    as_: As,
    reason: Reason,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Withdraw a declared tie."""
    with told(), transaction() as session:
        council = find_council(session, find_programme(session, programme))
        people = find_person(session, member), find_person(session, other)
        act_on_council(
            session,
            council,
            "withdraw_relation",
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            facts={"member": people[0].id, "other": people[1].id},
            key=key,
        )
    names = " — ".join(person.name for person in people)
    tell(Text(en=f"No longer a tie: {names}.", ru=f"Связь снята: {names}."))


@app.command("conflicts")
def conflicts_(
    code: Code,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """Who of the council keeps out of an initiative, and why."""
    asked = of_subject(programme, Initiative, code)
    with watched(What.CONFLICTS, viewer, asked) as (session, initiative):
        found = _shown(session, find_programme(session, programme), initiative)
    name = Text(en=f"Conflicts in {code}", ru=f"Конфликты по {code}")
    if written(name, COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json(as_json(found))
        return
    console.print(f"{initiative.code} {initiative.title}", style="bold")
    print_list(COLUMNS, found)


@app.command("declare-conflict")
def declare(
    code: Code,
    as_: As,
    reason: Reason,
    member: Member = None,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Declare a conflict of interest: a review that the member holds passes to another."""
    with told(), transaction() as session:
        initiative = find_subject(session, find_programme(session, programme), Initiative, code)
        declare_conflict(
            session,
            initiative,
            "declare_conflict" if member is None else "record_conflict",
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            facts={} if member is None else {"member": find_person(session, member).id},
            key=key,
        )
        name = find_person(session, member or as_).name
    tell(
        Text(
            en=f"On record: {name} keeps out of {code}.",
            ru=f"Записано: {name} не участвует в решении по {code}.",
        )
    )


@app.command("lift-conflict")
def lift(
    code: Code,
    member: MemberEmail,
    ground: Annotated[str, typer.Argument(help="Its name, as “council conflicts” says it.")],
    as_: As,
    reason: Reason,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Lift a member's conflict of interest in an initiative."""
    with told(), transaction() as session:
        person = find_person(session, member)
        perform(
            session,
            find_subject(session, find_programme(session, programme), Initiative, code),
            "lift_conflict",
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            facts={"member": person.id, "ground": ground},
            key=key,
        )
    why, name = grounds([ground]), person.name
    tell(
        Text(
            en=f"Lifted for {name} in {code}: {why}.",
            ru=f"Снято для {name} по {code}: {why}.",
        )
    )


def _shown(session: Session, programme: Programme, initiative: Initiative) -> list[MemberShown]:
    today = timetable_of(session, programme.id).local_day(shown_at(session, programme))
    sides = {constituency.code: constituency.title for constituency in programme.constituencies}
    seats = {seat.person_id: seat for seat in members(session, programme.id, today)}
    found = conflicts(session, [initiative.id], seats, today)
    people = select(Person).where(Person.id.in_(seats)).order_by(Person.name)
    return [
        MemberShown(
            person.name,
            person.email,
            sides[seats[person.id].constituency],
            found.get((initiative.id, person.id), ()),
        )
        for person in session.scalars(people)
    ]
