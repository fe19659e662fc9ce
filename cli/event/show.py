"""What was planned and held, who was there, what they say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.council.words import NOTHING, listed, number, share
from cli.event.days import days
from cli.event.plan import Code
from cli.lists import Column, Columns, print_list, written
from cli.options import AsCsv, AsJson, AsXlsx, ProgrammeCode, Viewer
from cli.output import console, print_json, say, tell, tell_pair, told
from cli.programmes.summary import as_json
from cli.watched import of_programme, watched
from models import District, EventState, ProgrammeEvent, Text
from models.database import reading
from workflow.life.events import find_event
from workflow.life.feedback import TOO_FEW, Summary, summary
from workflow.life.titles import AUDIENCES, EVENT_KINDS, EVENT_STATES
from workflow.life.turnout import turnouts
from workflow.people.access import What
from workflow.programme.lookup import find_programme

app = typer.Typer()
WHOLE_PROGRAMME = Text(en="the whole programme", ru="вся программа")


@dataclass(frozen=True)
class EventLine:
    code: str
    kind: str
    title: str
    district: Text | None
    starts_on: date
    ends_on: date
    place: str
    state: str
    reason: str | None
    people: int
    sample: bool


@dataclass(frozen=True)
class EventShown:
    event: EventLine
    participants: Sequence[str]
    unnamed: Mapping[str, int]
    feedback: Summary


COLUMNS: Columns[EventLine] = (
    Column(Text(en="Code", ru="Код"), lambda line: line.code, one_line=True),
    Column(
        Text(en="Days", ru="Дни"),
        lambda line: days(line.starts_on, line.ends_on),
        only_in="terminal",
    ),
    Column(Text(en="From", ru="С"), lambda line: line.starts_on, only_in="file"),
    Column(Text(en="To", ru="По"), lambda line: line.ends_on, only_in="file"),
    Column(Text(en="Event", ru="Мероприятие"), lambda line: line.title),
    Column(Text(en="Kind", ru="Вид"), lambda line: EVENT_KINDS[line.kind], only_in="file"),
    Column(Text(en="District", ru="Округ"), lambda line: line.district, only_in="file"),
    Column(Text(en="State", ru="Состояние"), lambda line: EVENT_STATES[line.state], one_line=True),
    Column(
        Text(en="People", ru="Людей"),
        lambda line: line.people if line.state == EventState.HELD else None,
    ),
)


@app.command("list")
def list_(
    programme: ProgrammeCode = None,
    csv: AsCsv = None,
    xlsx: AsXlsx = None,
    json: AsJson = False,
) -> None:
    """List the events by their days."""
    with told(), reading() as session:
        within = find_programme(session, programme)
        ours = select(ProgrammeEvent).where(ProgrammeEvent.programme_id == within.id)
        by_day = ours.order_by(ProgrammeEvent.starts_on, ProgrammeEvent.code)
        found = _lines(session, session.scalars(by_day).all())
    if written(Text(en="Events", ru="Мероприятия"), COLUMNS, found, csv, xlsx):
        return
    if json:
        print_json(as_json(found))
        return
    if not found:
        tell(Text(en="No event is planned yet.", ru="Мероприятий пока нет."))
        return
    print_list(COLUMNS, found)


@app.command()
def show(
    code: Code, programme: ProgrammeCode = None, viewer: Viewer = None, json: AsJson = False
) -> None:
    """Show an event: who was there, what they say of it."""
    with watched(What.EVENT, viewer, of_programme(programme)) as (session, within):
        event = find_event(session, within, code)
        shown = EventShown(
            _lines(session, [event])[0],
            [person.name for person in event.participants],
            {heads.audience: heads.number for heads in event.headcounts},
            summary(session, event),
        )
    if json:
        print_json(as_json(shown))
    else:
        _print(shown)


def _lines(session: Session, events: Sequence[ProgrammeEvent]) -> list[EventLine]:
    came = turnouts(session, [event.id for event in events])
    places = {event.district_id for event in events}
    named = select(District.id, District.title).where(District.id.in_(places))
    districts = {district: title for district, title in session.execute(named)}
    return [
        EventLine(
            event.code,
            event.kind,
            event.title,
            districts[event.district_id] if event.district_id else None,
            event.starts_on,
            event.ends_on,
            event.place,
            event.state,
            event.reason,
            came[event.id].people,
            event.is_sample,
        )
        for event in events
    ]


def _print(shown: EventShown) -> None:
    event = shown.event
    console.print(f"{event.code} {event.title}", style="bold")
    heads = (f"{say(AUDIENCES[who])} {number}" for who, number in shown.unnamed.items())
    state = say(EVENT_STATES[event.state]) + (f": {event.reason}" if event.reason else "")
    rows = [
        (Text(en="Kind", ru="Вид"), say(EVENT_KINDS[event.kind])),
        (Text(en="State", ru="Состояние"), state),
        (Text(en="Days", ru="Дни"), days(event.starts_on, event.ends_on)),
        (Text(en="Place", ru="Место"), event.place or NOTHING),
        (Text(en="For", ru="Для кого"), say(event.district or WHOLE_PROGRAMME)),
        (Text(en="By name", ru="По именам"), listed(shown.participants)),
        (Text(en="More", ru="Ещё"), listed(heads)),
        (Text(en="Feedback", ru="Отзывы"), _told(shown.feedback)),
    ]
    for label, value in rows:
        tell_pair(label, value)
    for comment in shown.feedback.comments:
        console.print(f"  «{comment}»", soft_wrap=True)


def _told(feedback: Summary) -> str:
    if not feedback.forms:
        return NOTHING
    few = say(TOO_FEW)
    if feedback.usefulness is None or feedback.recommend is None:
        return f"{feedback.forms}, {few}"
    useful, recommend = number(feedback.usefulness, "0.0"), share(feedback.recommend)
    positive = few if feedback.positive is None else share(feedback.positive)
    return say(
        Text(
            en=f"{feedback.forms}; usefulness {useful} of 5; would recommend {recommend}; "
            f"positive experience: {positive}",
            ru=f"{feedback.forms}; полезность {useful} из 5; советуют другим {recommend}; "
            f"позитивный опыт: {positive}",
        )
    )
