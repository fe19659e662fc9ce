"""What a log consists of, before anybody writes it in a format."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.text import Language
from workflow.event_log.pseudonyms import Pseudonyms

Value = str | int


@dataclass(frozen=True)
class Telling:
    """What a log says, and of what it is silent."""

    language: Language = "ru"
    pseudonyms: Pseudonyms = field(default_factory=Pseudonyms)
    comments: bool = False
    """Titles of initiatives, reasons and whatever else people wrote."""
    scores: bool = False
    """What experts gave in reviews, and how members voted."""
    money: bool = False
    hashes: bool = False
    """Hashes of entries. Each covers who acted: whoever has them can try out whose number fits,
    and so see through pseudonyms."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event belongs: codes, and the person whose review it is about."""

    initiative: str | None
    district: str | None
    meeting: str | None
    expert_id: int | None


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One entry of one history."""

    initiative_id: int | None
    kind: str
    code: str
    sequence: int
    action: str
    title: str
    """The action's, in the log's language."""
    at: datetime
    """In the programme's zone."""
    from_state: str
    to_state: str
    resource: str
    """A pseudonym, or the flow's name."""
    role: str | None
    """In which they acted; none where it can no longer be told."""
    group: str | None
    actor_id: int | None
    on_behalf_of: str | None
    follows_from: str | None
    """The subject whose action moved this one along."""
    remark: str | None
    hours_late: int | None
    lifecycle: str
    further: Mapping[str, Value]
    """What only a log has that was asked for it."""
    place: Place

    @property
    def instance(self) -> str:
        return f"{self.kind}/{self.code}"


@dataclass(frozen=True)
class Trace:
    """An initiative, and what happened to it in order of time. The events are read as they are
    taken, and are gone when the next trace is."""

    code: str
    district: str | None
    state: str
    """Where it was when the log ends."""
    outcome: str | None
    """The same where it is final."""
    further: Mapping[str, Value]
    events: Iterator[LoggedEvent]


@dataclass(frozen=True, slots=True)
class Attribute:
    name: str
    value: Value
    since: datetime | None = None
    """None where it was always so."""


@dataclass(frozen=True, slots=True)
class LoggedObject:
    """Something that events are about."""

    id: str
    type: str
    attributes: list[Attribute]
    related: list[tuple[str, str]]
    """Key of another object, and what it is to this one."""
