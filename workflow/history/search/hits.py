"""What a search says of the entries that it found."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased, join

from models import (
    AgendaItem,
    Case,
    ChangeRequest,
    District,
    EntryText,
    Expense,
    HistoryEntry,
    Initiative,
    LifecycleVersion,
    Meeting,
    MonitoringRound,
    Person,
    Remark,
    Review,
    Subject,
    Text,
    Tranche,
)
from workflow.history.search.full_text import among
from workflow.history.search.query import Cursor
from workflow.history.search.words import Words
from workflow.history.told import REASON
from workflow.lifecycles.document import Lifecycle
from workflow.lifecycles.machine import runner

Marks = Sequence[tuple[int, int]]
"""Where the found words begin and end."""


@dataclass(frozen=True)
class Written:
    """A text written with an entry."""

    name: str
    text: str
    marks: Marks


@dataclass(frozen=True)
class Hit:
    place: Cursor
    reference: str
    sequence: int
    kind: Text
    title: Text | None
    """Of the initiative that it is about, or what else the subject is called by."""
    district: Text | None
    action: str
    action_title: Text
    state: str
    """That it entered, or was in."""
    state_title: Text
    """As the lifecycle says that held then."""
    moved: bool
    """From one state to another."""
    actor: str | None
    on_behalf_of: str | None
    flow: str | None
    at: datetime
    remark: Remark | None
    texts: Sequence[Written]
    """The reason first."""

    @property
    def reason(self) -> Written | None:
        return next((text for text in self.texts if text.name == REASON), None)


def told(session: Session, words: Words, places: Sequence[Cursor]) -> Sequence[Hit]:
    """Three statements, however many there are."""
    keys = [place.id for place in places]
    if not keys:
        return []
    rows = session.execute(_ENTRIES.where(among(session, _Entry.id, keys))).all()
    texts = _texts(session, words, keys)
    lifecycles = _lifecycles(session, {row.lifecycle_hash for row in rows})
    hits = {row.id: _hit(row, lifecycles[row.lifecycle_hash], texts[row.id]) for row in rows}
    return [hits[key] for key in keys]


def _texts(session: Session, words: Words, keys: Sequence[int]) -> Mapping[int, Sequence[Written]]:
    rows = session.execute(_TEXTS.where(among(session, _Entry.id, keys)))
    texts: dict[int, list[Written]] = {key: [] for key in keys}
    for id_, name, text in sorted(rows, key=lambda row: (row.name != REASON, row.name)):
        texts[id_].append(Written(name, text, words.marks(text)))
    return texts


def _lifecycles(session: Session, hashes: Set[str]) -> Mapping[str, Lifecycle]:
    """The lifecycles that entries are pinned to; read whole only once in each process."""
    versions = session.scalars(
        select(LifecycleVersion).where(LifecycleVersion.content_hash.in_(sorted(hashes)))
    )
    return {version.content_hash: runner(version).lifecycle for version in versions}


def _hit(row: Row[Any], lifecycle: Lifecycle, texts: Sequence[Written]) -> Hit:
    own = row.initiative or row.place or row.case_title
    return Hit(
        Cursor(row.at, row.id),
        f"{row.kind}/{row.code}",
        row.sequence,
        lifecycle.title,
        row.round or (Text(ru=own) if own else None),
        row.district,
        row.action,
        lifecycle.moves[row.from_state, row.action].title,
        row.to_state,
        lifecycle.states[row.to_state].title,
        row.from_state != row.to_state,
        row.actor,
        row.on_behalf_of,
        row.flow,
        row.at,
        None if row.remark is None else Remark(row.remark),
        texts,
    )


_Entry = HistoryEntry
_subject, _initiative = Subject.__table__, Initiative.__table__
_parts = [kind.__table__ for kind in (Review, AgendaItem, Tranche, Expense, ChangeRequest)]
_round, _meeting, _case = MonitoringRound.__table__, Meeting.__table__, Case.__table__
_actor, _behalf = aliased(Person), aliased(Person)


def _entries() -> Select[Any]:
    """Entries with what they are about: a part of an initiative goes by the initiative's title."""
    about = func.coalesce(*(part.c.initiative_id for part in _parts), _subject.c.id)
    joined = join(_Entry, _subject, _subject.c.id == _Entry.subject_id)
    for part in (*_parts, _round, _meeting, _case):
        joined = joined.outerjoin(part, part.c.id == _subject.c.id)
    joined = (
        joined.outerjoin(_initiative, _initiative.c.id == about)
        .outerjoin(District, District.id == _Entry.district_id)
        .outerjoin(_actor, _actor.id == _Entry.actor_id)
        .outerjoin(_behalf, _behalf.id == _Entry.on_behalf_of_id)
    )
    named: dict[str, Any] = {
        "code": _subject.c.code,
        "initiative": _initiative.c.title,
        "round": _round.c.title,
        "place": _meeting.c.place,
        "case_title": _case.c.title,
        "district": District.title,
        "actor": _actor.name,
        "on_behalf_of": _behalf.name,
    }
    own = (
        *(_Entry.id, _Entry.at, _Entry.kind, _Entry.sequence, _Entry.action, _Entry.from_state),
        *(_Entry.to_state, _Entry.flow, _Entry.remark, _Entry.lifecycle_hash),
    )
    columns = [column.label(name) for name, column in named.items()]
    return select(*own, *columns).select_from(joined)


_ENTRIES = _entries()
_TEXTS = select(_Entry.id, EntryText.name, EntryText.text).join(
    EntryText,
    (EntryText.subject_id == _Entry.subject_id) & (EntryText.sequence == _Entry.sequence),
)
