"""How much of each donation is where."""

from datetime import date
from typing import Any

from sqlalchemy import event

from tests.make import Competition
from workflow.money.donations import agree, receive, refund
from workflow.money.holdings import holdings


def told(competition: Competition) -> list[tuple[str, int, int]]:
    return [
        (held.donation.code, held.received.minor, held.free.minor)
        for held in holdings(competition.session, competition.programme)
    ]


def test_a_pledge_is_held_by_nobody(competition: Competition) -> None:
    competition.pledge(100_000)

    assert told(competition) == [("D1", 900_000_00, 900_000_00), ("D2", 0, 0)]


def test_an_award_is_received_and_not_free(competition: Competition) -> None:
    competition.at("implementation")

    assert told(competition) == [("D1", 900_000_00, 850_000_00)]


def test_what_went_back_is_received_no_more(competition: Competition) -> None:
    donation = competition.pledge(1_000)
    deed: dict[str, Any] = {"actor": competition.actor("treasurer"), "now": competition.now}
    session = competition.session
    agree(session, donation, "2", date(2026, 3, 1), **deed)
    receive(session, donation, 700_00, date(2026, 3, 1), "№ 1", **deed)
    refund(session, donation, 200_00, "№ 2", reason="Лишнее", **deed)

    assert told(competition)[1] == ("D2", 500_00, 500_00)


def test_holdings_take_as_many_statements_for_one_donation_as_for_three(
    competition: Competition,
) -> None:
    def statements() -> int:
        seen: list[str] = []

        def note(*given: object) -> None:
            seen.append(str(given[2]))

        competition.session.expire_all()
        bind = competition.session.connection()
        event.listen(bind, "before_cursor_execute", note)
        told(competition)
        event.remove(bind, "before_cursor_execute", note)
        return len(seen)

    one = statements()
    competition.pledge(1)
    competition.pledge(2)

    assert statements() == one
