"""What stands out about an entry, in one place for writing and for checking: it is derived, and so
no hash has to cover it."""

from collections.abc import Mapping
from typing import Any

from models import Remark
from workflow.lifecycles.document import CLOCK, Transition

LATENESS = "hours_late"
"""The fact that says how late the clock was."""


def remark_of_person(transition: Transition, *, begins: bool) -> Remark | None:
    """Of an action that a person took; `begins`: it was the first of its history."""
    if transition.overrides:
        return Remark.OVERRIDDEN
    # What begins a history or only records something, the clock does for a document or a plan of
    # people's; only what it moves on itself is taken out of its hands.
    taken_over = CLOCK in transition.by and not begins and not transition.stays
    return Remark.BY_HAND if taken_over else None


def remark_of_clock(facts: Mapping[str, Any]) -> Remark | None:
    """Of an action that nobody took but the clock, or that followed from another."""
    return Remark.LATE if facts.get(LATENESS) else None
