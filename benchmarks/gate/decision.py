"""The decision that every way takes: the leader submits a proposal for review.

Each way opens a transaction, locks the proposal, checks the permission and the guards, moves the
state, writes the history, closes one deadline, opens another, queues a letter to the leader and to
every coordinator, looks for reviews to renew (there are none), and commits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from tests.make import NOON
from workflow.lifecycles.document import Due

NOW = NOON + timedelta(days=1)
ACTION, FROM_STATE, TO_STATE = "submit", "proposal", "expert_review"
ENROLLED = "curator_assigned"
LEAST_MEMBERS, LEAST_CHARACTERS, MOST_KOPECKS = 3, 80, 100_000_00
REVIEW = "review"
REVIEW_DUE = Due(working_days=15)
LEADER_LETTER, COORDINATOR_LETTER = "initiative_submitted", "experts_wanted"


@dataclass(frozen=True)
class Trace:
    """What one decision leaves behind, in words that all ways share."""

    state: str
    history: list[tuple[str, str, str]]
    """Action, state left, state reached."""
    deadlines: list[tuple[str, str | None, datetime]]
    """Name, outcome, moment; by name."""
    letters: list[tuple[str, str]]
    """Template and address."""


class Way(Protocol):
    name: str
    proposals: Iterator[int]
    """Proposals that wait for the decision."""

    def decide(self, proposal_id: int) -> None: ...

    def trace(self, proposal_id: int) -> Trace: ...

    def close(self) -> None: ...
