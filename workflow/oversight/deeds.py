"""What stands out in the histories: overrides, what was done by hand, on behalf of others, late."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from json import loads
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectin_polymorphic, selectinload

from models import (
    AgendaItem,
    ChangeRequest,
    District,
    Expense,
    HistoryEntry,
    Programme,
    Remark,
    Review,
    Subject,
    Text,
    Tranche,
)
from workflow.council.conflicts import initiative_of
from workflow.deadlines.awaited import about
from workflow.deadlines.timetable import timetable_of
from workflow.lifecycles.machine import runner
from workflow.oversight.people import People, Who

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Deed:
    """What a person did that stands out. Moments are on the clock where the programme is."""

    at: datetime
    reference: str
    about: Text
    """What it was done to, with the title of its initiative."""
    action: Text
    remark: str | None
    by: Who
    behalf: Who | None
    reason: str | None
    """Without the names of residents."""
    was_due: datetime | None = None
    """When it fell before, where more time was given."""
    due: datetime | None = None


@dataclass(frozen=True)
class Outage:
    """Hours in which the clock took no step that was due."""

    since: datetime
    until: datetime
    steps: int
    """How many came late."""

    @property
    def hours(self) -> int:
        return int((self.until - self.since).total_seconds() // 3600)


def deeds(
    session: Session, programme: Programme, span: Span, people: People
) -> tuple[Sequence[Deed], Sequence[Deed]]:
    """What set something aside or was done by hand, and what was done on behalf of others, each
    in order of time."""
    settled = HistoryEntry.remark.in_((Remark.OVERRIDDEN, Remark.BY_HAND))
    standing_out = _entries(session, programme, span, settled)
    lent = _entries(session, programme, span, HistoryEntry.on_behalf_of_id.is_not(None))
    subjects = _subjects(session, [*standing_out, *lent])
    told = _Teller(session, programme, people, subjects)
    return told(standing_out), told(lent)


def outages(session: Session, programme: Programme, span: Span) -> Sequence[Outage]:
    """From when until when the clock stood still, as its late steps show."""
    zone = timetable_of(session, programme.id).zone
    late = _entries(session, programme, span, HistoryEntry.remark == Remark.LATE)
    waited = sorted(
        (entry.at - timedelta(hours=loads(entry.facts)["hours_late"]), entry.at) for entry in late
    )
    found: list[Outage] = []
    for since, until in waited:
        if found and since <= found[-1].until:
            last = found.pop()
            found.append(Outage(last.since, max(last.until, until), last.steps + 1))
        else:
            found.append(Outage(since, until, 1))
    return [
        Outage(each.since.astimezone(zone), each.until.astimezone(zone), each.steps)
        for each in found
    ]


def _entries(
    session: Session, programme: Programme, span: Span, which: ColumnElement[bool]
) -> Sequence[HistoryEntry]:
    since, until = span
    return session.scalars(
        select(HistoryEntry)
        .where(
            HistoryEntry.programme_id == programme.id,
            HistoryEntry.at >= since,
            HistoryEntry.at < until,
            which,
        )
        .order_by(HistoryEntry.at, HistoryEntry.id)
    ).all()


def _subjects(session: Session, entries: Sequence[HistoryEntry]) -> Mapping[int, Subject]:
    kinds = (Review, AgendaItem, Tranche, Expense, ChangeRequest)
    wanted = (
        select(Subject)
        .where(Subject.id.in_({entry.subject_id for entry in entries}))
        .options(
            selectin_polymorphic(Subject, Subject.__subclasses__()),
            *(selectinload(kind.initiative) for kind in kinds),
        )
    )
    return {subject.id: subject for subject in session.scalars(wanted)}


class _Teller:
    """Tells of entries; what all of them need is asked for once."""

    def __init__(
        self,
        session: Session,
        programme: Programme,
        people: People,
        subjects: Mapping[int, Subject],
    ) -> None:
        self.people, self.subjects = people, subjects
        self.zone = timetable_of(session, programme.id).zone
        ours = select(District.id, District.title).where(District.programme_id == programme.id)
        self.districts: dict[int | None, Text] = {
            key: title for key, title in session.execute(ours)
        }
        self.initiatives = {
            subject.id: initiative.id
            for subject in subjects.values()
            if (initiative := initiative_of(subject)) is not None
        }

    def __call__(self, entries: Sequence[HistoryEntry]) -> Sequence[Deed]:
        reasons = self.people.cleaned(
            {entry.id: entry.reason for entry in entries if entry.reason},
            {
                entry.id: self.initiatives[entry.subject_id]
                for entry in entries
                if entry.subject_id in self.initiatives
            },
        )
        return [*self._told(entries, reasons)]

    def _told(self, entries: Sequence[HistoryEntry], reasons: Mapping[int, str]) -> Iterator[Deed]:
        for entry in entries:
            subject = self.subjects[entry.subject_id]
            facts = loads(entry.facts)
            move = runner(subject.lifecycle_version).lifecycle.moves.get(
                (entry.from_state, entry.action)
            )
            yield Deed(
                entry.at.astimezone(self.zone),
                subject.reference,
                about(subject, self.districts.get(subject.district_id)),
                move.title if move else Text(ru=entry.action),
                entry.remark,
                self.people.who(entry.actor_id),
                self.people.who(entry.on_behalf_of_id) if entry.on_behalf_of_id else None,
                reasons.get(entry.id),
                self._moment(facts, "was_due"),
                self._moment(facts, "due"),
            )

    def _moment(self, facts: Mapping[str, Any], name: str) -> datetime | None:
        told = facts.get(name)
        return datetime.fromisoformat(told).astimezone(self.zone) if told else None
