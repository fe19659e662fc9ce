"""What a replay found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models import Text
from workflow.replay.lifecycle import Declared
from workflow.replay.names import code_of


class BreakKind(StrEnum):
    """What is wrong with the first event of a case that the lifecycle does not let happen."""

    UNKNOWN = "unknown_activity"
    NO_BEGINNING = "no_beginning"
    NOT_ALLOWED = "not_allowed"
    AFTER_END = "after_end"
    OUT_OF_ORDER = "out_of_order"
    WRONG_ROLE = "wrong_role"


KIND_TITLES: Mapping[BreakKind, Text] = {
    BreakKind.UNKNOWN: Text(
        en="the lifecycle has no such action", ru="такого действия в жизненном цикле нет"
    ),
    BreakKind.NO_BEGINNING: Text(en="the beginning is missing", ru="нет начала"),
    BreakKind.NOT_ALLOWED: Text(
        en="not possible in this state", ru="на этом этапе такое невозможно"
    ),
    BreakKind.AFTER_END: Text(en="after the end", ru="после завершения"),
    BreakKind.OUT_OF_ORDER: Text(en="earlier than the event before", ru="раньше предыдущего"),
    BreakKind.WRONG_ROLE: Text(en="not by whom it should be", ru="сделал не тот, кто должен"),
}


@dataclass(frozen=True)
class Break:
    """Where a case leaves the lifecycle. What comes after is not looked at: it would be judged by a
    state in which the case never was."""

    kind: BreakKind
    event: int
    """1 for the first of the case, whether it moves anything or not."""
    line: int
    at: datetime
    activity: str
    role: str | None
    state: str
    allowed: tuple[str, ...]
    """The actions that the lifecycle has there."""
    by: tuple[str, ...] = ()
    """Who may do it, where it was done by others."""
    after: datetime | None = None
    """When the event before happened, where this one says that it was earlier."""


class Outcome(StrEnum):
    ENDED = "ended"
    """It conforms, and has come to a final state."""
    OPEN = "open"
    """It conforms as far as it goes."""
    BREAKS = "breaks"
    EMPTY = "empty"
    """Nothing in it moves anything."""


@dataclass(frozen=True)
class CaseResult:
    name: str
    outcome: Outcome
    state: str
    """Where it stands after what was replayed."""
    events: int
    """Those that should move it."""
    replayed: int
    broke: Break | None = None


@dataclass
class Report:
    declared: Declared
    log: str
    """SHA-256 of the file."""
    cases: list[CaseResult] = field(default_factory=list)
    other_steps: Mapping[str, int] = field(default_factory=dict)
    """Events that only tell what was planned, begun and the like, by their transition."""
    ignored: int = 0
    """Events that the words say are no actions."""
    unknown: Mapping[str, int] = field(default_factory=dict)
    """The log's words that mean nothing here, with how often each comes."""
    without_events: int = 0
    """Cases of which the log has no event."""
    kept_in: str | None = None
    """The programme that the conforming cases were brought into."""

    def of(self, *outcomes: Outcome) -> Sequence[CaseResult]:
        return [case for case in self.cases if case.outcome in outcomes]

    @property
    def conforming(self) -> Sequence[CaseResult]:
        return self.of(Outcome.ENDED, Outcome.OPEN)

    @property
    def example(self) -> str:
        """What a case that conforms is called here."""
        return code_of(self.conforming[0].name)

    @property
    def breaking(self) -> Sequence[CaseResult]:
        return self.of(Outcome.BREAKS)

    @property
    def titles(self) -> Mapping[str, Text]:
        """Of the lifecycle's actions."""
        return {t.trigger: t.title for t in self.declared.pinned.transitions}

    @property
    def judged(self) -> int:
        """Cases in which something happens."""
        return len(self.cases) - len(self.of(Outcome.EMPTY))

    @property
    def events(self) -> int:
        return sum(case.events for case in self.cases)

    @property
    def replayed(self) -> int:
        """Events before the first break of their case. The share of these, and that of conforming
        cases, are plain counts; neither is the token-based fitness of process mining, which goes
        on after a break."""
        return sum(case.replayed for case in self.cases)

    def kinds(self) -> Mapping[BreakKind, Sequence[Break]]:
        """The breaks, most frequent kinds first."""
        breaks = [case.broke for case in self.cases if case.broke is not None]
        counted = Counter(found.kind for found in breaks)
        return {kind: [b for b in breaks if b.kind is kind] for kind, _ in counted.most_common()}
