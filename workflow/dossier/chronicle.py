"""The histories of an initiative and of what belongs to it, as one time line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import undefer

from models import EntryText, HistoryEntry, LifecycleVersion, Text
from models.gate.subject import GENESIS
from workflow.dossier.view import View
from workflow.gate.effects import RECORDS
from workflow.history.chain import COVERED, entry_hash
from workflow.history.commitments import commitment
from workflow.history.told import REASON
from workflow.lifecycles.document import Lifecycle, Transition
from workflow.lifecycles.machine import runner


@dataclass(frozen=True)
class Entry:
    """One change, with what was told with it."""

    subject_id: int
    kind: str
    code: str
    kind_title: Text
    sequence: int
    action: str
    title: Text
    from_state: str
    to_state: str
    state_title: Text
    at: datetime
    actor_id: int | None
    flow: str | None
    on_behalf_of_id: int | None
    reason: str | None
    facts: Mapping[str, Any]
    kinds: Mapping[str, str]
    """Fact → what it is, as `person` or `day`; none for a number or a code."""
    remark: str | None
    struck: tuple[str, ...]
    """Names of its texts that were erased since."""
    hash: str

    @property
    def reference(self) -> str:
        return f"{self.kind}/{self.code}"

    @property
    def stays(self) -> bool:
        return self.from_state == self.to_state


@dataclass(frozen=True)
class Chronicle:
    entries: tuple[Entry, ...]
    """Up to the day, in order of time."""
    later: tuple[Entry, ...]
    """After it: only to tell what a row that is not written once said before."""
    lifecycles: Mapping[str, Lifecycle]
    """By kind and code of the subject, each the one it was under at its last entry."""
    unsound: frozenset[int]
    """Subjects whose chain, or a text with it, does not agree with its hashes."""

    def of(self, subject_id: int) -> list[Entry]:
        return [entry for entry in self.entries if entry.subject_id == subject_id]

    def after(self, subject_id: int) -> list[Entry]:
        return [entry for entry in self.later if entry.subject_id == subject_id]

    @property
    def begun(self) -> frozenset[int]:
        return frozenset(entry.subject_id for entry in self.entries)

    def state(self, subject_id: int) -> str:
        return self.of(subject_id)[-1].to_state


def last(entries: Iterable[Entry], *actions: str) -> Entry | None:
    """The latest entry with one of the actions."""
    return next((e for e in reversed([*entries]) if e.action in actions), None)


def chronicle(view: View) -> Chronicle:
    """Read in three statements, whatever their length."""
    session, subjects = view.session, view.subjects
    columns = [getattr(HistoryEntry, name) for name in (*COVERED, "hash", "remark")]
    rows = session.execute(
        select(*columns)
        .where(HistoryEntry.subject_id.in_(subjects))
        .order_by(HistoryEntry.at, HistoryEntry.id)
    ).all()
    texts = _texts(view)
    lifecycles = _lifecycles(view, {row.lifecycle_hash for row in rows})
    entries = [
        _entry(view, row, texts[row.subject_id, row.sequence], lifecycles[row.lifecycle_hash])
        for row in rows
    ]
    told = [view.had_passed(row.at) for row in rows]
    return Chronicle(
        tuple(entry for entry, passed in zip(entries, told, strict=True) if passed),
        tuple(entry for entry, passed in zip(entries, told, strict=True) if not passed),
        {
            entry.reference: lifecycles[row.lifecycle_hash]
            for entry, row, passed in zip(entries, rows, told, strict=True)
            if passed
        },
        _unsound([row for row, passed in zip(rows, told, strict=True) if passed], texts),
    )


Texts = Mapping[tuple[int, int], Sequence[EntryText]]


def _texts(view: View) -> Texts:
    found: defaultdict[tuple[int, int], list[EntryText]] = defaultdict(list)
    written = select(EntryText).where(EntryText.subject_id.in_(view.subjects))
    for text in view.session.scalars(written.order_by(EntryText.name)):
        found[text.subject_id, text.sequence].append(text)
    return found


def _lifecycles(view: View, hashes: Iterable[str]) -> Mapping[str, Lifecycle]:
    versions = view.session.scalars(
        select(LifecycleVersion)
        .where(LifecycleVersion.content_hash.in_([*hashes]))
        .options(undefer(LifecycleVersion.content))
    )
    return {version.content_hash: runner(version).lifecycle for version in versions}


def _entry(view: View, row: Row[Any], texts: Sequence[EntryText], lifecycle: Lifecycle) -> Entry:
    subject = view.subjects[row.subject_id]
    move = lifecycle.moves.get((row.from_state, row.action))
    words = {text.name: text.text for text in texts}
    reason = words.pop(REASON, None)
    return Entry(
        subject_id=subject.id,
        kind=subject.kind,
        code=subject.code,
        kind_title=lifecycle.title,
        sequence=row.sequence,
        action=row.action,
        title=_title(move, row.action),
        from_state=row.from_state,
        to_state=row.to_state,
        state_title=lifecycle.states[row.to_state].title,
        at=row.at,
        actor_id=row.actor_id,
        flow=row.flow,
        on_behalf_of_id=row.on_behalf_of_id,
        reason=reason,
        facts={**loads(row.facts), **words},
        kinds={**RECORDS, **(move.facts if move else {})},
        remark=row.remark,
        struck=tuple(text.name for text in texts if text.struck_by_id is not None),
        hash=row.hash,
    )


def _title(move: Transition | None, action: str) -> Text:
    """An entry of before a lifecycle was changed may have an action that it no longer knows."""
    return move.title if move else Text(ru=action)


def _unsound(rows: Sequence[Row[Any]], texts: Texts) -> frozenset[int]:
    heads: dict[int, tuple[int, str]] = {}
    wrong: set[int] = set()
    for row in sorted(rows, key=lambda row: (row.subject_id, row.sequence)):
        place, head = heads.get(row.subject_id, (0, GENESIS))
        written = texts.get((row.subject_id, row.sequence), ())
        follows = (row.sequence, row.previous_hash) == (place + 1, head)
        whole = follows and entry_hash(row._asdict()) == row.hash
        if not whole or not _kept(loads(row.commitments), written):
            wrong.add(row.subject_id)
        heads[row.subject_id] = row.sequence, row.hash
    return frozenset(wrong)


def _kept(commitments: Mapping[str, str], texts: Sequence[EntryText]) -> bool:
    """Each text is what was committed to, or was erased."""
    if commitments.keys() != {text.name for text in texts}:
        return False
    return all(
        text.salt is None or commitment(text.salt, text.text) == commitments[text.name]
        for text in texts
    )
