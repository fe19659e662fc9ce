"""Support from the reserve list, as Prefect runs it."""

from sqlalchemy import select

from flows.council import promote_from_reserve
from models import HistoryEntry, Initiative
from models.database import reading, transaction
from tests import make
from tests.make import NOON


def waiting_for_money() -> None:
    """One initiative on the reserve list, and no money to support it."""
    with transaction() as session:
        competition = make.competition(session)
        competition.at("reserve")
        competition.has_only(0)


def state() -> str:
    with reading() as session:
        return session.scalars(select(Initiative.state)).one()


def test_nothing_is_promoted_while_there_is_no_money(configured: str) -> None:
    waiting_for_money()

    assert promote_from_reserve(as_of=NOON) == 0
    assert state() == "reserve"


def test_what_a_donation_suffices_for_is_promoted_once(configured: str) -> None:
    waiting_for_money()
    with transaction() as session:
        make.competition(session).donation(roubles=50_000, agreement="2")

    assert promote_from_reserve(as_of=NOON) == 1
    assert promote_from_reserve(as_of=NOON) == 0
    assert state() == "funding"
    with reading() as session:
        promoted = select(HistoryEntry.flow).where(HistoryEntry.action == "promote")
        assert session.scalars(promoted).all() == ["promote_from_reserve"]
