"""The lifecycle that a log is read through, as it is declared and as its cases are pinned to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from models import Case
from workflow.documents import read
from workflow.errors import BadDocument
from workflow.lifecycles.document import (
    CLOCK,
    FactKind,
    Lifecycle,
    State,
    Transition,
)
from workflow.lifecycles.lint import Vocabulary, lint
from workflow.yaml_text import Place

CASE = Case.__tablename__

SOURCE: dict[str, FactKind] = {"log": "text", "event": "number"}
"""What every entry says of where it came from: the log's SHA-256, and which event of the case."""

_NOTHING = Vocabulary(
    guards=lambda _name, _parameters: None, effects=(), templates=(), stages=(), fields=()
)


@dataclass(frozen=True)
class Declared:
    document: Lifecycle
    """As it was written."""
    pinned: Lifecycle
    """What cases are pinned to: its states and its ways from one to another."""
    left_out: tuple[str, ...]
    """What of the lifecycle of another kind a log cannot be asked for, by name."""


def read_case_lifecycle(text: str, name: str) -> Declared:
    """Read the lifecycle of cases. That of another kind of subject is taken too, by its ways alone.

    Raises BadDocument with every mistake.
    """
    document, source = read(text, name, Lifecycle)
    beyond = list(_beyond(document))
    mistakes = []
    if document.lifecycle == CASE:
        mistakes = [source.mistake(place, _WHY[what]) for place, what in beyond]
    ways = _ways(document)
    mistakes += [source.mistake(place, words) for place, words in lint(ways, _NOTHING)]
    if mistakes:
        raise BadDocument(name, mistakes)
    left_out = tuple(what for what in _WHY if any(what == found for _, found in beyond))
    return Declared(document, _by_replay(ways), left_out)


_WHY = {
    "guards": "a case has no guards: the records that they look at are not in a log",
    "effects": "a case has no effects: nothing belongs to it but its history",
    "cascades": "a case has no cascades: nothing belongs to it but its history",
    "notify": "a case sends no letters: what a log tells of was long ago",
    "facts": "a case is told no facts: a log does not have them",
    "reason": "a case needs no reason: logs seldom tell one; leave it out or write optional",
    "overrides": "a case overrides nothing: what was settled there is not known here",
    "deadlines": "a case has no deadlines: the clock would act on what was closed long ago",
    "pauses": "a case has no deadlines, so that none can be paused",
}
"""What a lifecycle of cases may not have, and why."""


def _beyond(document: Lifecycle) -> Iterator[tuple[Place, str]]:
    for n, transition in enumerate(document.transitions):
        for what in ("guards", "effects", "cascades", "notify", "facts", "overrides"):
            if getattr(transition, what):
                yield ("transitions", n, what), what
        if transition.reason == "required":
            yield ("transitions", n, "reason"), "reason"
    for name, state in document.states.items():
        for what in ("deadlines", "pauses"):
            if getattr(state, what):
                yield ("states", name, what), what


def _ways(document: Lifecycle) -> Lifecycle:
    return _with(
        document,
        {
            name: State(title=state.title, final=state.final)
            for name, state in document.states.items()
        },
        tuple(
            transition.model_copy(
                update={
                    "reason": "optional",
                    "overrides": False,
                    "facts": {},
                    "guards": (),
                    "effects": (),
                    "cascades": (),
                    "notify": (),
                }
            )
            for transition in document.transitions
        ),
    )


def _by_replay(ways: Lifecycle) -> Lifecycle:
    """The gate lets nobody act whom the lifecycle does not name. A replay acts by the clock, so the
    clock is added to whoever is declared; whether it was one of those is a rule of the replay."""
    return _with(
        ways,
        ways.states,
        tuple(
            transition.model_copy(
                update={
                    "by": tuple(dict.fromkeys((*transition.by, CLOCK))),
                    "facts": SOURCE,
                }
            )
            for transition in ways.transitions
        ),
    )


def _with(
    document: Lifecycle, states: dict[str, State], transitions: tuple[Transition, ...]
) -> Lifecycle:
    return Lifecycle(
        lifecycle=CASE,
        title=document.title,
        initial=document.initial,
        states=states,
        transitions=transitions,
    )
