"""Effects: what an action changes besides the state, in the same transaction, and what it records
in the history beyond what it was told."""

from workflow.gate.effects import (
    agenda,
    award,
    calendar,
    council,
    fund,
    initiative,
    monitoring,
    people,
    review,
    spending,
    work,
)
from workflow.gate.effects.registry import EFFECTS, RECORDS, effect

__all__ = [
    "EFFECTS",
    "RECORDS",
    "agenda",
    "award",
    "calendar",
    "council",
    "effect",
    "fund",
    "initiative",
    "monitoring",
    "people",
    "review",
    "spending",
    "work",
]
