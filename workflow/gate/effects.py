"""Effects: what an action changes in its subject besides the state, in the same transaction."""

from collections.abc import Callable

from models import Enrolment, Initiative
from workflow.gate.attempt import Attempt

EFFECTS: dict[str, Callable[[Attempt], None]] = {}


def effect(function: Callable[[Attempt], None]) -> Callable[[Attempt], None]:
    EFFECTS[function.__name__] = function
    return function


@effect
def award_request(attempt: Attempt) -> None:
    """The initiative takes one of its district's slots and the money it asked for."""
    assert isinstance(attempt.subject, Initiative)
    attempt.subject.awarded = attempt.subject.requested


@effect
def release_award(attempt: Attempt) -> None:
    """Slot and money are free again for another."""
    assert isinstance(attempt.subject, Initiative)
    attempt.subject.awarded = None


@effect
def assign_curator(attempt: Attempt) -> None:
    assert isinstance(attempt.subject, Enrolment)
    attempt.subject.curator_id = attempt.facts["curator"]
