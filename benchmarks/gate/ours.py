from collections.abc import Iterator

from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from benchmarks.gate import contest
from benchmarks.gate.decision import ACTION, NOW, Trace
from models import Initiative
from workflow.actor import Actor
from workflow.gate import perform


class Ours:
    """The gate, called as flows and commands call it: a session for each decision."""

    name = "the gate"

    def __init__(self, engine: Engine, leader_id: int, proposals: Iterator[int]) -> None:
        self.proposals = proposals
        self._engine = engine
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        self._leader = Actor.person(leader_id)

    def decide(self, proposal_id: int) -> None:
        with self._sessions.begin() as session:
            initiative = session.get_one(Initiative, proposal_id)
            perform(session, initiative, ACTION, actor=self._leader, now=NOW)

    def trace(self, proposal_id: int) -> Trace:
        return contest.trace(self._engine, proposal_id)

    def close(self) -> None:
        self._engine.dispose()
