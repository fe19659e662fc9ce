"""One guard asked alone, and the moves that guards stand before."""

from collections.abc import Collection
from typing import Any

from models import Subject
from tests.make import Competition, document
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.gate.attempt import Attempt
from workflow.gate.guards import GUARDS
from workflow.lifecycles.machine import runner


def passes(
    competition: Competition, subject: Subject, name: str, by: str = "chair", **given: Any
) -> bool:
    """Whether one guard has nothing against it; `facts` and the guard's parameters are given."""
    facts, trigger = given.pop("facts", {}), given.pop("trigger", None)
    transitions = runner(subject.lifecycle_version).lifecycle.transitions
    attempt = Attempt(
        competition.session,
        subject,
        next(t for t in transitions if trigger in (None, t.trigger)),
        Actor.clock("test") if by == "clock" else competition.actor(by),
        competition.now,
        timetable_of(competition.session, competition.programme.id),
        facts=facts,
        takes_effect=True,
    )
    reason = GUARDS[name](attempt, **given)
    assert reason is None or (reason.ru and reason.en)
    return reason is None


def guarded(modules: Collection[str]) -> dict[str, set[str]]:
    """Guard of these modules → the moves of all lifecycles that it stands before."""
    found: dict[str, set[str]] = {
        name: set() for name, guard in GUARDS.items() if guard.__module__ in modules
    }
    for kind, lifecycle in document().lifecycles.items():
        for transition in lifecycle.transitions:
            for name, _ in transition.guard_calls():
                if name in found:
                    found[name].add(f"{kind}.{transition.trigger}")
    return found
