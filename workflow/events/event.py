from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from models import District, HistoryEntry, LifecycleVersion, Programme, Subject, Text
from workflow.lifecycles.document import Lifecycle, Transition
from workflow.lifecycles.machine import runner
from workflow.programme.lookup import lifecycle_of


@dataclass(frozen=True)
class Event:
    """A history entry as other systems hear of it: of no person, of no reason and no facts."""

    subject_id: int
    name: str
    kind: str
    code: str
    programme: str
    """Its code."""
    district: str | None
    """Its code; none where it concerns the whole programme."""
    action: str
    from_state: str
    to_state: str
    at: datetime
    sequence: int
    hash: str

    @property
    def id(self) -> UUID:
        """The same whenever and by whomever it is told, so that a repeat is recognised."""
        return uuid5(NAMESPACE_URL, self.hash)

    @property
    def reference(self) -> str:
        return f"{self.kind}/{self.code}"

    @property
    def data(self) -> Mapping[str, Any]:
        return {
            "subject": self.reference,
            "kind": self.kind,
            "code": self.code,
            "programme": self.programme,
            "district": self.district,
            "action": self.action,
            "from_state": self.from_state,
            "to_state": self.to_state,
            "sequence": self.sequence,
            "hash": self.hash,
        }


def new_events(session: Session, subject_ids: Sequence[int]) -> list[Event]:
    """What other systems were not told yet of these, in the order in which it happened to each."""
    fresh = HistoryEntry.sequence > Subject.announced
    return _events(session, fresh, Subject.id.in_(subject_ids))


def events_at(session: Session, entries: Sequence[tuple[int, int]]) -> list[Event]:
    """What these entries tell of, each given by its subject and its sequence there."""
    named = tuple_(HistoryEntry.subject_id, HistoryEntry.sequence)
    return _events(session, named.in_(entries))


def event_names(session: Session, programme: Programme) -> Mapping[str, Text]:
    """Every event that the programme's lifecycles know, with the action it tells of."""
    kinds = sorted(each.kind for each in programme.lifecycles)
    lifecycles = [lifecycle_of(session, programme, kind) for kind in kinds]
    return {
        _name(lifecycle, transition): transition.title
        for lifecycle in lifecycles
        for transition in reversed(lifecycle.transitions)
    }


def _name(lifecycle: Lifecycle, transition: Transition) -> str:
    return f"vmeste.{lifecycle.lifecycle}.{transition.event or transition.trigger}"


def _events(session: Session, *which: ColumnElement[bool]) -> list[Event]:
    rows = session.execute(_ENTRIES.where(*which)).all()
    events = []
    for version, *columns in rows:
        entry = dict(zip(_COLUMNS, columns, strict=True))
        lifecycle = runner(version).lifecycle
        move = lifecycle.moves[entry["from_state"], entry["action"]]
        events.append(Event(name=_name(lifecycle, move), **entry))
    return events


_COLUMNS = {
    "subject_id": HistoryEntry.subject_id,
    "kind": Subject.kind,
    "code": Subject.code,
    "programme": Programme.code,
    "district": District.code,
    "action": HistoryEntry.action,
    "from_state": HistoryEntry.from_state,
    "to_state": HistoryEntry.to_state,
    "at": HistoryEntry.at,
    "sequence": HistoryEntry.sequence,
    "hash": HistoryEntry.hash,
}
_ENTRIES = (
    select(LifecycleVersion, *_COLUMNS.values())
    .select_from(HistoryEntry)
    .join(Subject, Subject.id == HistoryEntry.subject_id)
    .join(Programme, Programme.id == Subject.programme_id)
    .outerjoin(District, District.id == Subject.district_id)
    .join(LifecycleVersion, LifecycleVersion.content_hash == HistoryEntry.lifecycle_hash)
    .order_by(HistoryEntry.subject_id, HistoryEntry.sequence)
)
"""The lifecycle is that of the entry: the subject may have moved to another since."""
