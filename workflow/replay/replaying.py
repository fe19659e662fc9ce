"""Cases of a log, each taken through the gate event by event."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from sqlalchemy.orm import Session

from models import Case, LifecycleVersion, Programme
from workflow.actor import Actor
from workflow.errors import Refusal
from workflow.gate import perform
from workflow.lifecycles.document import CLOCK
from workflow.replay.lifecycle import Declared
from workflow.replay.names import code_of
from workflow.replay.reading import LogEvent
from workflow.replay.reading.log import COMPLETE
from workflow.replay.report import Break, BreakKind, CaseResult, Outcome
from workflow.replay.words import IGNORED, Words

REPLAY = "replay"
"""The flow that histories name for what was brought in."""
MOST_WAYS = 10_000
"""Ways of cases that are remembered."""


@dataclass(frozen=True)
class Step:
    """An event that should move its case."""

    number: int
    """Among all events of the case, from 1."""
    event: LogEvent
    trigger: str | None
    """None where the log's word means nothing here."""
    role: str | None


@dataclass(frozen=True)
class Fate:
    """What became of a case: how many steps were taken, where it stands, what stopped it."""

    taken: int
    state: str
    kind: BreakKind | None = None


@dataclass
class Replay:
    """Takes cases through the gate in a programme, under a version of a lifecycle."""

    session: Session
    programme: Programme
    version: LifecycleVersion
    declared: Declared
    words: Words
    log: str
    check_roles: bool = False
    keep: bool = False
    """Whether a case that conforms stays in the database; one that breaks never does."""

    def __post_init__(self) -> None:
        self.lifecycle = self.declared.pinned
        self._ways: dict[tuple[tuple[str | None, str | None], ...], Fate] = {}

    def case(self, name: str, events: Sequence[LogEvent]) -> CaseResult:
        steps = self.steps(events)
        if not steps:
            return CaseResult(name, Outcome.EMPTY, self.lifecycle.initial, 0, 0)
        fate = self._fate(name, steps)
        result = CaseResult(name, Outcome.BREAKS, fate.state, len(steps), fate.taken)
        if fate.kind is not None:
            return replace(result, broke=self._break(steps, fate, fate.kind))
        ended = self.lifecycle.states[fate.state].final
        return replace(result, outcome=Outcome.ENDED if ended else Outcome.OPEN)

    def steps(self, events: Sequence[LogEvent]) -> list[Step]:
        return [
            Step(number, event, meaning, self.words.role(event.role))
            for number, event in enumerate(events, 1)
            if event.step == COMPLETE and (meaning := self.words.meaning(event.activity)) != IGNORED
        ]

    def _fate(self, name: str, steps: Sequence[Step]) -> Fate:
        """Of cases that go the same way the gate says the same: only what is kept must pass it each
        time."""
        if self.keep or not _in_order(steps):
            return self._through_the_gate(name, steps)
        way = tuple((step.trigger, step.role if self.check_roles else None) for step in steps)
        if way not in self._ways:
            if len(self._ways) >= MOST_WAYS:
                self._ways.clear()
            self._ways[way] = self._through_the_gate(name, steps)
        return self._ways[way]

    def _through_the_gate(self, name: str, steps: Sequence[Step]) -> Fate:
        with self.session.begin_nested() as tried:
            case = self._begin(name, steps[0].event.at)
            fate = Fate(len(steps), case.state)
            for taken, step in enumerate(steps):
                kind = self._take(case, step)
                if kind is not None:
                    fate = Fate(taken, case.state, kind)
                    break
            else:
                fate = replace(fate, state=case.state)
            if fate.kind is not None or not self.keep:
                tried.rollback()
            else:
                self.session.expunge(case)
        return fate

    def _begin(self, name: str, at: datetime) -> Case:
        case = Case(
            code=code_of(name),
            title=name,
            log=self.log,
            programme_id=self.programme.id,
            lifecycle_version=self.version,
            state=self.lifecycle.initial,
            changed_at=at,
        )
        self.session.add(case)
        return case

    def _take(self, case: Case, step: Step) -> BreakKind | None:
        """Take a step, or say what is wrong with it."""
        if step.trigger is None:
            return BreakKind.UNKNOWN
        if self.check_roles and not self._may(case.state, step):
            return BreakKind.WRONG_ROLE
        try:
            perform(
                self.session,
                case,
                step.trigger,
                actor=Actor.clock(REPLAY),
                now=step.event.at,
                reason=step.event.reason,
                facts={"log": self.log, "event": step.number},
            )
        except Refusal as refusal:
            return self._why(refusal, case)
        return None

    def _may(self, state: str, step: Step) -> bool:
        """Whether it was one of those whom the document declares; what is not possible at all is
        left to the gate. An event of which nobody is said to have done it is the clock's."""
        move = self.declared.document.moves.get((state, step.trigger or ""))
        role = CLOCK if step.event.role is None else step.role
        return move is None or role in move.by

    def _why(self, refusal: Refusal, case: Case) -> BreakKind:
        match refusal.codes:
            case ["not_available"] if self.lifecycle.states[case.state].final:
                return BreakKind.AFTER_END
            case ["not_available"] if case.version == 0:
                return BreakKind.NO_BEGINNING
            case ["not_available"]:
                return BreakKind.NOT_ALLOWED
            case ["in_the_past"]:
                return BreakKind.OUT_OF_ORDER
        raise refusal

    def _break(self, steps: Sequence[Step], fate: Fate, kind: BreakKind) -> Break:
        step = steps[fate.taken]
        event = step.event
        found = Break(
            *(kind, step.number, event.line, event.at, event.activity, event.role, fate.state),
            allowed=tuple(t.trigger for t in self.lifecycle.leaving(fate.state)),
        )
        if kind is BreakKind.OUT_OF_ORDER:
            return replace(found, after=steps[fate.taken - 1].event.at)
        if kind is BreakKind.WRONG_ROLE:
            move = self.declared.document.moves[fate.state, step.trigger or ""]
            return replace(found, by=move.by)
        return found


def _in_order(steps: Sequence[Step]) -> bool:
    return all(a.event.at <= b.event.at for a, b in pairwise(steps))
