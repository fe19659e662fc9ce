"""A bank's statement against the donations awaited: previewed, then all of it or nothing."""

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from models import Donation, HistoryEntry, LedgerEntry, Role
from tests import make
from tests.make import NAMES, Competition
from tests.workflow.money.bank_files import read, row, written
from tests.workflow.money.books import faults, refusal, roubles
from workflow.actor import Actor
from workflow.errors import Refusal, Stale
from workflow.money.bank import ImportPreview, import_statement, preview_import
from workflow.money.donations import refund
from workflow.money.statement import Statement


def awaited(competition: Competition, agreement: str = "12/2026", roubles: int = 1_000) -> Donation:
    """Pledged and agreed on."""
    donation = competition.pledge(roubles)
    competition.agree(donation, agreement)
    return donation


def paid(agreement: str = "12/2026", number: str = "101", **changed: str) -> dict[str, str]:
    fields = {
        "Дата_операции": "01.03.2026",
        "Номер_документа": number,
        "Сумма": "600,00",
        "Назначение_платежа": f"По договору пожертвования № {agreement}",
    }
    return row(**fields | changed)


def preview(competition: Competition, statement: Statement) -> ImportPreview:
    return preview_import(competition.session, competition.programme, statement)


def imported(competition: Competition, statement: Statement, **changed: Any) -> ImportPreview:
    asked: dict[str, Any] = {
        "actor": competition.actor("treasurer"),
        "now": competition.now,
        "previewed": preview(competition, statement).fingerprint,
    }
    return import_statement(
        competition.session, competition.programme, statement, **asked | changed
    )


def told(found: ImportPreview) -> tuple[list[int], list[int], list[int], int]:
    """Numbers of the lines: matched, known, unmatched; and how many go out."""
    return (
        [m.line.number for m in found.matched],
        [line.number for line in found.known],
        [line.number for line in found.unmatched],
        found.outgoing,
    )


def everything_kept(competition: Competition) -> tuple[int, int]:
    session = competition.session
    return (
        session.scalars(select(func.count(HistoryEntry.id))).one(),
        session.scalars(select(func.count(LedgerEntry.id))).one(),
    )


def test_a_preview_says_what_would_be_put_on_record_and_changes_nothing(
    competition: Competition,
) -> None:
    donation = awaited(competition)
    statement = read(
        written(
            paid(),
            paid("99/2026", "102"),
            paid(number="103", Сумма="сто"),
            paid(number="104", Назначение_платежа="Пожертвование от души"),
            paid(number="105", Сумма="-50,00"),
        )
    )
    before = everything_kept(competition)

    found = preview(competition, statement)

    assert told(found) == ([2], [], [3, 4, 5], 1)
    assert [m.donation.code for m in found.matched] == [donation.code]
    assert found.total("RUB").minor == 600_00
    assert [line.reason.in_("en") for line in found.unmatched if line.number != 4] == [
        "No agreement 99/2026 is on record: record it, then import again.",
        "The purpose names no donation agreement: record it by hand, for its donation.",
    ]
    assert everything_kept(competition) == before
    assert list(competition.session.new) == []
    assert list(competition.session.dirty) == []


def test_an_import_does_what_the_preview_said(competition: Competition) -> None:
    awaited(competition)
    statement = read(written(paid(), paid("99/2026", "102")))

    done = imported(competition, statement)

    assert told(done) == ([2], [], [3], 0)
    assert roubles(competition) == (900_600, 0, 0, 0)
    assert faults(competition) == []


def test_the_banks_number_is_in_the_history(competition: Competition) -> None:
    awaited(competition)
    imported(competition, read(written(paid(number="000101"))))

    last = select(HistoryEntry.facts).where(HistoryEntry.action == "receive")
    told = competition.session.scalars(last.order_by(HistoryEntry.id.desc())).all()
    assert json.loads(told[0])["reference"] == "000101"


def test_a_statement_imported_twice_puts_nothing_on_record_twice(
    competition: Competition,
) -> None:
    awaited(competition)
    statement = read(written(paid()))
    imported(competition, statement)
    before = everything_kept(competition)

    again = imported(competition, statement)

    assert told(again) == ([], [2], [], 0)
    assert everything_kept(competition) == before
    assert roubles(competition) == (900_600, 0, 0, 0)


def test_a_payment_that_another_file_has_too_is_known(competition: Competition) -> None:
    awaited(competition)
    imported(competition, read(written(paid())))

    wider = read(written(paid(Плательщик="ООО «ПРИМЕР»"), paid(number="102", Сумма="400,00")))
    done = imported(competition, wider)

    assert told(done) == ([3], [2], [], 0)
    assert roubles(competition) == (901_000, 0, 0, 0)


def test_a_payment_that_a_file_has_twice_is_one(competition: Competition) -> None:
    awaited(competition)

    done = imported(competition, read(written(paid(), paid())))

    assert told(done) == ([2], [3], [], 0)
    assert roubles(competition) == (900_600, 0, 0, 0)


def test_the_like_of_a_payment_without_a_number_is_left_to_a_person(
    competition: Competition,
) -> None:
    awaited(competition)
    statement = read(written(paid(number="")))
    imported(competition, statement)

    again = imported(competition, statement)

    assert told(again) == ([], [], [2], 0)
    assert again.unmatched[0].reason.in_("en").startswith("The like is on record")
    assert roubles(competition) == (900_600, 0, 0, 0)


def test_what_was_refunded_is_not_imported_again(competition: Competition) -> None:
    donation = awaited(competition)
    statement = read(written(paid()))
    imported(competition, statement)
    refund(
        competition.session,
        donation,
        600_00,
        "№ 1",
        actor=competition.actor("treasurer"),
        now=competition.now,
        reason="Ошибочный платёж",
    )

    assert told(imported(competition, statement)) == ([], [2], [], 0)
    assert roubles(competition) == (900_000, 0, 0, 0)


def test_another_treasurer_imports_nothing_twice(competition: Competition) -> None:
    """The request is another's, and the payment still the same."""
    awaited(competition)
    second = competition.people["friend"]
    make.appointed(competition, second, Role.TREASURER)
    statement = read(written(paid()))
    imported(competition, statement)
    competition.later(days=1)

    done = imported(competition, statement, actor=Actor.person(second.id))

    assert told(done) == ([], [2], [], 0)


def test_a_plan_that_changed_since_it_was_seen_is_not_carried_out(
    competition: Competition,
) -> None:
    awaited(competition)
    statement = read(written(paid(), paid("13/2026", "102")))
    seen = preview(competition, statement).fingerprint
    awaited(competition, "13/2026")
    before = everything_kept(competition)

    with pytest.raises(Stale) as stale:
        imported(competition, statement, previewed=seen)

    assert stale.value.codes == ["plan_changed"]
    assert everything_kept(competition) == before


def test_a_plan_is_another_once_somebody_imported_it(competition: Competition) -> None:
    awaited(competition)
    statement = read(written(paid()))
    seen = preview(competition, statement).fingerprint
    imported(competition, statement)

    with pytest.raises(Stale):
        imported(competition, statement, previewed=seen)


def test_a_file_of_the_same_plan_is_the_same_plan(competition: Competition) -> None:
    """What is not imported does not matter."""
    awaited(competition)
    first = preview(competition, read(written(paid())))
    second = preview(competition, read(written(paid(), paid("77", "999"))))

    assert first.fingerprint == second.fingerprint
    other = preview(competition, read(written(paid(Сумма="600,01"))))
    assert other.fingerprint != first.fingerprint


def test_all_of_it_is_put_on_record_or_nothing(competition: Competition) -> None:
    """The second line brings more than was pledged."""
    awaited(competition)
    statement = read(written(paid(), paid(number="102", Сумма="400,01")))
    before = everything_kept(competition)

    with pytest.raises(Refusal) as refused, competition.session.begin_nested():
        imported(competition, statement)

    assert refused.value.codes == ["no_more_than_pledged"]
    assert refused.value.blockers[0].text.in_("en").startswith("Line 3: Only 400 RUB")
    assert refused.value.blockers[0].text.ru.startswith("Строка 3: ")
    competition.session.expire_all()
    assert everything_kept(competition) == before
    assert roubles(competition) == (900_000, 0, 0, 0)
    imported(competition, read(written(paid())))


def test_a_payment_of_tomorrow_is_refused_with_its_line(competition: Competition) -> None:
    awaited(competition)
    statement = read(written(paid(Дата_операции="03.03.2026")))

    assert refusal(imported, competition, statement) == ["day_is_past"]


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"treasurer"}))
def test_only_the_treasurer_imports(competition: Competition, name: str) -> None:
    awaited(competition)
    statement = read(written(paid()))

    codes = refusal(imported, competition, statement, actor=competition.actor(name))

    assert codes == ["not_permitted"]


def test_a_statement_with_nothing_for_us_is_imported_to_no_effect(
    competition: Competition,
) -> None:
    before = everything_kept(competition)

    done = imported(competition, read(written(paid())))

    assert (told(done), done.total("RUB").minor) == (([], [], [2], 0), 0)
    assert everything_kept(competition) == before
