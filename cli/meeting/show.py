from dataclasses import dataclass
from datetime import date

import typer
from rich.padding import Padding
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.meeting.room import Code
from cli.options import AsJson, ProgrammeCode
from cli.output import console, print_json, say, table, tell, tell_pair, told
from cli.summary import as_json
from config.clock import now
from config.settings import settings
from models import AgendaItem, District, Meeting, Money, Motion, Person, Programme, Text
from models.database import reading
from papers.wording import MOTIONS
from workflow.council.ballot import Ballot, ballot_on, room
from workflow.council.capacity import capacity
from workflow.council.grounds import GROUNDS
from workflow.council.members import members
from workflow.deadlines.timetable import timetable_of
from workflow.lifecycles.machine import runner
from workflow.programme.lookup import find_programme, find_subject

app = typer.Typer()


@dataclass(frozen=True)
class RunningLine:
    """What is left of slots and money, with what is decided and not announced."""

    slots: list[tuple[Text, int, int]]
    """District, used, of all."""
    left: Money


@app.command("list")
def list_(programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """List the meetings."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        zone = timetable_of(session, within.id).zone
        found = [
            (m.code, m.held_at.astimezone(zone), m.place, _state(m), len(m.items))
            for m in session.scalars(
                select(Meeting).where(Meeting.programme_id == within.id).order_by(Meeting.held_at)
            )
        ]
    if json:
        print_json(
            [
                {"code": c, "held_at": at.isoformat(), "place": p, "state": as_json(s), "items": n}
                for c, at, p, s, n in found
            ]
        )
        return
    rows = table(
        Text(en="Code", ru="Код"),
        Text(en="Held", ru="Когда"),
        Text(en="Place", ru="Где"),
        Text(en="State", ru="Этап"),
        Text(en="Items", ru="Вопросов"),
        no_wrap=(0, 1),
    )
    for code, at, place, state, items in found:
        rows.add_row(code, f"{at:%d.%m.%Y %H:%M}", place, say(state), str(items))
    console.print(rows)


@app.command()
def show(code: Code, programme: ProgrammeCode = None, json: AsJson = False) -> None:
    """Show a meeting: who is there, the quorum of each item, votes, and what is left."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        meeting = find_subject(session, within, Meeting, code)
        times = timetable_of(session, within.id)
        # A meeting that is over is shown with the council of its day.
        over = meeting.state not in ("convened", "open")
        day = times.local_day(meeting.held_at if over else now())
        ballots = [(item, ballot_on(session, item, day)) for item in meeting.items]
        line = _running_line(session, within)
        if json:
            print_json(
                {
                    "code": code,
                    "state": meeting.state,
                    "items": [_plain(item, ballot) for item, ballot in ballots],
                    "running_line": as_json(line),
                }
            )
            return
        held = f"{meeting.held_at.astimezone(times.zone):%d.%m.%Y %H:%M}"
        console.print(f"{code} · {say(_state(meeting))}", style="bold")
        console.print(f"{held} · {meeting.place}")
        _print_room(session, meeting, day)
        for item, ballot in ballots:
            _print_item(item, ballot)
    _print_running_line(line)


def _state(subject: Meeting | AgendaItem) -> Text:
    return runner(subject.lifecycle_version).lifecycle.states[subject.state].title


def _running_line(session: Session, programme: Programme) -> RunningLine:
    free = capacity(session, programme)
    districts = session.scalars(
        select(District).where(District.programme_id == programme.id).order_by(District.id)
    )
    return RunningLine(
        [(d.title, free.used.get(d.id, 0), free.slots) for d in districts], free.money
    )


def _print_room(session: Session, meeting: Meeting, day: date) -> None:
    here = room(session, meeting, day)
    found = here.quorum()
    names = {
        seat.person_id: session.get_one(Person, seat.person_id).name
        for seat in members(session, meeting.programme_id, day)
    }
    for label, people in (
        (Text(en="Present", ru="Присутствуют"), [n for p, n in names.items() if p in here.present]),
        (
            Text(en="Absent", ru="Отсутствуют"),
            [n for p, n in names.items() if p not in here.present],
        ),
    ):
        tell_pair(label, ", ".join(people) or "—")
    tell_pair(
        Text(en="Quorum", ru="Кворум"),
        say(
            Text(
                en=f"{found.present} present, {found.needed} of {found.eligible} needed",
                ru=f"присутствует {found.present}, нужно {found.needed} из {found.eligible}",
            )
        ),
    )


def _print_item(item: AgendaItem, ballot: Ballot) -> None:
    initiative = item.initiative
    asked = initiative.request.in_(settings().language)
    console.print(f"\n{item.ordinal}. {initiative.code} {initiative.title} · {asked}", style="bold")
    lines = [say(_state(item)) + (f": {say(MOTIONS[Motion(item.motion)])}" if item.motion else "")]
    if ballot.recused:
        told_of = "; ".join(
            f"{ballot.names[who]} ({', '.join(say(GROUNDS[g]) for g in grounds)})"
            for who, grounds in ballot.recused.items()
        )
        lines.append(say(Text(en=f"recused: {told_of}", ru=f"самоотвод: {told_of}")))
    found, counted = ballot.quorum, ballot.tally
    lines.append(
        say(
            Text(
                en=f"quorum: {found.present} present, {found.needed} of {found.eligible} needed",
                ru=f"кворум: есть {found.present}, нужно {found.needed} из {found.eligible}",
            )
        )
    )
    if item.motion:
        lines.append(
            say(
                Text(
                    en=f"for {counted.in_favour}, against {counted.against}, "
                    f"abstained {counted.abstained}",
                    ru=f"за {counted.in_favour}, против {counted.against}, "
                    f"воздержались {counted.abstained}",
                )
            )
        )
    for line in lines:
        console.print(Padding(line, (0, 0, 0, 3)), style="dim")


def _print_running_line(line: RunningLine) -> None:
    slots = " · ".join(f"{say(title)} {used}/{of}" for title, used, of in line.slots)
    left = line.left.in_(settings().language)
    console.print()
    tell(Text(en=f"Slots used: {slots}", ru=f"Занято мест: {slots}"))
    tell(Text(en=f"Money left: {left}", ru=f"Осталось денег: {left}"))


def _plain(item: AgendaItem, ballot: Ballot) -> dict[str, object]:
    found, counted = ballot.quorum, ballot.tally
    return {
        "code": item.code,
        "initiative": item.initiative.code,
        "rank": item.rank,
        "state": item.state,
        "motion": item.motion,
        "recused": {ballot.names[who]: grounds for who, grounds in ballot.recused.items()},
        "quorum": as_json(found) | {"reached": found.reached},
        "votes": as_json(counted),
    }
