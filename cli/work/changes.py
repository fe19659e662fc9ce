"""A group asks to change its plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text as RichText
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.deeds import state_of
from cli.initiative import Code
from cli.money.words import typed
from cli.options import As, AsJson, Key, ProgrammeCode, Reason, Viewer, typed_day
from cli.output import Exit, console, fail, print_json, say, tell, told
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from cli.work.words import new_amounts, new_days
from config.clock import now
from models import ChangeRequest, HistoryEntry, Initiative, Programme, Text
from models.database import transaction
from workflow.actor import Actor
from workflow.people.access import What
from workflow.programme.lookup import find_person, find_programme, find_subject
from workflow.work.change_requests import request_change

app = typer.Typer()
Pairs = list[str] | None


@dataclass(frozen=True)
class Asked:
    code: str
    initiative: str
    title: str
    state: str
    state_title: Text
    milestones: dict[str, Any]
    """Ordinal → the new day."""
    budget: dict[str, Any]
    """Ordinal → the new amount, in the smallest unit."""
    reason: str
    currency: str


@app.command()
def change(
    code: Code,
    reason: Reason,
    as_: As,
    milestone: Annotated[
        Pairs, typer.Option(help="NUMBER=DAY, such as 2=2017-09-01, for each that moves.")
    ] = None,
    line: Annotated[
        Pairs, typer.Option(help="NUMBER=AMOUNT, such as 1=50000, for each of the budget's lines.")
    ] = None,
    programme: ProgrammeCode = None,
    key: Key = None,
) -> None:
    """Ask to change the plan: days of milestones, or how the budget divides."""
    days = {number: typed_day(day) for number, day in _pairs(milestone, _MILESTONE).items()}
    amounts = _pairs(line, _LINE)
    with told(), transaction() as session:
        initiative = find_subject(session, find_programme(session, programme), Initiative, code)
        currency = initiative.currency
        request = request_change(
            session,
            initiative,
            milestones=days,
            budget={number: typed(given, currency).minor for number, given in amounts.items()},
            reason=reason,
            actor=Actor.person(find_person(session, as_).id),
            now=now(),
            key=key,
        )
    tell(
        Text(
            en=f"{request.code} is asked for; the coordinator answers.",
            ru=f"{request.code}: просьба подана, ответит руководитель программы.",
        )
    )


@app.command()
def changes(
    code: Annotated[str | None, typer.Argument(help="Only this initiative's.")] = None,
    state: Annotated[
        str | None, typer.Option(help="Only those in this state, such as requested.")
    ] = None,
    programme: ProgrammeCode = None,
    viewer: Viewer = None,
    json: AsJson = False,
) -> None:
    """List what groups asked to change, and what was answered."""
    with watched(What.INITIATIVE, viewer, of_programme(programme)) as (session, within):
        found = _asked(session, within, code, state)
    if json:
        print_json(as_json(found))
        return
    if not found:
        tell(Text(en="Nobody asked to change a plan.", ru="Изменить план никто не просил."))
    for asked in found:
        _print(asked)


def _asked(
    session: Session, programme: Programme, code: str | None, state: str | None
) -> Sequence[Asked]:
    ours = (
        select(ChangeRequest, HistoryEntry.reason)
        .join(HistoryEntry, HistoryEntry.subject_id == ChangeRequest.id)
        .where(ChangeRequest.programme_id == programme.id, HistoryEntry.action == "request")
    )
    if code is not None:
        initiative = find_subject(session, programme, Initiative, code)
        ours = ours.where(ChangeRequest.initiative_id == initiative.id)
    if state is not None:
        ours = ours.where(ChangeRequest.state == state)
    return [
        Asked(
            request.code,
            request.initiative.code,
            request.initiative.title,
            request.state,
            state_of(request),
            request.milestones,
            request.budget,
            reason or "",
            request.initiative.currency,
        )
        for request, reason in session.execute(
            ours.order_by(ChangeRequest.initiative_id, ChangeRequest.id)
        )
    ]


def _print(asked: Asked) -> None:
    head = f"{asked.code} {asked.title}"
    console.print(RichText.assemble((head, "bold"), f" · {say(asked.state_title)}"))
    wanted = [*new_days(asked.milestones), *new_amounts(asked.budget, asked.currency)]
    console.print(Padding(RichText("; ".join(wanted)), (0, 0, 0, 3)))
    console.print(Padding(RichText(asked.reason), (0, 0, 0, 3)), style="dim")


def _pairs(given: Pairs, example: Text) -> dict[int, str]:
    """What stands behind each NUMBER=VALUE."""
    found: dict[int, str] = {}
    for pair in given or ():
        number, equals, value = pair.partition("=")
        if not equals or not number.strip().isdecimal() or int(number) in found:
            fail(f"“{pair[:60]}”: {say(example)}", Exit.BAD_INPUT)
        found[int(number)] = value.strip()
    return found


_MILESTONE = Text(
    en="write NUMBER=DAY, such as 2=2017-09-01, once for each",
    ru="напишите НОМЕР=ДАТА, например 2=2017-09-01, по одному разу",
)
_LINE = Text(
    en="write NUMBER=AMOUNT, such as 1=50000, once for each",
    ru="напишите НОМЕР=СУММА, например 1=50000, по одному разу",
)
