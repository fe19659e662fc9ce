from datetime import date, datetime
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.options import As, AsJson, ProgrammeCode, Reason
from cli.output import console, print_json, say, table, tell, tell_pair, told
from config.clock import now
from models import Constituency, Person, Programme, Relation, Role, RoleAssignment, Text
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.council.rules import Rules, rules_of
from workflow.gate import perform
from workflow.gate.permissions import ROLE_TITLES
from workflow.programme import council as rules
from workflow.programme.lookup import find_council, find_person, find_programme

app = typer.Typer()
Member = Annotated[str, typer.Argument(help="E-mail address of the member.")]
Since = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day of the term.")]
Until = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day of the term.")]
OFFICES = (Role.CHAIR, Role.SECRETARY, Role.EXPERT)


@app.command()
def show(programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """Show the council: its members and their terms, its rules, its rubric."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        find_council(session, within)
        seats, in_force = _seats(session, within), rules_of(session, within.id)
        relations = _relations(session, within)
    if json:
        seated = [
            {
                "name": person.name,
                "email": person.email,
                "office": seat.role,
                "constituency": title and title.ru,
                "since": seat.since.isoformat(),
                "until": seat.until and seat.until.isoformat(),
            }
            for seat, person, title in seats
        ]
        print_json({"members": seated, "rules": in_force.model_dump(mode="json")})
        return
    _print_seats(seats)
    _print_rules(in_force)
    for member, other in relations:
        tell_pair(Text(en="Declared relation", ru="Заявленная связь"), f"{member} — {other}")


@app.command()
def appoint(
    email: Member,
    constituency: Annotated[str, typer.Option(help="The constituency's code.")],
    since: Since,
    until: Until,
    as_: As,
    programme: ProgrammeCode = None,
) -> None:
    """Appoint a member of the council for a term."""
    _appoint(email, Role.EXPERT, constituency, since.date(), until.date(), as_, programme)


@app.command()
def chair(
    email: Member, since: Since, until: Until, as_: As, programme: ProgrammeCode = None
) -> None:
    """Record who was elected chair of the council."""
    _appoint(email, Role.CHAIR, None, since.date(), until.date(), as_, programme)


@app.command()
def secretary(
    email: Member, since: Since, until: Until, as_: As, programme: ProgrammeCode = None
) -> None:
    """Record who was appointed secretary of the council."""
    _appoint(email, Role.SECRETARY, None, since.date(), until.date(), as_, programme)


@app.command()
def dismiss(email: Member, reason: Reason, as_: As, programme: ProgrammeCode = None) -> None:
    """End all of a member's offices in the council."""
    with told(), transaction() as session:
        council = find_council(session, find_programme(session, programme))
        member = find_person(session, email)
        perform(
            session,
            council,
            "dismiss",
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            reason=reason,
            facts={"member": member.id},
        )
        name = member.name
    tell(Text(en=f"{name} sits on the council no more.", ru=f"{name}: выведен(а) из состава."))


@app.command()
def relation(
    other: Annotated[str, typer.Argument(help="E-mail address of the other person.")],
    reason: Reason,
    as_: As,
    member: Annotated[
        str | None, typer.Option(help="The member, where the coordinator records it.")
    ] = None,
    programme: ProgrammeCode = None,
) -> None:
    """Declare a relation that makes a conflict of interest wherever the other takes part."""
    with told(), transaction() as session:
        facts = {"other": find_person(session, other).id}
        trigger = "declare_relation"
        if member is not None:
            facts["member"], trigger = find_person(session, member).id, "record_relation"
        _on_council(session, programme, trigger, as_, reason, facts)
    tell(Text(en="The relation is on record.", ru="Связь записана."))


@app.command("withdraw-relation")
def withdraw_relation(
    member: Member,
    other: Annotated[str, typer.Argument(help="E-mail address of the other person.")],
    reason: Reason,
    as_: As,
    programme: ProgrammeCode = None,
) -> None:
    """Withdraw a declared relation."""
    with told(), transaction() as session:
        facts = {"member": find_person(session, member).id, "other": find_person(session, other).id}
        _on_council(session, programme, "withdraw_relation", as_, reason, facts)
    tell(Text(en="The relation is withdrawn.", ru="Связь снята."))


def _appoint(
    email: str,
    role: Role,
    constituency: str | None,
    since: date,
    until: date,
    as_: str,
    programme: str | None,
) -> None:
    with told(), transaction() as session:
        member = find_person(session, email)
        rules.appoint(
            session,
            find_council(session, find_programme(session, programme)),
            role,
            member.id,
            constituency=constituency,
            since=since,
            until=until,
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
        )
        name = member.name
    title = ROLE_TITLES[role]
    term = f"{since:%d.%m.%Y} – {until:%d.%m.%Y}"
    tell(Text(en=f"{name}: {title.in_('en')}, {term}.", ru=f"{name}: {title.ru}, {term}."))


def _on_council(
    session: Session,
    programme: str | None,
    trigger: str,
    as_: str,
    reason: str,
    facts: dict[str, int],
) -> None:
    perform(
        session,
        find_council(session, find_programme(session, programme)),
        trigger,
        actor=Actor.person(find_person(session, as_).id),
        now=now(),
        reason=reason,
        facts=facts,
    )


Seat = tuple[RoleAssignment, Person, Text | None]


def _seats(session: Session, programme: Programme) -> list[Seat]:
    rows = session.execute(
        select(RoleAssignment, Person, Constituency.title)
        .join(Person, Person.id == RoleAssignment.person_id)
        .outerjoin(Constituency, Constituency.id == RoleAssignment.constituency_id)
        .where(RoleAssignment.programme_id == programme.id, RoleAssignment.role.in_(OFFICES))
        .order_by(Constituency.id, Person.name)
    )
    seats = [(seat, person, title) for seat, person, title in rows]
    return sorted(seats, key=lambda seat: OFFICES.index(Role(seat[0].role)))


def _relations(session: Session, programme: Programme) -> list[tuple[str, str]]:
    standing = select(Relation).where(Relation.programme_id == programme.id, Relation.stands)
    return [
        (session.get_one(Person, r.member_id).name, session.get_one(Person, r.other_id).name)
        for r in session.scalars(standing.order_by(Relation.id))
    ]


def _print_seats(seats: list[Seat]) -> None:
    rows = table(
        Text(en="Office", ru="Должность"),
        Text(en="Name", ru="Имя"),
        Text(en="Constituency", ru="Представляет"),
        Text(en="Term", ru="Срок полномочий"),
        no_wrap=(3,),
    )
    for seat, person, constituency in seats:
        member = Text(en="member", ru="член совета")
        title = member if seat.role == Role.EXPERT else ROLE_TITLES[seat.role]
        until = f"{seat.until:%d.%m.%Y}" if seat.until else "…"
        rows.add_row(
            say(title),
            person.name,
            say(constituency) if constituency else "",
            f"{seat.since:%d.%m.%Y} – {until}",
        )
    console.print(rows)


def _print_rules(found: Rules) -> None:
    console.print()
    least, most = found.reviews_per_proposal, found.most_reviews_per_proposal
    for label, value in (
        (Text(en="Reviews of a proposal", ru="Экспертиз на заявку"), f"{least}–{most}"),
        (
            Text(en="A further expert above", ru="Ещё один эксперт при расхождении больше"),
            str(found.further_expert_above),
        ),
        (Text(en="Ranked by", ru="Рейтинг по"), say(BASES[found.ranked_by])),
        (Text(en="Quorum", ru="Кворум"), found.quorum),
    ):
        tell_pair(label, value)
    rows = table(Text(en="Criterion", ru="Критерий"), Text(en="Coefficient", ru="Коэффициент"))
    for criterion in found.rubric.criteria:
        rows.add_row(say(criterion.title), str(criterion.coefficient))
    console.print()
    console.print(rows)


BASES = {
    "raw": Text(en="plain mean", ru="простому среднему"),
    "weighted": Text(en="weighted score", ru="баллу с весами"),
    "adjusted": Text(en="score adjusted for severity", ru="баллу с поправкой на строгость"),
}
