from typing import Annotated

import typer

from cli.options import As, AsJson, Key, ProgrammeCode, Reason
from cli.output import console, print_json, say, table, tell, told
from config.clock import now
from models import Initiative, Person, Text
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.council import conflicts as rules
from workflow.council.grounds import GROUNDS
from workflow.council.members import members
from workflow.deadlines.timetable import timetable_of
from workflow.gate import perform
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.reviews.settling import declare_conflict

app = typer.Typer()
Code = Annotated[str, typer.Argument(help="The initiative's code, such as 15-01.")]


@app.command()
def conflicts(code: Code, programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """Show which members keep out of an initiative, and why."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        initiative = find_subject(session, within, Initiative, code)
        today = timetable_of(session, within.id).local_day(now())
        people = [seat.person_id for seat in members(session, within.id, today)]
        found = rules.conflicts(session, [initiative.id], people, today)
        lines = [
            (session.get_one(Person, person), found.get((initiative.id, person), ()))
            for person in people
        ]
    if json:
        print_json([{"email": p.email, "name": p.name, "grounds": g} for p, g in lines])
        return
    rows = table(Text(en="Member", ru="Член совета"), Text(en="Conflict", ru="Конфликт интересов"))
    for person, grounds in lines:
        rows.add_row(person.name, ", ".join(f"{say(GROUNDS[g])} ({g})" for g in grounds) or "—")
    console.print(rows)


@app.command("declare-conflict")
def declare(
    code: Code,
    reason: Reason,
    as_: As,
    member: Annotated[
        str | None, typer.Option(help="The member, where the coordinator records it.")
    ] = None,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Declare a conflict of interest: the member keeps out of this initiative from now on."""
    with told(), transaction() as session:
        named = find_person(session, member).id if member else None
        declare_conflict(
            session,
            find_subject(session, find_programme(session, programme), Initiative, code),
            "declare_conflict" if named is None else "record_conflict",
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            facts={} if named is None else {"member": named},
            key=key,
        )
    tell(Text(en="The conflict is on record.", ru="Конфликт интересов записан."))


@app.command("lift-conflict")
def lift(
    code: Code,
    member: Annotated[str, typer.Argument(help="E-mail address of the member.")],
    ground: Annotated[str, typer.Argument(help="As `council conflicts` shows it in brackets.")],
    reason: Reason,
    as_: As,
    programme: ProgrammeCode = None,
) -> None:
    """Lift a conflict of interest, with the reason why it is none."""
    with told(), transaction() as session:
        perform(
            session,
            find_subject(session, find_programme(session, programme), Initiative, code),
            "lift_conflict",
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            facts={"member": find_person(session, member).id, "ground": ground},
        )
    tell(Text(en="The conflict is lifted.", ru="Конфликт интересов снят."))
