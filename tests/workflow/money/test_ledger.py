"""Money moves between accounts, one donation at a time, and never what is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from models import Account, LedgerEntry
from tests.make import Competition
from tests.workflow.money.books import roubles
from workflow.money.ledger import Because, Part, balance, balances, held, take, total, transfer
from workflow.programme.lookup import find_fund

PARTS = st.lists(st.builds(Part, donation_id=st.integers(1, 9), amount=st.integers(0, 50)))


@pytest.mark.parametrize(
    ("amounts", "asked", "taken"),
    [
        ([100], 0, []),
        ([], 0, []),
        ([100], 1, [(1, 1)]),
        ([100], 100, [(1, 100)]),
        ([60, 40], 60, [(1, 60)]),
        ([60, 40], 61, [(1, 60), (2, 1)]),
        ([60, 40], 100, [(1, 60), (2, 40)]),
        ([0, 40], 5, [(2, 5)]),
        ([10, 10, 10], 25, [(1, 10), (2, 10), (3, 5)]),
    ],
)
def test_parts_are_taken_from_the_first_on(
    amounts: list[int], asked: int, taken: list[tuple[int, int]]
) -> None:
    parts = [Part(number, amount) for number, amount in enumerate(amounts, start=1)]

    assert take(parts, asked) == [Part(*part) for part in taken]


@pytest.mark.parametrize(("amounts", "asked"), [([], 1), ([100], 101), ([60, 40], 101)])
def test_more_than_there_is_cannot_be_taken(amounts: list[int], asked: int) -> None:
    with pytest.raises(ValueError, match="1 more than there is"):
        take([Part(1, amount) for amount in amounts], asked)


@given(PARTS, st.integers(0, 200))
def test_what_is_taken_is_what_was_asked_and_no_part_gives_more_than_it_has(
    parts: list[Part], asked: int
) -> None:
    if asked > total(parts):
        with pytest.raises(ValueError, match="more than there is"):
            take(parts, asked)
        return
    taken = take(parts, asked)

    assert total(taken) == asked
    assert all(part.amount > 0 for part in taken)
    whole = [part for part in parts if part.amount]
    assert taken[:-1] == whole[: len(taken)][:-1]
    assert all(part.amount <= of.amount for part, of in zip(taken, whole, strict=False))


@given(PARTS, st.integers(0, 200))
def test_taking_changes_no_part(parts: list[Part], asked: int) -> None:
    before = list(parts)
    if asked <= total(parts):
        take(parts, asked)

    assert parts == before


def because(competition: Competition) -> Because:
    fund = find_fund(competition.session, competition.programme)
    return Because(fund.id, fund.version, competition.now)


def test_money_received_is_free(competition: Competition) -> None:
    assert roubles(competition) == (900_000, 0, 0, 0)


def test_a_programme_without_money_has_none_on_any_account(competition: Competition) -> None:
    found = balances(competition.session, competition.programme.id + 1)

    assert found == dict.fromkeys([a for a in Account if a != Account.OUTSIDE], 0)


def test_a_transfer_takes_from_one_account_what_it_adds_to_another(
    competition: Competition,
) -> None:
    initiative = competition.initiative()
    donation = competition.donation(100, "2")

    transfer(
        competition.session,
        [Part(donation.id, 70_00)],
        Account.FREE,
        Account.RESERVED,
        because(competition),
        initiative_id=initiative.id,
    )

    assert roubles(competition) == (899_930 + 100, 70, 0, 0)
    assert held(competition.session, Account.RESERVED, initiative.id) == [Part(donation.id, 70_00)]
    assert balance(competition.session, Account.RESERVED, initiative.id) == 70_00
    assert held(competition.session, Account.PAID, initiative.id) == []


def test_what_an_initiative_has_is_told_from_what_another_has(competition: Competition) -> None:
    first, second = competition.initiative("1-01"), competition.initiative("1-02")
    donation = competition.donation(100, "2")
    for initiative, amount in ((first, 30_00), (second, 50_00)):
        transfer(
            competition.session,
            [Part(donation.id, amount)],
            Account.FREE,
            Account.RESERVED,
            because(competition),
            initiative_id=initiative.id,
        )

    assert balance(competition.session, Account.RESERVED, first.id) == 30_00
    assert balance(competition.session, Account.RESERVED, second.id) == 50_00


@pytest.mark.parametrize("amount", [100_01, 10**15])
def test_the_database_gives_out_nothing_that_is_not_there(
    competition: Competition, amount: int
) -> None:
    initiative, donation = competition.initiative(), competition.donation(100, "2")

    with pytest.raises(IntegrityError), competition.session.begin_nested():
        transfer(
            competition.session,
            [Part(donation.id, amount)],
            Account.FREE,
            Account.RESERVED,
            because(competition),
            initiative_id=initiative.id,
        )

    assert roubles(competition) == (900_100, 0, 0, 0)


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_and_less_than_nothing_do_not_move(competition: Competition, amount: int) -> None:
    donation = competition.donation(100, "2")

    with pytest.raises(IntegrityError), competition.session.begin_nested():
        transfer(
            competition.session,
            [Part(donation.id, amount)],
            Account.OUTSIDE,
            Account.FREE,
            because(competition),
        )

    assert roubles(competition) == (900_100, 0, 0, 0)


@pytest.mark.parametrize(
    "change", ["update ledger_entry set amount = 1", "delete from ledger_entry"]
)
def test_the_ledger_is_written_once(competition: Competition, change: str) -> None:
    before = competition.session.scalars(select(func.count(LedgerEntry.id))).one()

    with pytest.raises(DBAPIError, match="append-only"), competition.session.begin_nested():
        competition.session.connection().exec_driver_sql(change)

    assert competition.session.scalars(select(func.count(LedgerEntry.id))).one() == before
