"""The books balance after a whole life; whatever a database administrator does to them is found."""

import re
from collections.abc import Mapping

from sqlalchemy import delete, select, text

from models import Account, Donation, Expense, Initiative, Money, Slot, Subject
from tests.make import Competition
from tests.workflow.money.books import faults, roubles
from tests.workflow.money.tamperings import TAMPERINGS
from workflow.money.check import check_books


def lived(competition: Competition) -> Mapping[str, Initiative]:
    """A competition with every kind of end, and the first two donations not alike."""
    competition.has_only(0)
    competition.donation(60_000, "b", code="district", district=competition.district)
    competition.donation(200_000, "c", code="broad")
    competition.donation(1_000, "d", code="spare")
    found = {
        "completed": competition.at("implementation", "1-01"),
        "under way": competition.at("implementation", "1-02"),
        "declined": competition.at("funding", "1-03"),
        "winding up": competition.at("implementation", "1-04"),
        "proposed": competition.initiative("1-05"),
    }
    for name in ("completed", "under way", "winding up"):
        accepted(competition, found[name], 10_000)
    revoked = accepted(competition, found["completed"], 5_000)
    competition.on_part(revoked, "revoke", "coordinator", reason="Чек не тот")
    competition.expense(found["under way"], 100_00, line=2)
    competition.act(found["declined"], "withdraw", "leader", reason="Нашли другие средства")
    competition.act(found["winding up"], "terminate", "coordinator", reason="Не ведётся")
    competition.reported(found["completed"])
    competition.accounted(found["completed"])
    told = {"facts": {"rating": "satisfactory"}}
    competition.act(found["completed"], "accept_report", "coordinator", **told)
    return found


def accepted(competition: Competition, initiative: Initiative, roubles: int) -> Expense:
    expense = competition.expense(initiative, roubles * 100)
    competition.on_part(expense, "accept", "treasurer")
    return expense


def test_the_books_of_a_new_competition_balance(competition: Competition) -> None:
    books = check_books(competition.session, competition.programme)

    assert (books.balance, books.faults) == (True, ())
    assert books.received == Money(900_000_00)
    assert books.on_account == {
        Account.FREE: Money(900_000_00),
        Account.RESERVED: Money(0),
        Account.PAID: Money(0),
        Account.SPENT: Money(0),
    }


def test_the_books_balance_after_a_whole_life(competition: Competition) -> None:
    lived(competition)

    books = check_books(competition.session, competition.programme)

    assert books.faults == ()
    assert list(competition.session.dirty) == []
    assert roubles(competition) == (171_000, 20_000, 40_000, 30_000)
    assert books.received == Money(261_000_00)
    assert sum(amount.minor for amount in books.on_account.values()) == books.received.minor


def names(competition: Competition) -> Mapping[str, int]:
    """What the tamperings call things → their keys."""

    def subject(kind: str, code: str) -> int:
        found = select(Subject.id).where(Subject.kind == kind, Subject.code == code)
        return competition.session.scalars(found).one()

    def donation(code: str) -> int:
        found = select(Donation.id).where(Donation.code == code)
        return competition.session.scalars(found).one()

    return {
        "broad": donation("broad"),
        "local": donation("district"),
        "spare": donation("spare"),
        "completed": subject("initiative", "1-01"),
        "under_way": subject("initiative", "1-02"),
        "declined": subject("initiative", "1-03"),
        "proposed": subject("initiative", "1-05"),
        "accepted": subject("expense", "1-01.e1"),
        "revoked": subject("expense", "1-01.e2"),
        "waiting": subject("expense", "1-02.e2"),
        "paid": subject("tranche", "1-02.1"),
        "planned": subject("tranche", "1-02.2"),
        "elsewhere": competition.other_district.id,
    }


def disarm(competition: Competition) -> None:
    """Somebody who may, drops the triggers."""
    connection = competition.session.connection()
    if connection.dialect.name == "sqlite":
        for change in ("update", "delete"):
            connection.exec_driver_sql(f"drop trigger ledger_entry_no_{change}")
    else:
        connection.exec_driver_sql("alter table ledger_entry disable trigger user")


def test_what_an_administrator_does_is_found_and_named(competition: Competition) -> None:
    """All on one competition, each undone before the next: living it takes longer than looking."""
    lived(competition)
    competition.session.flush()
    disarm(competition)
    assert faults(competition) == []

    named = names(competition)
    for name, (statements, words) in TAMPERINGS.items():
        with competition.session.begin_nested() as undone:
            for statement in statements:
                asked = {word: named[word] for word in re.findall(r":(\w+)", statement)}
                changed = competition.session.connection().execute(text(statement), asked)
                assert changed.rowcount >= 1, name
            found = faults(competition)
            assert any(words in fault for fault in found), (name, found)
            undone.rollback()
        assert faults(competition) == [], name


def test_fewer_slots_than_awards_are_found(competition: Competition) -> None:
    """Also where it is the programme's document that was changed."""
    for code in ("1-01", "1-02"):
        competition.at("funding", code)
    competition.programme.slots_per_district = 1
    competition.session.flush()

    assert faults(competition) == ["1-02 is supported beyond its district's slots."]


def test_books_of_another_programme_are_not_ours(competition: Competition) -> None:
    """What is wrong there is not told here."""
    competition.at("funding")
    competition.session.execute(delete(Slot))
    assert faults(competition) == ["1-01 is supported beyond its district's slots."]

    other = type(competition.programme)(id=competition.programme.id + 1, currency="RUB")

    assert check_books(competition.session, other).faults == ()
