"""What the council is: its members in office, its rules, the ties they declared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from json import loads

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.council.words import NOTHING, day, listed, number, shown_at
from cli.options import AsJson, ProgrammeCode, Viewer
from cli.output import console, print_json, say, table, tell, tell_pair
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from models import (
    Constituency,
    Council,
    HistoryEntry,
    Person,
    Programme,
    Relation,
    Role,
    RoleAssignment,
    Text,
)
from workflow.council.members import members, officer
from workflow.council.rules import Basis, Rules, rules_of
from workflow.deadlines.timetable import timetable_of
from workflow.people.access import What
from workflow.programme.lookup import find_council

app = typer.Typer()
BASES: Mapping[Basis, Text] = {
    "raw": Text(en="plain mean of the scores", ru="простое среднее оценок"),
    "weighted": Text(en="mean weighted by the coefficients", ru="среднее с учётом коэффициентов"),
    "adjusted": Text(
        en="weighted mean without the experts' severity",
        ru="среднее с коэффициентами без учёта строгости экспертов",
    ),
}


@dataclass(frozen=True)
class Seated:
    """Somebody in office."""

    name: str
    email: str
    constituency: Text | None
    since: date
    until: date | None


@dataclass(frozen=True)
class Tie:
    """A relation that a member declared and that stands."""

    member: str
    other: str
    reason: str | None


@dataclass(frozen=True)
class CouncilShown:
    on: date
    members: list[Seated]
    """By constituency."""
    chair: Seated | None
    secretary: Seated | None
    relations: list[Tie]


@app.command()
def show(programme: ProgrammeCode = None, viewer: Viewer = None, json: AsJson = False) -> None:
    """Who sits on the council, by which rules it works, which ties its members declared."""
    with watched(What.COUNCIL, viewer, of_programme(programme)) as (session, within):
        found = _shown(session, within)
        rules = rules_of(session, within.id)
        titles = {constituency.code: constituency.title for constituency in within.constituencies}
    if json:
        print_json(as_json(found) | {"rules": rules.model_dump(mode="json", exclude_none=True)})
        return
    _print_seats(found)
    _print_rules(rules, titles)
    _print_rubric(rules)
    _print_ties(found.relations)


def _shown(session: Session, programme: Programme) -> CouncilShown:
    on = timetable_of(session, programme.id).local_day(shown_at(session, programme))
    council = find_council(session, programme)
    seats = [seat.person_id for seat in members(session, programme.id, on)]
    offices = session.execute(
        select(RoleAssignment, Person, Constituency)
        .join(Person, Person.id == RoleAssignment.person_id)
        .outerjoin(Constituency, Constituency.id == RoleAssignment.constituency_id)
        .where(RoleAssignment.programme_id == programme.id)
        .order_by(Constituency.id, Person.name)
    ).all()

    def seated(role: Role, people: list[int | None]) -> list[Seated]:
        return [
            Seated(who.name, who.email, side.title if side else None, held.since, held.until)
            for held, who, side in offices
            if held.role == role and who.id in people
        ]

    heads = [
        seated(role, [officer(session, programme.id, role, on)])
        for role in (Role.CHAIR, Role.SECRETARY)
    ]
    chair_, secretary_ = (next(iter(found), None) for found in heads)
    return CouncilShown(
        on, seated(Role.EXPERT, [*seats]), chair_, secretary_, _ties(session, council)
    )


def _ties(session: Session, council: Council) -> list[Tie]:
    standing = session.scalars(
        select(Relation).where(Relation.programme_id == council.programme_id, Relation.stands)
    ).all()
    declared = session.scalars(
        select(HistoryEntry)
        .where(
            HistoryEntry.subject_id == council.id,
            HistoryEntry.action.in_(("declare_relation", "record_relation")),
        )
        .order_by(HistoryEntry.sequence)
    )
    reasons = {
        (facts["member"], facts["other"]): entry.reason
        for entry in declared
        for facts in [loads(entry.facts)]
    }
    ids = {person for tie in standing for person in (tie.member_id, tie.other_id)}
    names = {p.id: p.name for p in session.scalars(select(Person).where(Person.id.in_(ids)))}
    ties = [
        Tie(names[r.member_id], names[r.other_id], reasons.get((r.member_id, r.other_id)))
        for r in standing
    ]
    return sorted(ties, key=lambda tie: (tie.member, tie.other))


def _print_seats(found: CouncilShown) -> None:
    on = day(found.on)
    tell(Text(en=f"Expert council on {on}", ru=f"Экспертный совет на {on}"), style="bold")
    for label, holder in (
        (Text(en="Chair", ru="Председатель"), found.chair),
        (Text(en="Secretary", ru="Секретарь"), found.secretary),
    ):
        tell_pair(label, f"{holder.name}, {_term(holder)}" if holder else NOTHING)
    rows = table(
        Text(en="Represents", ru="Представляет"),
        Text(en="Member", ru="Член совета"),
        Text(en="Term", ru="Срок"),
        no_wrap=(2,),
    )
    for member in found.members:
        side = say(member.constituency) if member.constituency else NOTHING
        rows.add_row(side, member.name, _term(member))
    console.print()
    console.print(rows)


def _term(held: Seated) -> str:
    return f"{day(held.since)} – {day(held.until) if held.until else '…'}"


def _print_rules(rules: Rules, titles: Mapping[str, Text]) -> None:
    tell(Text(en="\nRules", ru="\nПравила"), style="bold")
    least, most = rules.reviews_per_proposal, rules.most_reviews_per_proposal
    points = number(float(rules.further_expert_above), "0.##")
    sides = listed(say(titles[code]) for code in rules.constituencies_at_quorum)
    share, limit = rules.quorum, rules.most_reviews_per_expert
    for label, value in (
        (
            Text(en="Reviews of a proposal", ru="Экспертиз на заявку"),
            Text(en=f"{least} at least, {most} at most", ru=f"от {least} до {most}"),
        ),
        (
            Text(en="Reviews for an expert", ru="Экспертиз на эксперта"),
            Text(en="no limit", ru="без предела")
            if limit is None
            else Text(en=f"{limit} at most", ru=f"не больше {limit}"),
        ),
        (
            Text(en="One more expert is asked", ru="Ещё один эксперт"),
            Text(
                en=f"where totals lie more than {points} points apart",
                ru=f"если итоги расходятся, в баллах больше чем на {points}",
            ),
        ),
        (Text(en="Ranked by", ru="Основа рейтинга"), BASES[rules.ranked_by]),
        (
            Text(en="Quorum", ru="Кворум"),
            Text(en=f"{share} of those who may decide", ru=f"{share} тех, кто вправе решать"),
        ),
        (Text(en="Always represented", ru="Обязательно представлены"), Text(ru=sides)),
    ):
        tell_pair(label, say(value))


def _print_rubric(rules: Rules) -> None:
    rubric = rules.rubric
    low, high, least = rubric.lowest, rubric.highest, rubric.justification_at_least
    tell(Text(en="\nWhat is judged", ru="\nКритерии"), style="bold")
    rows = table(
        Text(en="Criterion", ru="Критерий"), Text(en="Coefficient", ru="Коэффициент"), no_wrap=(1,)
    )
    for criterion in rubric.criteria:
        rows.add_row(say(criterion.title), str(criterion.coefficient))
    console.print(rows)
    tell(
        Text(
            en=f"Each is scored from {low} to {high} and justified in at least {least} characters.",
            ru=f"По каждому — оценка от {low} до {high} и обоснование не короче {least} знаков.",
        ),
        style="dim",
    )


def _print_ties(ties: list[Tie]) -> None:
    tell(Text(en="\nDeclared relations", ru="\nЗаявленные связи"), style="bold")
    for tie in ties:
        why = f": {tie.reason}" if tie.reason else ""
        console.print(f"{tie.member} — {tie.other}{why}")
    if not ties:
        tell(Text(en="None.", ru="Нет."))
