"""All that the outlook is told from: how things stood, and what the gate answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models import Text
from workflow.dossier.chronicle import Entry
from workflow.dossier.terms import Term
from workflow.gate.possibilities import Possibility
from workflow.lifecycles.document import Lifecycle


@dataclass(frozen=True)
class Part:
    """Something that belongs to the initiative."""

    kind: str
    code: str
    title: Text
    """Of its kind."""
    state: str
    person_id: int | None = None
    """Whose it is: the expert of a review."""
    held_at: datetime | None = None
    """Of an item of the agenda: when the meeting is held."""
    motion: str | None = None
    """Of an item of the agenda: what is voted on, or was decided."""
    ordinal: int = 0


@dataclass(frozen=True)
class Asked:
    """What the gate answered somebody, or the clock where `person_id` is None."""

    roles: tuple[str, ...]
    person_id: int | None
    possible: tuple[Possibility, ...]


@dataclass(frozen=True)
class Situation:
    lifecycle: Lifecycle
    """The one that the initiative was pinned to."""
    state: str
    entries: Sequence[Entry]
    """The initiative's own, up to the day."""
    terms: Sequence[Term]
    """Of the initiative and of what belongs to it; those that are open count."""
    parts: Sequence[Part]
    holders: Mapping[str, tuple[int, ...]]
    """Role → who had it on the day."""
    asked: Sequence[Asked] | None = None
    """None for a day that is past: then the lifecycle alone says who could act."""

    def open_term(self, kind: str, code: str) -> Term | None:
        ours = (t for t in self.terms if t.is_open and (t.kind, t.code) == (kind, code))
        return next(ours, None)

    @property
    def since(self) -> Entry:
        """The entry that led to the state."""
        moves = [entry for entry in self.entries if not entry.stays]
        return (moves or self.entries)[-1]

    def done(self, *actions: str) -> bool:
        """It was done since the state was entered."""
        since = self.since.sequence
        return any(e.action in actions and e.sequence >= since for e in self.entries)

    def parts_in(self, kind: str, *states: str) -> list[Part]:
        return [part for part in self.parts if part.kind == kind and part.state in states]
