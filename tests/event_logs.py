"""Event logs of the small competition, made and read back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from lxml import etree
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models import HistoryEntry, Initiative, Programme, Subject
from models.gate.subject import GENESIS
from papers.event_log.ocel import Types, write_ocel
from papers.event_log.ocel import Written as WrittenOcel
from papers.event_log.xes import Written as WrittenXes
from papers.event_log.xes import write_xes
from tests.make import Competition
from workflow.deadlines.timetable import timetable_of
from workflow.event_log.further import names
from workflow.event_log.logged import Telling
from workflow.event_log.objects import object_types, objects
from workflow.event_log.pseudonyms import Pseudonyms
from workflow.event_log.scope import Scope
from workflow.event_log.touched import event_types, touching
from workflow.event_log.traces import traces
from workflow.meetings.decisions import announce

KNOWN = Pseudonyms(b"a key that the tests know")
TELLING = Telling("en", KNOWN)
REASON = "Причина, о которой журнал молчит"


class Nowhere(BytesIO):
    """Counts what is written, and keeps nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    def write(self, given: Any) -> int:
        self.size += len(given)
        return len(given)


@dataclass
class Case:
    """A trace as a tool sees it."""

    attributes: dict[str, Any]
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.attributes["concept:name"])

    def told(self, *keys: str) -> list[tuple[Any, ...]]:
        return [tuple(event.get(key) for key in keys) for event in self.events]

    def of(self, name: str) -> dict[str, Any]:
        """The only event with this name."""
        (found,) = (event for event in self.events if event["concept:name"] == name)
        return found


def scope_of(session: Session, programme: Programme, **given: Any) -> Scope:
    return Scope(programme, timetable_of(session, programme.id), **given)


def put_xes(
    file: BytesIO, session: Session, scope: Scope, telling: Telling = TELLING
) -> WrittenXes:
    return write_xes(file, traces(session, scope, telling), scope, telling)


def put_ocel(
    file: BytesIO, session: Session, scope: Scope, telling: Telling = TELLING
) -> WrittenOcel:
    further = names(session, scope.programme, telling)
    types = Types(event_types(session, scope), object_types(telling), further)
    happened = touching(session, scope, telling)
    return write_ocel(file, types, objects(session, scope, telling), happened)


def xes(competition: Competition, telling: Telling = TELLING, **given: Any) -> bytes:
    file = BytesIO()
    scope = scope_of(competition.session, competition.programme, **given)
    put_xes(file, competition.session, scope, telling)
    return file.getvalue()


def ocel(competition: Competition, telling: Telling = TELLING, **given: Any) -> Any:
    file = BytesIO()
    scope = scope_of(competition.session, competition.programme, **given)
    put_ocel(file, competition.session, scope, telling)
    return json.loads(file.getvalue())


def cases(written: bytes) -> dict[str, Case]:
    """Name → trace."""
    log = etree.fromstring(written)
    found = [
        Case(_attributes(trace), [_attributes(event) for event in trace.iterchildren("event")])
        for trace in log.iterchildren("trace")
    ]
    assert len({case.name for case in found}) == len(found)
    return {case.name: case for case in found}


def _attributes(element: Any) -> dict[str, Any]:
    kinds: Mapping[str, Any] = {"int": int, "date": datetime.fromisoformat, "string": str}
    told = [child for child in element if child.tag in kinds]
    assert len({child.get("key") for child in told}) == len(told), "a key comes twice"
    return {child.get("key"): kinds[child.tag](child.get("value")) for child in told}


def logged(competition: Competition, **given: Any) -> dict[str, Case]:
    return cases(xes(competition, **given))


def lived(competition: Competition) -> None:
    """One initiative came to its end, one is on the reserve list, one was taken back; one is late
    with its revision."""
    completed = competition.initiative("1-01")
    competition.later(hours=1)
    competition.act(completed, "submit", "leader")
    competition.later(days=1)
    first, second = competition.reviews(completed)
    competition.later(days=1)
    competition.submit(first, benefit=4)
    competition.later(minutes=30)
    competition.submit(second, benefit=6)
    competition.later(days=1)
    meeting = competition.convened(completed)
    (item,) = meeting.items
    competition.vote(item, second="against")
    competition.close_vote(item, REASON)
    competition.later(hours=1)
    minutes = dict.fromkeys(("ru_pdf", "ru_docx", "en_pdf", "en_docx"), "0" * 64)
    for trigger, name, facts in (
        ("close", "chair", {}),
        ("draw_up", "secretary", minutes),
        ("sign", "chair", minutes),
    ):
        competition.act(meeting, trigger, name, facts=facts)
    coordinator = competition.actor("coordinator")
    announce(competition.session, meeting, actor=coordinator, now=competition.now)
    competition.later(days=1)
    competition.paid(completed)
    competition.later(days=2)
    told = {"news": "Новости двора", "link": "https://example.org/n"}
    competition.act(completed, "note_progress", "leader", facts=told)
    expense = competition.expense(completed, 10_000_00)
    competition.later(hours=1)
    competition.on_part(expense, "accept", "treasurer")
    competition.at("reserve", "1-02")
    withdrawn = competition.at("expert_review", "1-03")
    competition.act(withdrawn, "withdraw", "leader", reason=REASON)


def grow(
    session: Session, programme: Programme, initiatives: int, each: int, first: int = 1_000_000
) -> None:
    """So many more initiatives, each with as many entries; in the log they are like any other."""
    ours = Initiative.programme_id == programme.id
    like = session.scalars(select(Initiative).where(ours, Initiative.code == "1-01")).one()
    entry = session.scalars(
        select(HistoryEntry).where(HistoryEntry.subject_id == like.id).limit(1)
    ).one()
    shared = {c.key: getattr(entry, c.key) for c in HistoryEntry.__table__.columns if c.key != "id"}
    own = {c.key: getattr(like, c.key) for c in Subject.__table__.columns}
    ids = range(first, first + initiatives)
    about = {c.key: getattr(like, c.key) for c in Initiative.__table__.columns}
    for some in _by(ids, 500):
        numbered = [own | {"id": n, "code": f"g-{n}", "version": each} for n in some]
        session.execute(insert(Subject.__table__), numbered)  # type: ignore[arg-type]
        session.execute(insert(Initiative.__table__), [about | {"id": n} for n in some])  # type: ignore[arg-type]
        session.execute(
            insert(HistoryEntry.__table__),  # type: ignore[arg-type]
            [
                shared
                | {
                    "subject_id": n,
                    "sequence": place,
                    "action": "propose" if place == 1 else "revise",
                    "from_state": "new" if place == 1 else "proposal",
                    "to_state": "proposal",
                    "at": entry.at + timedelta(minutes=n - first, seconds=place),
                    "previous_hash": GENESIS,
                }
                for n in some
                for place in range(1, each + 1)
            ],
        )


def _by(numbers: range, size: int) -> list[range]:
    return [numbers[at : at + size] for at in range(0, len(numbers), size)]


def local(competition: Competition, days: int = 0) -> date:
    """The day where the programme is, so many days from the competition's present."""
    times = timetable_of(competition.session, competition.programme.id)
    return times.local_day(competition.now) + timedelta(days=days)
