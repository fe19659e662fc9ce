"""Many at once: whoever comes second sees what the first did."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from models import AgendaItem, HistoryEntry, Initiative, Motion
from tests import make
from workflow.errors import Refusal
from workflow.gate import perform
from workflow.history.verify import verify
from workflow.meetings.session import close_vote

AT_ONCE = 8
CODES = [f"1-0{number}" for number in range(AT_ONCE)]


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
def competition(engine: Engine) -> make.Competition:
    """Proposals enough for all to act on one each, each before a meeting of its own, where all
    have voted to approve it; committed."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        competition = make.competition(session)
        for code in CODES:
            (item,) = competition.convened(competition.at("approval", code)).items
            competition.vote(item, Motion.APPROVE)
    return competition


def _close_vote(session: Session, competition: make.Competition, code: str) -> None:
    initiative = session.query(Initiative).filter_by(code=code).one()
    item = session.query(AgendaItem).filter_by(initiative_id=initiative.id).one()
    secretary = competition.actor("secretary")
    close_vote(session, item, actor=secretary, now=competition.now, reason="Так решили")


def test_no_more_than_five_slots_are_given_at_once(
    engine: Engine, competition: make.Competition
) -> None:
    ended = at_once(engine, lambda session, n: _close_vote(session, competition, CODES[n]))

    assert ended == ["done"] * 5 + ["motion_can_be_carried_out"] * 3
    with Session(engine) as session:
        decided = select(func.count()).where(AgendaItem.state == "decided")
        assert session.scalar(decided) == 5
        assert verify(session).sound


def test_one_of_many_who_read_the_same_version_decides(
    engine: Engine, competition: make.Competition
) -> None:
    with Session(engine) as session:
        read = session.query(Initiative).filter_by(code=CODES[0]).one().version

    def record(session: Session, _number: int) -> None:
        perform(
            session,
            session.query(Initiative).filter_by(code=CODES[0]).one(),
            "record_conflict",
            actor=competition.actor("coordinator"),
            now=competition.now,
            reason="Соседи",
            facts={"member": competition.people["expert"].id},
            expected_version=read,
        )

    assert at_once(engine, record) == ["done"] + ["stale"] * (AT_ONCE - 1)
    with Session(engine) as session:
        decisions = session.scalar(
            select(func.count(HistoryEntry.id)).where(HistoryEntry.action == "record_conflict")
        )
        assert decisions == 1
