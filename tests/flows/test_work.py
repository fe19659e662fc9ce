"""Money and work under way, as Prefect watches them."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from flows.deadlines import enforce_deadlines
from flows.work import watch_implementation
from models import HistoryEntry, OutboxMessage
from models.database import reading, transaction
from tests import make
from tests.make import NOON


def told(template: str) -> Sequence[int]:
    """Whom a letter is for."""
    with reading() as session:
        return session.scalars(
            select(OutboxMessage.recipient_id).where(OutboxMessage.template == template)
        ).all()


def test_a_silent_group_is_flagged_once(configured: str) -> None:
    with transaction() as session:
        competition = make.competition(session)
        competition.at("implementation")
    later = NOON + timedelta(days=31)

    assert watch_implementation(as_of=NOON) == 0
    assert [watch_implementation(as_of=later) for _ in range(2)] == [1, 0]

    people = competition.people
    assert sorted(told("risk_flagged")) == sorted([people["coordinator"].id, people["leader"].id])
    with reading() as session:
        flagged = select(HistoryEntry.flow).where(HistoryEntry.action == "flag_risk")
        assert session.scalars(flagged).all() == ["watch_implementation"]


def test_a_released_tranche_that_is_not_paid_is_noted_once(configured: str) -> None:
    with transaction() as session:
        competition = make.competition(session)
        first, *_ = competition.signed(competition.at("funding"))
        competition.on_part(first, "release", "coordinator")
    later = NOON + timedelta(days=9)

    assert [enforce_deadlines(as_of=later) for _ in range(2)] == [1, 0]

    assert told("tranche_overdue") == [competition.people["treasurer"].id]
