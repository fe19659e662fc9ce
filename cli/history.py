from datetime import datetime, tzinfo
from json import loads
from typing import Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text as RichText
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from cli.facts import facts_line
from cli.options import AsJson, ProgrammeCode
from cli.output import Exit, console, fail, print_json, say, told
from cli.programmes.summary import as_json, print_verification
from models import (
    AgendaItem,
    ChangeRequest,
    Council,
    Enrolment,
    Expense,
    Fund,
    HistoryEntry,
    Initiative,
    Meeting,
    MonitoringRound,
    Programme,
    Review,
    Subject,
    Text,
    Tranche,
)
from models.database import reading
from workflow.deadlines.timetable import timetable_of
from workflow.history.verify import verify as verify_history
from workflow.lifecycles.document import Transition
from workflow.lifecycles.machine import runner
from workflow.programme.lookup import find_programme, find_subject

app = typer.Typer(help="Histories.", no_args_is_help=True)

MOMENT = "%d.%m.%Y %H:%M"
KINDS: dict[str, type[Subject]] = {
    kind.__tablename__: kind
    for kind in (
        *(Initiative, Enrolment, MonitoringRound, Council, Review, Meeting, AgendaItem),
        *(Fund, Tranche, Expense, ChangeRequest),
    )
}
Reference = Annotated[
    str,
    typer.Argument(
        help="15-01 for an initiative; enrolment/15, monitoring_round/baseline, review/15-01.1, "
        "meeting/2017-04-04, agenda_item/2017-04-04.1, council/council, fund/fund, "
        "tranche/15-01.1, expense/15-01.e1, change_request/15-01.c1."
    ),
]


@app.command()
def show(reference: Reference, programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """Show everything that happened to one initiative, review, meeting or the like."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        subject = find_reference(session, within, reference)
        entries = session.scalars(
            select(HistoryEntry)
            .where(HistoryEntry.subject_id == subject.id)
            .options(joinedload(HistoryEntry.actor), joinedload(HistoryEntry.on_behalf_of))
            .order_by(HistoryEntry.sequence)
        ).all()
        lifecycle, zone = (
            runner(subject.lifecycle_version).lifecycle,
            timetable_of(session, within.id).zone,
        )
        if json:
            print_json([_plain(entry) for entry in entries])
            return
        console.print(subject.reference, style="bold")
        for entry in entries:
            transition = lifecycle.moves[entry.from_state, entry.action]
            action = say(transition.title)
            became = say(lifecycle.states[entry.to_state].title)
            when = entry.at.astimezone(zone).strftime(MOMENT)
            console.print(
                RichText.assemble(
                    f"{entry.sequence:>3}  {when}  ", (f"{action} → {became}", "bold")
                )
            )
            for line in (
                _who(entry),
                entry.reason,
                _facts(session, within, entry, transition, zone),
            ):
                if line:
                    console.print(Padding(line, (0, 0, 0, 5)), style="dim")


@app.command()
def verify(
    reference: Annotated[
        str | None, typer.Argument(help="One history only; all of them if not given.")
    ] = None,
    programme: ProgrammeCode = None,
    json: AsJson = False,
) -> None:
    """Check that no history was changed, cut short, reordered or invented."""
    with told(), reading() as session:
        only = None
        if reference is not None:
            only = find_reference(session, find_programme(session, programme), reference).id
        result = verify_history(session, only)
    if json:
        print_json(as_json(result) | {"sound": result.sound})
    else:
        print_verification(result)
    if not result.sound:
        raise typer.Exit(Exit.REFUSED)


def find_reference(session: Session, programme: Programme, reference: str) -> Subject:
    kind, slash, code = reference.rpartition("/")
    if slash and kind not in KINDS:
        fail(f"“{kind[:40]}” has no history; known: {', '.join(KINDS)}", Exit.BAD_INPUT)
    return find_subject(session, programme, KINDS.get(kind, Initiative), code)


def _who(entry: HistoryEntry) -> str:
    if entry.actor is None and "/" in (entry.flow or ""):
        return say(Text(en=f"follows from {entry.flow}", ru=f"вслед за {entry.flow}"))
    if entry.actor is None:
        return say(Text(en=f"by the clock: {entry.flow}", ru=f"по календарю: {entry.flow}"))
    if entry.on_behalf_of is None:
        return entry.actor.name
    behalf = entry.on_behalf_of.name
    return say(
        Text(
            en=f"{entry.actor.name} on behalf of {behalf}",
            ru=f"{entry.actor.name} от имени: {behalf}",
        )
    )


def _facts(
    session: Session,
    programme: Programme,
    entry: HistoryEntry,
    transition: Transition,
    zone: tzinfo,
) -> str:
    facts = loads(entry.facts)
    if "due_at" in facts:
        due = datetime.fromisoformat(facts["due_at"]).astimezone(zone).strftime(MOMENT)
        late = facts["hours_late"]
        return say(
            Text(
                en=f"was due {due}" + (f", {late} h before this" if late else ""),
                ru=f"срок был {due}" + (f", за {late} ч до этого" if late else ""),
            )
        )
    return facts_line(session, programme, transition, facts)


def _plain(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "action": entry.action,
        "from_state": entry.from_state,
        "to_state": entry.to_state,
        "actor": entry.actor.email if entry.actor else None,
        "flow": entry.flow,
        "on_behalf_of": entry.on_behalf_of.email if entry.on_behalf_of else None,
        "at": entry.at.isoformat(),
        "reason": entry.reason,
        "facts": loads(entry.facts),
        "lifecycle": entry.lifecycle_hash,
        "previous": entry.previous_hash,
        "hash": entry.hash,
    }
