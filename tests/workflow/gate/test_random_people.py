"""Random people do random things, on both databases at once."""

from collections.abc import Callable
from datetime import datetime
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

from models import Deadline, Donation, HistoryEntry, Initiative, OutboxMessage
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
CODES = ("1-01", "1-02", "1-03", "1-04")
BEGINNINGS = ("approval", "reserve", "creative_report", "expert_review", "proposal")
MONEY = 160_000_00
KINDS = ("initiative", "enrolment", "monitoring_round")
FACTS: dict[str, dict[str, Any]] = {
    "pay": {"payment_order": "№ 1"},
    "submit_report": {"report": "https://example.org/r", "participants": 3},
}
Outcome = tuple[str, ...]


class RandomPeople(RuleBasedStateMachine):
    """The same acts on both databases; after each, what must hold is looked at."""

    def __init__(self, new_database: Callable[[str], str], done: set[str]) -> None:
        super().__init__()
        self.done = done
        self.proposed = False
        self.engines = [engine_for(new_database(kind)) for kind in DATABASES]
        self.competitions: list[Competition] = []

    @initialize(states=st.tuples(*[st.sampled_from(BEGINNINGS)] * 3))
    def begin(self, states: tuple[str, ...]) -> None:
        """Three initiatives somewhere on their way, and money for three of four."""
        for engine in self.engines:
            competition = make.competition(Session(engine, expire_on_commit=False))
            for code, state in zip(CODES, states, strict=False):
                if state == "reserve":
                    waiting = competition.at("approval", code)
                    competition.act(waiting, "put_on_reserve", "chair", reason="Нет мест")
                else:
                    competition.at(state, code)
            competition.session.query(Donation).delete()
            competition.donation(MONEY // 100, "2")
            self.competitions.append(competition)

    def teardown(self) -> None:
        for competition in self.competitions:
            competition.session.close()
        for engine in self.engines:
            engine.dispose()

    @precondition(lambda self: not self.proposed)
    @rule(alone=st.booleans())
    def propose(self, alone: bool) -> None:
        self.proposed = True
        self._both(lambda c: _propose(c, CODES[3], alone))

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

    @rule(data=st.data())
    def the_chair_does_what_is_possible(self, data: st.DataObject) -> None:
        self._what_is_possible("chair", data)

    @rule(data=st.data())
    def the_expert_does_what_is_possible(self, data: st.DataObject) -> None:
        self._what_is_possible("expert", data)

    @rule(data=st.data())
    def the_leader_does_what_is_possible(self, data: st.DataObject) -> None:
        self._what_is_possible("leader", data)

    @rule(data=st.data())
    def the_coordinator_does_what_is_possible(self, data: st.DataObject) -> None:
        self._what_is_possible("coordinator", data)

    @rule(data=st.data())
    def the_treasurer_does_what_is_possible(self, data: st.DataObject) -> None:
        self._what_is_possible("treasurer", data)

    def _what_is_possible(self, name: str, data: st.DataObject) -> None:
        """Random triggers rarely go far; this one is drawn from those that are open."""
        competition = self.competitions[0]
        open_to = sorted(
            (initiative.code, possible.trigger)
            for initiative in competition.session.scalars(select(Initiative))
            for possible in possibilities(
                competition.session,
                initiative,
                actor=competition.actor(name),
                now=competition.now,
            )
            if not possible.blockers
        )
        if open_to:
            code, trigger = data.draw(st.sampled_from(open_to))
            told = FACTS.get(trigger, {})
            outcome = self._both(lambda c: _act(c, code, trigger, name, "Так решили", told))
            assert outcome[0] == "moved"

    @rule(hours=st.sampled_from([1, 24 * 5, None]))
    def time_passes(self, hours: int | None) -> None:
        """Some hours, or until the next deadline."""
        for competition in self.competitions:
            if hours is None:
                competition.now = max(competition.now, _next_deadline(competition))
            else:
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
            assert awarded <= MONEY

    @invariant()
    def both_databases_agree(self) -> None:
        told = [_everything(competition.session) for competition in self.competitions]
        assert told[:1] == told[1:]

    def _both(self, act: Callable[[Competition], Outcome]) -> Outcome:
        outcomes = [act(competition) for competition in self.competitions]
        assert outcomes[0] == outcomes[1]
        self.done.update(outcomes[0])
        return outcomes[0]


def _find(competition: Competition, code: str) -> Initiative | None:
    return competition.session.query(Initiative).filter_by(code=code).one_or_none()


def _propose(competition: Competition, code: str, alone: bool) -> Outcome:
    try:
        with competition.session.begin_nested():
            competition.initiative(code, **({"group": []} if alone else {}))
    except Refusal as refusal:
        return ("refused", *refusal.codes)
    return ("moved", "propose")


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
    return ("moved", move.trigger, move.to_state)


def _next_deadline(competition: Competition) -> datetime:
    due = select(func.min(Deadline.due_at)).where(Deadline.outcome.is_(None))
    return competition.session.scalar(due) or competition.now


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
    done: set[str] = set()
    run_state_machine_as_test(
        lambda: RandomPeople(new_database, done),  # type: ignore[arg-type]  # a factory will do
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
    tried = set(TRIGGERS) & done
    assert len(tried) >= 12, f"the random people did not get far enough: {sorted(tried)}"
