"""Random people do random things, on both databases at once."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Deadline, HistoryEntry, Initiative, OutboxMessage
from models.database import engine_for
from tests import make
from tests.conftest import DATABASES
from tests.make import Competition
from workflow.actor import Actor
from workflow.deadlines.sweep import enforce, overdue
from workflow.errors import Refusal
from workflow.gate import possibilities
from workflow.history.verify import verify
from workflow.lifecycles.machine import runner

LIFECYCLE = make.document().lifecycles["initiative"]
TRIGGERS = sorted({transition.trigger for transition in LIFECYCLE.transitions})
PEOPLE = ("leader", "neighbour", "expert", "chair", "coordinator", "treasurer", "evaluator")
CODES = ("1-01", "1-02", "1-03")
KINDS = ("initiative", "enrolment")
FACTS: dict[str, dict[str, Any]] = {
    "pay": {"payment_order": "№ 1"},
    "submit_report": {"report": "https://example.org/r", "participants": 3},
}
Outcome = tuple[str, ...]


class RandomPeople(RuleBasedStateMachine):
    """The same acts on both databases; after each, what must hold is looked at."""

    def __init__(self, new_database: Callable[[str], str]) -> None:
        super().__init__()
        self.engines = [engine_for(new_database(kind)) for kind in DATABASES]
        self.competitions: list[Competition] = []

    @initialize(roubles=st.sampled_from([0, 60_000, 200_000]))
    def begin(self, roubles: int) -> None:
        for engine in self.engines:
            competition = make.competition(Session(engine, expire_on_commit=False))
            competition.session.query(type(competition.donation(1, "x"))).delete()
            if roubles:
                competition.donation(roubles, "2")
            self.competitions.append(competition)

    def teardown(self) -> None:
        for competition in self.competitions:
            competition.session.close()
        for engine in self.engines:
            engine.dispose()

    @rule(code=st.sampled_from(CODES), alone=st.booleans())
    def propose(self, code: str, alone: bool) -> None:
        self._both(lambda c: _propose(c, code, alone))

    @rule(
        code=st.sampled_from(CODES),
        trigger=st.sampled_from(TRIGGERS),
        name=st.sampled_from(PEOPLE),
        reason=st.sampled_from([None, "Потому что"]),
        facts=st.booleans(),
    )
    def act(self, code: str, trigger: str, name: str, reason: str | None, facts: bool) -> None:
        told = FACTS.get(trigger, {}) if facts else {}
        self._both(lambda c: _act(c, code, trigger, name, reason, told))

    @precondition(lambda self: self.competitions)
    @rule(code=st.sampled_from(CODES), data=st.data())
    def act_as_one_who_may(self, code: str, data: st.DataObject) -> None:
        """Random triggers rarely go far; this one is drawn from what is possible."""
        competition = self.competitions[0]
        initiative = _find(competition, code)
        if initiative is None:
            return
        open_to = sorted(
            (possible.trigger, name)
            for name in PEOPLE
            for possible in possibilities(
                competition.session,
                initiative,
                actor=competition.actor(name),
                now=competition.now,
            )
            if not possible.blockers
        )
        if open_to:
            trigger, name = data.draw(st.sampled_from(open_to))
            told = FACTS.get(trigger, {})
            outcome = self._both(lambda c: _act(c, code, trigger, name, "Так решили", told))
            assert outcome[0] == "moved"

    @rule(hours=st.sampled_from([1, 30, 24 * 14, 24 * 60]))
    def time_passes(self, hours: int) -> None:
        for competition in self.competitions:
            competition.later(hours=hours)
        self._both(_sweep)

    @invariant()
    def every_history_is_sound(self) -> None:
        for competition in self.competitions:
            assert verify(competition.session).faults == []

    @invariant()
    def no_more_money_is_awarded_than_came(self) -> None:
        for competition in self.competitions:
            awarded = competition.session.scalar(select(func.sum(Initiative.awarded))) or 0
            assert awarded <= 200_000_00

    @invariant()
    def both_databases_agree(self) -> None:
        told = [_everything(competition.session) for competition in self.competitions]
        assert told[:1] == told[1:]

    def _both(self, act: Callable[[Competition], Outcome]) -> Outcome:
        outcomes = [act(competition) for competition in self.competitions]
        assert outcomes[0] == outcomes[1]
        return outcomes[0]


def _find(competition: Competition, code: str) -> Initiative | None:
    return competition.session.query(Initiative).filter_by(code=code).one_or_none()


def _propose(competition: Competition, code: str, alone: bool) -> Outcome:
    try:
        with competition.session.begin_nested():
            competition.initiative(code, **({"group": []} if alone else {}))
    except Refusal as refusal:
        return ("refused", *refusal.codes)
    return ("moved",)


def _act(
    competition: Competition,
    code: str,
    trigger: str,
    name: str,
    reason: str | None,
    facts: dict[str, Any],
) -> Outcome:
    session = competition.session
    initiative = _find(competition, code)
    if initiative is None:
        return ("nothing",)
    state, before = initiative.state, _entries(session)
    foreseen = {
        possible.trigger: [blocker.code for blocker in possible.blockers]
        for possible in possibilities(
            session, initiative, actor=competition.actor(name), now=competition.now
        )
    }
    codes: list[str] = []
    try:
        with session.begin_nested():
            move = competition.act(initiative, trigger, name, reason=reason, facts=facts)
    except Refusal as refusal:
        codes = refusal.codes
    if codes:
        session.refresh(initiative)
        assert (initiative.state, _entries(session)) == (state, before)
        expected = foreseen.get(trigger, codes[:1])
        assert codes[: len(expected)] == expected  # all reasons, as they were foreseen
        return ("refused", *codes)
    assert foreseen[trigger] == []
    assert _entries(session) == before + 1
    moves = runner(initiative.lifecycle_version).lifecycle.moves
    assert moves[state, trigger].to in (move.to_state, "same")
    return ("moved", move.to_state)


def _sweep(competition: Competition) -> Outcome:
    moved = []
    for deadline_id in overdue(competition.session, competition.now, kinds=KINDS):
        move = enforce(
            competition.session, deadline_id, actor=Actor.clock("sweep"), now=competition.now
        )
        moved.append(move.trigger if move else "none")
    return tuple(moved)


def _entries(session: Session) -> int:
    return session.scalars(select(func.count(HistoryEntry.id))).one()


def _everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """What both databases must say alike, down to the hashes."""

    def rows(*columns: Any) -> list[tuple[Any, ...]]:
        return sorted(tuple(row) for row in session.execute(select(*columns)))

    deadlines = rows(Deadline.subject_id, Deadline.name, Deadline.due_at, Deadline.opened_by)
    return {
        "initiatives": rows(Initiative.code, Initiative.state, Initiative.version, Initiative.head),
        "letters": rows(OutboxMessage.key, OutboxMessage.template),
        "deadlines": deadlines,
        "open": rows(func.count(Deadline.id).filter(Deadline.outcome.is_(None))),
    }


@pytest.mark.timeout(900)
def test_random_people_never_break_the_gate(new_database: Callable[[str], str]) -> None:
    run_state_machine_as_test(
        lambda: RandomPeople(new_database),  # type: ignore[arg-type]  # a factory will do
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
