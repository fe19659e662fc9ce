"""Guards: each ensures one thing and gives one reason why not.

A lifecycle names a guard and its parameters; a new guard is one function here.
"""

from workflow.gate.guards import (
    agenda,
    calendar,
    council,
    fund,
    initiative,
    monitoring,
    people,
    review,
    spending,
    support,
    work,
)
from workflow.gate.guards.registry import GUARDS, guard, guard_blockers, wrong_call

__all__ = [
    "GUARDS",
    "agenda",
    "calendar",
    "council",
    "fund",
    "guard",
    "guard_blockers",
    "initiative",
    "monitoring",
    "people",
    "review",
    "spending",
    "support",
    "work",
    "wrong_call",
]
