"""Many at once: whoever comes second sees what the first did."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from models import HistoryEntry, Initiative, Person
from tests import make
from workflow.actor import Actor
from workflow.errors import Refusal
from workflow.gate import perform
from workflow.history.verify import verify

AT_ONCE = 8


def at_once(engine: Engine, act: Callable[[Session, int], object]) -> list[str]:
    """Each act in a transaction of its own, all begun together; how each ended."""
    together = Barrier(AT_ONCE)

    def run(number: int) -> str:
        together.wait()
        try:
            with Session(engine) as session, session.begin():
                act(session, number)
        except Refusal as refusal:
            return refusal.codes[0]
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(run, range(AT_ONCE)))


@pytest.fixture
def codes(engine: Engine) -> list[str]:
    """Proposals that wait for the council's decision."""
    with Session(engine) as session, session.begin():
        competition = make.competition(session)
        for number in range(AT_ONCE):
            competition.at("approval", f"1-0{number}")
    return [f"1-0{number}" for number in range(AT_ONCE)]


def _approve(session: Session, code: str, **given: int) -> None:
    chair = session.query(Person).filter_by(email="chair@example.org").one()
    initiative = session.query(Initiative).filter_by(code=code).one()
    perform(session, initiative, "approve", actor=Actor.person(chair.id), now=make.NOON, **given)  # type: ignore[arg-type]


def test_no_more_than_five_slots_are_given_at_once(engine: Engine, codes: list[str]) -> None:
    ended = at_once(engine, lambda session, number: _approve(session, codes[number]))

    assert ended == ["done"] * 5 + ["slot_is_free"] * 3
    with Session(engine) as session:
        assert session.scalar(select(func.count(Initiative.awarded))) == 5
        assert verify(session).sound


def test_one_of_many_who_read_the_same_version_decides(engine: Engine, codes: list[str]) -> None:
    ended = at_once(engine, lambda session, number: _approve(session, codes[0], expected_version=3))

    assert ended == ["done"] + ["stale"] * (AT_ONCE - 1)
    with Session(engine) as session:
        approvals = session.scalar(
            select(func.count(HistoryEntry.id)).where(HistoryEntry.action == "approve")
        )
        assert approvals == 1
