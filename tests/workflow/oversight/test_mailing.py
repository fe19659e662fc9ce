"""A month is reported on once, to who answers for the programme and who evaluates it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from models import OutboxMessage, Role, RoleAssignment, Text
from tests.make import Competition, appointed
from workflow.deadlines.timetable import Timetable
from workflow.oversight.mailing import (
    OVERSIGHT,
    enclosed_report,
    next_report_at,
    queue_report,
    unreported,
)
from workflow.oversight.month import Month
from workflow.oversight.proof import Verified
from workflow.people.access import What, note

SOUND = Verified(True, Text(ru="Проверено.", en="Verified."))
NINE_THERE = datetime(2026, 4, 1, 2, tzinfo=UTC)
MARCH, APRIL = Month(2026, 3), Month(2026, 4)


def months(competition: Competition, at: datetime) -> list[str]:
    return [str(m) for m in unreported(competition.session, competition.programme, at)]


def reported(
    competition: Competition,
    month: Month = MARCH,
    at: datetime = NINE_THERE,
    verified: Verified = SOUND,
) -> int:
    return queue_report(competition.session, competition.programme, month, verified, now=at)


def letters(competition: Competition) -> list[OutboxMessage]:
    asked = select(OutboxMessage).where(OutboxMessage.template == OVERSIGHT)
    return list(competition.session.scalars(asked.order_by(OutboxMessage.id)))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 4, 1, 1, 59, tzinfo=UTC), []),
        (NINE_THERE, ["2026-03"]),
        (datetime(2026, 4, 30, 20, tzinfo=UTC), ["2026-03"]),
        (datetime(2026, 6, 2, 2, tzinfo=UTC), ["2026-03", "2026-04", "2026-05"]),
        (datetime(2026, 8, 2, 2, tzinfo=UTC), ["2026-05", "2026-06", "2026-07"]),
    ],
    ids=["before nine", "at nine", "the day after the next", "after an outage", "a long one"],
)
def test_months_that_are_over_wait_for_their_report(
    competition: Competition, at: datetime, expected: list[str]
) -> None:
    assert months(competition, at) == expected


def test_month_is_reported_on_once(competition: Competition) -> None:
    assert [reported(competition) for _ in range(2)] == [2, 0]
    assert months(competition, NINE_THERE) == []


def test_who_comes_later_is_not_sent_old_reports(competition: Competition) -> None:
    reported(competition)
    appointed(competition, competition.resident("newcomer"), Role.COORDINATOR)

    assert reported(competition) == 0


def test_coordinators_and_evaluators_get_it_and_nobody_else(competition: Competition) -> None:
    reported(competition)

    to = {message.recipient.email for message in letters(competition)}
    assert to == {"coordinator@example.org", "evaluator@example.org"}


def test_programme_that_is_over_is_reported_on_where_something_happened(
    competition: Competition,
) -> None:
    later = datetime(2027, 3, 1, 2, tzinfo=UTC)
    assert months(competition, later) == ["2026-12"]

    note(
        competition.session,
        what=What.LETTERS,
        programme_id=competition.programme.id,
        viewer_id=None,
        now=datetime(2027, 2, 10, tzinfo=UTC),
    )

    assert months(competition, later) == ["2026-12", "2027-02"]


def test_programme_without_anybody_to_tell_is_not_reported_on(competition: Competition) -> None:
    readers = RoleAssignment.role.in_((Role.COORDINATOR, Role.EVALUATOR))
    for held in competition.session.scalars(select(RoleAssignment).where(readers)):
        held.until = date(2026, 3, 2)
    competition.session.flush()

    assert reported(competition) == 0


def test_letter_tells_what_to_look_at_and_names_nobody(competition: Competition) -> None:
    reported(competition, verified=Verified(False, Text(ru="НЕ СХОДИТСЯ", en="NOT SOUND")))

    told = letters(competition)[0].told
    assert told is not None
    assert told["month"] == {"ru": "март 2026 г.", "en": "March 2026"}
    assert told["findings"][0] == {"ru": "НЕ СХОДИТСЯ", "en": "NOT SOUND"}
    assert "Coordinator" not in str(told)


def test_coordinators_report_has_names_and_the_evaluators_has_none(
    competition: Competition,
) -> None:
    reported(competition)

    named = {
        message.recipient.email: enclosed_report(competition.session, message).names
        for message in letters(competition)
    }
    assert named == {"coordinator@example.org": True, "evaluator@example.org": False}


@pytest.mark.parametrize("sound", [True, False])
def test_enclosed_report_says_what_the_verification_said(
    competition: Competition, sound: bool
) -> None:
    verified = Verified(sound, Text(ru="Сказано так", en="So it said"))
    reported(competition, verified=verified)

    enclosed = enclosed_report(competition.session, letters(competition)[0])

    assert enclosed.proof.verified == verified
    assert (enclosed.month, enclosed.is_over) == (MARCH, True)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (datetime(2026, 4, 1, 1, tzinfo=UTC), NINE_THERE),
        (NINE_THERE, datetime(2026, 5, 1, 2, tzinfo=UTC)),
        (datetime(2026, 3, 31, 20, tzinfo=UTC), NINE_THERE),
        (datetime(2026, 12, 31, 10, tzinfo=UTC), datetime(2027, 1, 1, 2, tzinfo=UTC)),
    ],
)
def test_next_report_comes_on_the_first_of_the_month(after: datetime, expected: datetime) -> None:
    assert next_report_at(Timetable("Asia/Novosibirsk", "RU"), after) == expected
