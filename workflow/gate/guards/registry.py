import inspect
from collections.abc import Callable, Iterator
from typing import TypeVar

from models import Text
from workflow.errors import Blocker
from workflow.gate.attempt import Attempt
from workflow.gate.facts import facts_blockers
from workflow.lifecycles.document import GuardParameters

G = TypeVar("G", bound=Callable[..., Text | None])

GUARDS: dict[str, Callable[..., Text | None]] = {}


def guard(function: G) -> G:
    GUARDS[function.__name__] = function
    return function


def guard_blockers(attempt: Attempt) -> Iterator[Blocker]:
    """Every guard's reason why not; they rely on the facts being what they should be."""
    if any(blocker.code == "fact_invalid" for blocker in facts_blockers(attempt)):
        return
    for name, parameters in attempt.transition.guard_calls():
        reason = GUARDS[name](attempt, **parameters)
        if reason is not None:
            yield Blocker(name, reason)


def wrong_call(name: str, parameters: GuardParameters) -> str | None:
    """What is wrong with a lifecycle's use of a guard, if anything."""
    if name not in GUARDS:
        return f"there is no guard {name}; known: {', '.join(sorted(GUARDS))}"
    takes = dict(list(inspect.signature(GUARDS[name]).parameters.items())[1:])
    if takes.keys() != parameters.keys():
        return f"{name} takes {', '.join(takes) or 'no parameters'}"
    for parameter, given in parameters.items():
        if not isinstance(given, takes[parameter].annotation):
            wanted = "a whole number" if takes[parameter].annotation is int else "a text"
            return f"{name}: {parameter} must be {wanted}"
    return None
