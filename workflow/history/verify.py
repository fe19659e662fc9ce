from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models import HistoryEntry, LifecycleVersion, Subject
from models.gate.subject import GENESIS
from workflow.documents import content_hash
from workflow.history.chain import COVERED, entry_hash
from workflow.lifecycles.document import Lifecycle

BATCH = 5_000


@dataclass(frozen=True)
class Fault:
    """Something that does not fit, and where: the subject and, where one is at fault, the entry."""

    subject: str
    sequence: int | None
    text: str


@dataclass
class Verification:
    subjects: int
    entries: int
    faults: list[Fault]

    @property
    def sound(self) -> bool:
        return not self.faults


def verify(session: Session, subject_id: int | None = None) -> Verification:
    """Check every history, or one: each entry's hash and place, the lifecycle it was made under,
    and that the subject stands where its history ends. Reads in batches; keeps no history in
    memory."""
    lifecycles, faults = _lifecycles(session)
    result = Verification(0, 0, faults)
    heads = session.execute(_only(select(*_HEAD).order_by(Subject.id), Subject.id, subject_id))
    subjects = iter(heads.yield_per(BATCH))
    current: Row[Any] | None = next(subjects, None)
    for owner_id, entries in groupby(_entries(session, subject_id), lambda row: row.subject_id):
        while current is not None and current.id < owner_id:
            faults += _without_entries(current)
            result.subjects += 1
            current = next(subjects, None)
        if current is None or current.id != owner_id:
            faults.append(Fault(f"subject {owner_id}", None, "the history has lost its subject"))
            continue
        result.entries += _check_chain(current, entries, lifecycles, faults)
        result.subjects += 1
        current = next(subjects, None)
    while current is not None:
        faults += _without_entries(current)
        result.subjects += 1
        current = next(subjects, None)
    return result


_HEAD = (Subject.id, Subject.kind, Subject.code, Subject.state, Subject.version, Subject.head)


def _only(statement: Any, column: Any, subject_id: int | None) -> Any:
    return statement if subject_id is None else statement.where(column == subject_id)


def _entries(session: Session, subject_id: int | None) -> Iterator[Row[Any]]:
    columns = [getattr(HistoryEntry, name) for name in (*COVERED, "hash")]
    ordered = select(*columns).order_by(HistoryEntry.subject_id, HistoryEntry.sequence)
    yield from session.execute(_only(ordered, HistoryEntry.subject_id, subject_id)).yield_per(BATCH)


def _lifecycles(session: Session) -> tuple[dict[str, Lifecycle], list[Fault]]:
    lifecycles: dict[str, Lifecycle] = {}
    faults: list[Fault] = []
    rows = session.execute(
        select(LifecycleVersion.kind, LifecycleVersion.content_hash, LifecycleVersion.content)
    )
    for kind, fingerprint, content in rows:
        if content_hash(content) != fingerprint:
            faults.append(Fault(f"lifecycle {kind}", None, "its content was changed"))
        else:
            lifecycles[fingerprint] = Lifecycle.model_validate_json(content)
    return lifecycles, faults


def _without_entries(subject: Row[Any]) -> list[Fault]:
    return [Fault(f"{subject.kind}/{subject.code}", None, "it has no history at all")]


def _check_chain(
    subject: Row[Any],
    entries: Iterator[Row[Any]],
    lifecycles: dict[str, Lifecycle],
    faults: list[Fault],
) -> int:
    """Walk one history; the first bad entry is reported, the rest hang on it. Returns how many
    entries were read."""
    name = f"{subject.kind}/{subject.code}"
    count, head, state = 0, GENESIS, None
    fault: Fault | None = None
    for entry in entries:
        count += 1
        wrong = _wrong(entry, count, head, state, lifecycles) if fault is None else None
        if wrong is not None:
            fault = Fault(name, entry.sequence, wrong)
        head, state = entry.hash, entry.to_state
    if fault is None and (count, head, state) != (subject.version, subject.head, subject.state):
        fault = Fault(name, count, "the subject does not stand where its history ends")
    if fault is not None:
        faults.append(fault)
    return count


def _wrong(
    entry: Row[Any], place: int, head: str, state: str | None, lifecycles: dict[str, Lifecycle]
) -> str | None:
    if entry.sequence != place:
        return f"entry {place} is missing"
    if entry.previous_hash != head:
        return "it does not follow from the entry before it"
    if entry_hash(dict(entry._mapping)) != entry.hash:
        return "its content was changed after it was written"
    lifecycle = lifecycles.get(entry.lifecycle_hash)
    if lifecycle is None:
        return "the lifecycle it was made under is not kept"
    came_from = lifecycle.initial if state is None else state
    move = lifecycle.moves.get((entry.from_state, entry.action))
    if entry.from_state != came_from or move is None:
        return "the lifecycle has no such move"
    if lifecycle.target(entry.from_state, move) != entry.to_state:
        return "the lifecycle leads elsewhere"
    return None
