from dataclasses import dataclass
from typing import Annotated, Any

import typer
from rich.text import Text as RichText
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.lists import Column, Columns, print_list, written
from cli.options import As, AsCsv, AsJson, AsXlsx, Key, ProgrammeCode, Viewer
from cli.output import Exit, console, fail, print_json, say, tell, tell_pair, told
from cli.programmes.summary import as_json
from cli.watched import of_subject, watched
from config.clock import now
from config.settings import settings
from models import Deadline, District, Initiative, Money, Text
from models.database import reading, transaction
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.gate import perform, possibilities
from workflow.lifecycles.document import FactKind
from workflow.lifecycles.machine import runner
from workflow.people.access import What
from workflow.programme.lookup import find_person, find_programme, find_subject

app = typer.Typer(help="Initiatives.", no_args_is_help=True)
Code = Annotated[str, typer.Argument(help="The initiative's code, such as 15-01.")]


@dataclass(frozen=True)
class Listed:
    initiative: Initiative
    district: District


COLUMNS: Columns[Listed] = (
    Column(Text(en="Code", ru="Код"), lambda line: line.initiative.code, one_line=True),
    Column(Text(en="Initiative", ru="Инициатива"), lambda line: line.initiative.title),
    Column(Text(en="District", ru="Округ"), lambda line: line.district.title, only_in="file"),
    Column(Text(en="State", ru="Этап"), lambda line: _state(line.initiative)),
    Column(
        Text(en="Asked for", ru="Запрошено"), lambda line: line.initiative.request, one_line=True
    ),
    Column(Text(en="Awarded", ru="Выделено"), lambda line: line.initiative.award, only_in="file"),
)


@app.command("list")
def list_(
    programme: ProgrammeCode = None,
    district: Annotated[str | None, typer.Option(help="Only this district's code.")] = None,
    state: Annotated[str | None, typer.Option(help="Only this state's name.")] = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the initiatives."""
    with told(), reading() as session:
        ours = select(Initiative, District).join(District, District.id == Initiative.district_id)
        ours = ours.where(Initiative.programme_id == find_programme(session, programme).id)
        if district is not None:
            ours = ours.where(District.code == district)
        if state is not None:
            ours = ours.where(Initiative.state == state)
        lines = [Listed(*row) for row in session.execute(ours.order_by(Initiative.code)).tuples()]
        if written(Text(en="Initiatives", ru="Инициативы"), COLUMNS, lines, csv, xlsx):
            return
        if json:
            print_json([_line(line.initiative, line.district) for line in lines])
        else:
            print_list(COLUMNS, lines)


@app.command()
def show(
    code: Code, programme: ProgrammeCode = None, viewer: Viewer = None, json: AsJson = False
) -> None:
    """Show one initiative: where it stands, who is in it, what is due."""
    asked = of_subject(programme, Initiative, code)
    with watched(What.INITIATIVE, viewer, asked) as (session, initiative):
        district = session.get_one(District, initiative.district_id)
        shown = _line(initiative, district) | {
            "state_title": as_json(_state(initiative)),
            "summary": initiative.summary,
            "leader": initiative.leader.name,
            "group": [person.name for person in initiative.group],
            "addresses": [problem.text.ru for problem in initiative.addresses],
            "due": _due(session, initiative),
        }
        if json:
            print_json(shown)
            return
        language = settings().language
        console.print(f"{initiative.code} {initiative.title}", style="bold")
        console.print(f"{say(_state(initiative))} · {say(district.title)}")
        console.print(f"\n{initiative.summary}\n")
        rows = [
            (Text(en="Leader", ru="Лидер"), initiative.leader.name),
            (Text(en="Group", ru="Группа"), ", ".join(p.name for p in initiative.group)),
            (
                Text(en="Addresses", ru="Решает"),
                "; ".join(say(problem.text) for problem in initiative.addresses) or "—",
            ),
            (Text(en="Asked for", ru="Запрошено"), initiative.request.in_(language)),
            (
                Text(en="Awarded", ru="Выделено"),
                initiative.award.in_(language) if initiative.award else "—",
            ),
            (Text(en="Due", ru="Срок"), ", ".join(shown["due"].values()) or "—"),
            (Text(en="Version", ru="Версия"), str(initiative.version)),
        ]
        for label, value in rows:
            tell_pair(label, value)


@app.command()
def actions(code: Code, as_: As, programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """What a person can do with an initiative now, and why not the rest."""
    with told(), reading() as session:
        initiative = _find(session, programme, code)
        actor = Actor.person(find_person(session, as_).id)
        found = possibilities(session, initiative, actor=actor, now=now())
        state = _state(initiative)
    if json:
        print_json(as_json(found))
        return
    if not found:
        tell(
            Text(
                en=f"“{state.in_('en')}”: its way is over, nothing more can be done.",
                ru=f"«{state.in_('ru')}»: путь завершён, действий больше нет.",
            )
        )
    for possible in found:
        mark = ("✗", "red") if possible.blockers else ("✓", "green")
        needs = [say(Text(en="reason", ru="причина"))] if possible.reason_required else []
        needs += [f"{name} ({kind})" for name, kind in possible.facts.items()]
        wants = f" + {', '.join(needs)}" if needs else ""
        named = f" {possible.trigger} — {say(possible.title)}"
        console.print(RichText.assemble(mark, named, (wants, "dim")))
        for blocker in possible.blockers:
            console.print(f"    {say(blocker.text)}", style="dim")


@app.command()
def advance(
    code: Code,
    action: Annotated[str, typer.Argument(help="The action, such as submit.")],
    as_: As,
    programme: ProgrammeCode = None,
    on_behalf_of: Annotated[str | None, typer.Option(help="E-mail address of that person.")] = None,
    reason: Annotated[str | None, typer.Option(help="Goes into the history.")] = None,
    fact: Annotated[
        list[str] | None, typer.Option(help="NAME=VALUE, for each that the action needs.")
    ] = None,
    version: Annotated[
        int | None, typer.Option(help="The version you saw; refused if it has changed since.")
    ] = None,
    key: Key = None,
    json: AsJson = False,
) -> None:
    """Take an action on an initiative, as a person and on the record."""
    with told(), transaction() as session:
        initiative = _find(session, programme, code)
        kinds = {
            name: kind
            for transition in runner(initiative.lifecycle_version).lifecycle.transitions
            if transition.trigger == action
            for name, kind in transition.facts.items()
        }
        behalf = find_person(session, on_behalf_of).id if on_behalf_of else None
        move = perform(
            session,
            initiative,
            action,
            actor=Actor.person(find_person(session, as_).id, on_behalf_of=behalf),
            now=now(),
            reason=reason,
            facts=dict(_fact(session, given, kinds, initiative.currency) for given in fact or ()),
            expected_version=version,
            key=key,
        )
        state = _state(initiative)
    if json:
        print_json(as_json(move))
        return
    console.print(f"{code}: {say(state)}")


def _find(session: Session, programme: str | None, code: str) -> Initiative:
    return find_subject(session, find_programme(session, programme), Initiative, code)


def _line(initiative: Initiative, district: District) -> dict[str, Any]:
    return {
        "code": initiative.code,
        "title": initiative.title,
        "district": district.code,
        "state": initiative.state,
        "requested": initiative.requested,
        "awarded": initiative.awarded,
        "currency": initiative.currency,
        "version": initiative.version,
    }


def _state(initiative: Initiative) -> Text:
    return runner(initiative.lifecycle_version).lifecycle.states[initiative.state].title


def _due(session: Session, initiative: Initiative) -> dict[str, str]:
    zone = timetable_of(session, initiative.programme_id).zone
    return {
        deadline.name: deadline.due_at.astimezone(zone).strftime("%d.%m.%Y %H:%M")
        for deadline in session.scalars(
            select(Deadline).where(
                Deadline.subject_id == initiative.id, Deadline.closed_at.is_(None)
            )
        )
    }


def _fact(
    session: Session, given: str, kinds: dict[str, FactKind], currency: str
) -> tuple[str, Any]:
    """What stands behind NAME=VALUE: an amount in roubles, a number, a person by address."""
    name, equals, value = given.partition("=")
    if not equals:
        fail(f"“{given[:60]}”: write --fact NAME=VALUE", Exit.BAD_INPUT)
    kind = kinds.get(name)
    try:
        if kind == "money":
            return name, Money.parse(value, currency).minor
        if kind == "number":
            return name, int(value)
    except ValueError as error:
        fail(f"{name}: {error}", Exit.BAD_INPUT)
    return name, find_person(session, value).id if kind == "person" else value
