"""What a meeting looks like: who is there, what is asked, how it stands, what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import typer
from rich.padding import Padding
from rich.text import Text as RichText
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.council.words import CHOICES, listed
from cli.lists import Column, Columns, print_list, written
from cli.meeting.items import SITTING, ItemShown, items_of
from cli.meeting.room import Code
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer
from cli.output import console, print_json, say, tell, tell_pair, told
from cli.programmes.summary import as_json
from cli.watched import of_subject, watched
from config.clock import now
from config.settings import settings
from models import Choice, District, Meeting, Money, Person, Programme, Text
from models.database import reading
from papers.minutes.wording import MOTIONS
from workflow.council.ballot import room
from workflow.council.capacity import capacity
from workflow.council.quorum import Quorum
from workflow.deadlines.timetable import timetable_of
from workflow.lifecycles.machine import runner
from workflow.meetings.minutes import minutes_of
from workflow.meetings.record import Ballot
from workflow.people.access import What
from workflow.programme.lookup import find_programme

app = typer.Typer()


@dataclass(frozen=True)
class Attendance:
    present: Sequence[str]
    absent: Sequence[str]
    eligible: int
    needed: int


@dataclass(frozen=True)
class Left:
    """Slots and money as they now are; what is decided but not announced counts as given."""

    slots: Sequence[tuple[Text, int, int]]
    """District, used, of all."""
    money: Money


@dataclass(frozen=True)
class Listed:
    code: str
    held_at: datetime
    place: str
    state: Text
    items: int


COLUMNS: Columns[Listed] = (
    Column(Text(en="Code", ru="Код"), lambda line: line.code, one_line=True),
    Column(Text(en="Held", ru="Когда"), lambda line: line.held_at, one_line=True),
    Column(Text(en="Place", ru="Где"), lambda line: line.place),
    Column(Text(en="State", ru="Состояние"), lambda line: line.state),
    Column(Text(en="Items", ru="Вопросов"), lambda line: line.items),
)


@app.command("list")
def list_(
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the meetings."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        zone = timetable_of(session, within.id).zone
        found = [
            Listed(m.code, m.held_at.astimezone(zone), m.place, _state(m), len(m.items))
            for m in session.scalars(
                select(Meeting).where(Meeting.programme_id == within.id).order_by(Meeting.held_at)
            )
        ]
    if written(Text(en="Meetings", ru="Заседания"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json([as_json(line) | {"held_at": line.held_at.isoformat()} for line in found])
        return
    if not found:
        tell(Text(en="No meeting is convened yet.", ru="Заседаний пока не созывали."))
        return
    print_list(COLUMNS, found)


@app.command()
def show(
    code: Code, programme: ProgrammeCode = None, viewer: Viewer = None, json: AsJson = False
) -> None:
    """Show a meeting: who is there, each item with quorum and votes, what is left to give."""
    asked = of_subject(programme, Meeting, code)
    with watched(What.MEETING, viewer, asked) as (session, meeting):
        within = find_programme(session, programme)
        times = timetable_of(session, within.id)
        items = items_of(session, meeting, times.local_day(now()))
        attendance = _attendance(session, meeting, times.local_day(now()))
        left = _left(session, within, items)
        state, held_at = _state(meeting), meeting.held_at.astimezone(times.zone)
    if json:
        head = {"code": code, "state": meeting.state, "held_at": held_at.isoformat()}
        shown = {"place": meeting.place, "attendance": attendance, "items": items, "left": left}
        print_json(head | {name: as_json(value) for name, value in shown.items()})
        return
    console.print(f"{code} · {say(state)}", style="bold")
    console.print(f"{_moment(held_at)} · {meeting.place}")
    if attendance:
        _print_attendance(attendance)
    for item in items:
        _print_item(item)
    if meeting.state in SITTING:
        _print_left(left)


def _state(meeting: Meeting) -> Text:
    return runner(meeting.lifecycle_version).lifecycle.states[meeting.state].title


def _moment(at: datetime) -> str:
    return f"{at:%d.%m.%Y %H:%M}"


def _attendance(session: Session, meeting: Meeting, today: date) -> Attendance | None:
    """Who is in the room; of a closed meeting, who came."""
    if meeting.state == "cancelled":
        return None
    if meeting.state not in SITTING:
        minutes = minutes_of(session, meeting)
        members = [(a.name, a.present) for a in minutes.attendees if a.constituency]
        quorum = Quorum(minutes.eligible, minutes.needed, minutes.present, ())
    else:
        here = room(session, meeting, today)
        people = {seat.person_id: seat.person_id in here.present for seat in here.seats}
        found = session.scalars(select(Person).where(Person.id.in_(people)).order_by(Person.name))
        members, quorum = [(person.name, people[person.id]) for person in found], here.quorum()
    return Attendance(
        [name for name, present in members if present],
        [name for name, present in members if not present],
        quorum.eligible,
        quorum.needed,
    )


def _left(session: Session, programme: Programme, items: Sequence[ItemShown]) -> Left:
    """For the districts on the agenda."""
    free, asked = capacity(session, programme), {item.record.district for item in items}
    districts = select(District).where(District.programme_id == programme.id).order_by(District.id)
    slots = [
        (district.title, free.used.get(district.id, 0), free.slots)
        for district in session.scalars(districts)
        if district.title in asked
    ]
    return Left(slots, free.money)


def _print_attendance(found: Attendance) -> None:
    tell_pair(Text(en="Present", ru="Присутствуют"), listed(found.present))
    tell_pair(Text(en="Absent", ru="Отсутствуют"), listed(found.absent))
    needed, of = found.needed, found.eligible
    quorum = Text(en=f"{needed} of {of} are needed", ru=f"нужно {needed} из {of}")
    tell_pair(Text(en="Quorum", ru="Кворум"), say(quorum))


def _print_item(item: ItemShown) -> None:
    record = item.record
    head = f"\n{record.number}. {record.code} {record.title}"
    console.print(RichText.assemble((head, "bold"), f" · {say(item.state_title)}"))
    for line in _about(item):
        console.print(Padding(RichText(line), (0, 0, 0, 3)), style="dim")
    for line in _course(item):
        console.print(Padding(RichText(line), (0, 0, 0, 3)))


def _about(item: ItemShown) -> Iterator[str]:
    record = item.record
    asked = record.request.in_(settings().language)
    rank = say(Text(en=f"rank {record.rank}", ru=f"место в рейтинге: {record.rank}"))
    yield f"{say(record.district)} · {asked} · {rank}"
    for name, grounds in record.recused:
        because = ", ".join(say(ground) for ground in grounds)
        yield say(Text(en=f"Recused: {name} ({because})", ru=f"Не участвует: {name} ({because})"))
    if item.state in ("waiting", "voting") or record.ballots:
        here, needed, of = record.present, record.needed, record.eligible
        yield say(
            Text(
                en=f"Quorum: {here} present, {needed} of {of} needed",
                ru=f"Кворум: присутствует {here}, нужно {needed} из {of}",
            )
        )


def _course(item: ItemShown) -> Iterator[str]:
    """The votes in their order, the decision, and what is left after it."""
    record = item.record
    for ballot in record.ballots:
        yield _closed(ballot)
    if item.motion:
        yield f"{say(MOTIONS[item.motion]).capitalize()}: {_votes(item)}"
    if record.decision:
        decided = say(MOTIONS[record.decision])
        yield say(Text(en=f"Decided: {decided}", ru=f"Решено: {decided}"))
        if record.reason:
            yield record.reason
    if record.decision and record.slots and record.money_left:
        (used, of), money = record.slots, record.money_left.in_(settings().language)
        yield say(
            Text(
                en=f"After this: {used} of {of} slots of the district are used, {money} is left",
                ru=f"После этого: занято мест округа {used} из {of}, осталось {money}",
            )
        )


def _closed(ballot: Ballot) -> str:
    votes = {
        Choice.FOR: ballot.in_favour,
        Choice.AGAINST: ballot.against,
        Choice.ABSTAIN: ballot.abstained,
    }
    counted = ", ".join(f"{say(CHOICES[choice])} {len(who)}" for choice, who in votes.items())
    ended = Text(en="adopted", ru="принято") if ballot.carried else _DEFEATED
    how = say(_CASTING) if ballot.casting else ""
    return f"{say(MOTIONS[ballot.motion]).capitalize()}: {counted} — {say(ended)}{how}"


def _votes(item: ItemShown) -> str:
    """An open vote, by name."""
    parts = [
        f"{say(title)} — {', '.join(names)}"
        for choice, title in CHOICES.items()
        if (names := sorted(who for who, vote in item.votes.items() if vote == choice))
    ]
    if item.not_voted:
        waiting = ", ".join(item.not_voted)
        parts.append(say(Text(en=f"not yet: {waiting}", ru=f"ещё нет: {waiting}")))
    return "; ".join(parts)


def _print_left(left: Left) -> None:
    console.print()
    slots = "; ".join(f"{say(title)} — {used} / {of}" for title, used, of in left.slots)
    tell_pair(Text(en="Slots used now", ru="Сейчас занято мест"), slots)
    money = left.money.in_(settings().language)
    tell_pair(Text(en="Money free now", ru="Сейчас свободно денег"), money)


_DEFEATED = Text(en="defeated", ru="не принято")
_CASTING = Text(en=", by the chair's casting vote", ru=", решил голос председателя")
