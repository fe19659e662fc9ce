from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from benchmarks.gate import contest, statements
from benchmarks.gate.decision import (
    ACTION,
    COORDINATOR_LETTER,
    ENROLLED,
    FROM_STATE,
    LEADER_LETTER,
    LEAST_CHARACTERS,
    LEAST_MEMBERS,
    MOST_KOPECKS,
    NOW,
    REVIEW,
    REVIEW_DUE,
    TO_STATE,
    Trace,
)
from benchmarks.gate.drivers import Driver
from workflow.history.chain import canonical_json, entry_hash


@dataclass(frozen=True)
class Proposal:
    id: int
    state: str
    version: int
    head: str
    changed_at: Any
    programme_id: int
    district_id: int
    leader_id: int
    summary: str
    requested: int
    lifecycle_hash: str


class ByHand:
    """One action of one lifecycle, written out over the driver: what the rows alone cost."""

    name = "SQL by hand"

    def __init__(
        self, driver: Driver, made: contest.Contest, engine: Engine, proposals: Iterator[int]
    ) -> None:
        self.proposals = proposals
        self._driver = driver
        self._leader_id = made.leader_id
        self._timetable = made.timetable
        self._engine = engine
        self._sql = {name: driver.sql(text) for name, text in statements.ALL.items()}

    def decide(self, proposal_id: int) -> None:
        cursor = self._driver.begin()
        row = cursor.execute(self._sql["read"], (proposal_id,)).fetchone()
        proposal = Proposal(proposal_id, *row)
        day = self._timetable.local_day(NOW).isoformat()
        self._check(cursor, proposal, day)
        sequence = proposal.version + 1
        self._record(cursor, proposal, sequence)
        self._close_deadlines(cursor, proposal_id)
        self._open_review(cursor, proposal_id, sequence)
        self._queue_letters(cursor, proposal, sequence, day)
        cursor.execute(self._sql["reviews"], (proposal_id,)).fetchall()
        self._driver.connection.commit()

    def _check(self, cursor: Any, proposal: Proposal, day: str) -> None:
        actor = (self._leader_id, proposal.programme_id, day, day)
        roles = [role for role, _district in cursor.execute(self._sql["roles"], actor)]
        if proposal.leader_id == self._leader_id:
            roles.append("leader")
        place = (proposal.programme_id, proposal.district_id)
        enrolment = cursor.execute(self._sql["enrolment"], place).fetchone()
        members = cursor.execute(self._sql["group"], (proposal.id,)).fetchone()
        problems = cursor.execute(self._sql["problems"], (proposal.id,)).fetchall()
        budget = cursor.execute(self._sql["budget"], (proposal.id,)).fetchone()
        milestones = cursor.execute(self._sql["milestones"], (proposal.id,)).fetchall()
        allowed = (
            "leader" in roles
            and proposal.state == FROM_STATE
            and self._driver.read(proposal.changed_at) <= NOW
            and enrolment == (ENROLLED,)
            and members[0] >= LEAST_MEMBERS
            and problems == [(proposal.district_id,)]
            and len(proposal.summary.strip()) >= LEAST_CHARACTERS
            and proposal.requested <= MOST_KOPECKS
            and budget[0] == proposal.requested
            and milestones
        )
        if not allowed:
            raise RuntimeError(f"proposal {proposal.id} cannot be submitted")

    def _record(self, cursor: Any, proposal: Proposal, sequence: int) -> None:
        entry: dict[str, Any] = {
            "subject_id": proposal.id,
            "sequence": sequence,
            "action": ACTION,
            "from_state": proposal.state,
            "to_state": TO_STATE,
            "actor_id": self._leader_id,
            "flow": None,
            "on_behalf_of_id": None,
            "at": NOW,
            "facts": canonical_json({}),
            "commitments": canonical_json({}),
            "lifecycle_hash": proposal.lifecycle_hash,
            "previous_hash": proposal.head,
        }
        entry["hash"] = head = entry_hash(entry)
        now = entry["at"] = self._driver.written(NOW)
        place = (proposal.programme_id, proposal.district_id)
        cursor.execute(self._sql["append"], (*place, *entry.values()))
        advanced = (TO_STATE, sequence, head, now, proposal.id, proposal.version)
        if cursor.execute(self._sql["advance"], advanced).rowcount != 1:
            raise RuntimeError(f"proposal {proposal.id} changed under its lock")

    def _close_deadlines(self, cursor: Any, proposal_id: int) -> None:
        now = self._driver.written(NOW)
        for deadline_id, due_at in cursor.execute(self._sql["open"], (proposal_id,)).fetchall():
            outcome = "missed" if self._driver.read(due_at) < NOW else "met"
            cursor.execute(self._sql["close"], (outcome, now, deadline_id))

    def _open_review(self, cursor: Any, proposal_id: int, sequence: int) -> None:
        written = self._driver.written
        due_at: datetime = self._timetable.due_at(REVIEW_DUE, NOW)
        due = written(due_at)
        cursor.execute(
            self._sql["open_one"], (proposal_id, REVIEW, sequence, written(NOW), due, due)
        )

    def _queue_letters(self, cursor: Any, proposal: Proposal, sequence: int, day: str) -> None:
        asked = (proposal.programme_id, proposal.district_id, day, day)
        coordinators = cursor.execute(self._sql["coordinators"], asked).fetchall()
        letters = [(LEADER_LETTER, proposal.leader_id)]
        letters += [(COORDINATOR_LETTER, person_id) for (person_id,) in coordinators]
        now = self._driver.written(NOW)
        rows = [
            (
                f"{proposal.id}.{sequence}.{template}.{person}",
                proposal.programme_id,
                person,
                proposal.id,
                sequence,
                template,
                now,
                now,
            )
            for template, person in letters
        ]
        cursor.executemany(self._sql["queue"], rows)

    def trace(self, proposal_id: int) -> Trace:
        return contest.trace(self._engine, proposal_id)

    def close(self) -> None:
        self._driver.connection.close()
