"""What tests ask the books."""

from collections.abc import Callable
from typing import Any

import pytest

from models import Account, Donation
from tests.make import Competition
from workflow.errors import Refusal
from workflow.money.check import check_books
from workflow.money.ledger import balances, held


def kopecks(competition: Competition) -> tuple[int, int, int, int]:
    """Free, reserved, paid and spent money of the programme."""
    found = balances(competition.session, competition.programme.id)
    return (
        found[Account.FREE],
        found[Account.RESERVED],
        found[Account.PAID],
        found[Account.SPENT],
    )


def roubles(competition: Competition) -> tuple[int, int, int, int]:
    """The same in roubles, of which no part is left over."""
    amounts = kopecks(competition)
    assert all(amount % 100 == 0 for amount in amounts)
    free, reserved, paid, spent = (amount // 100 for amount in amounts)
    return free, reserved, paid, spent


def faults(competition: Competition) -> list[str]:
    competition.session.expire_all()
    books = check_books(competition.session, competition.programme)
    return [fault.in_("en") for fault in books.faults]


def by_donation(competition: Competition, account: Account, initiative_id: int) -> dict[str, int]:
    """Code of a donation → roubles that the initiative has of it."""
    parts = held(competition.session, account, initiative_id)
    codes = {part: competition.session.get_one(Donation, part.donation_id).code for part in parts}
    return {code: part.amount // 100 for part, code in codes.items()}


def refusal(act: Callable[..., object], *told: Any, **given: Any) -> list[str]:
    """The codes that an act is refused with, each of them in words of both languages."""
    with pytest.raises(Refusal) as refused:
        act(*told, **given)
    assert all(blocker.text.ru and blocker.text.en for blocker in refused.value.blockers)
    return refused.value.codes
