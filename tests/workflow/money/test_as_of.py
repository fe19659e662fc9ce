"""Money as of a day: the ledger up to that evening."""

from datetime import timedelta

from models import Account
from tests.make import Competition, day
from workflow.history.as_of import AsOf
from workflow.money.as_of import awarded_then, balances_then
from workflow.money.ledger import balances
from workflow.programme.indicators.rows import initiatives_supported


def then(competition: Competition, days: int) -> AsOf:
    """The evening so many days from today."""
    on = day(competition.now) + timedelta(days=days)
    return AsOf.end_of(competition.session, competition.programme.id, on)


def awarded(competition: Competition, as_of: AsOf) -> int:
    ours = initiatives_supported(competition.session, competition.programme.id, as_of)
    return awarded_then(competition.session, ours, as_of)


def test_today_the_ledger_says_what_the_balances_say(competition: Competition) -> None:
    competition.at("completed", "1-01")
    competition.at("implementation", "1-02")
    session, programme = competition.session, competition.programme.id

    assert balances_then(session, programme, then(competition, 0)) == balances(session, programme)
    assert balances_then(session, programme, AsOf()) == balances(session, programme)


def test_yesterday_what_came_today_was_not_there(competition: Competition) -> None:
    competition.later(days=2)
    competition.donation(50_000, "2")

    found = [
        balances_then(competition.session, competition.programme.id, then(competition, days))
        for days in (-1, 0)
    ]

    assert [money[Account.FREE] for money in found] == [900_000_00, 950_000_00]


def test_an_award_counts_until_it_is_declined(competition: Competition) -> None:
    kept, declined = competition.at("funding", "1-01"), competition.at("funding", "1-02")
    competition.later(days=2)
    competition.act(declined, "withdraw", "leader", reason="Передумали")

    told = [awarded(competition, then(competition, days)) for days in (-3, -2, -1, 0)]

    assert told == [0, 100_000_00, 100_000_00, kept.awarded]
