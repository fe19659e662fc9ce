"""How fast mail goes to one provider."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import MailDomain, OutboxMessage
from notifications import outbox
from notifications.outbox import Fate, Pace
from tests.make import NOON, Competition
from workflow.people.preferences import set_preference

SECOND = timedelta(seconds=1)


def went(session: Session, pace: Pace, seconds: int, address: str = "a@example.org") -> bool:
    return pace.later(session, address, NOON + seconds * SECOND) is None


def test_a_domain_gets_a_small_burst_and_then_its_share(session: Session) -> None:
    pace = Pace(60)

    assert [went(session, pace, 0) for _ in range(12)] == [True] * 11 + [False]
    assert [went(session, pace, 1) for _ in range(2)] == [True, False]
    assert [went(session, pace, 4) for _ in range(4)] == [True, True, True, False]


def test_over_an_hour_no_more_go_than_the_setting_says(session: Session) -> None:
    pace = Pace(60)
    letters = sum(went(session, pace, second) for second in range(3600) for _ in range(2))

    assert letters == 3600 + 10


def test_workers_share_a_domains_pace(session: Session) -> None:
    one, other = Pace(6), Pace(6)

    assert [went(session, pace, 0) for pace in (one, other, one)] == [True, True, False]


def test_domains_do_not_wait_for_each_other(session: Session) -> None:
    pace = Pace(1)

    assert went(session, pace, 0, "a@example.org")
    assert not went(session, pace, 0, "b@EXAMPLE.org")
    assert went(session, pace, 0, "a@example.com")


def test_without_a_limit_nothing_is_counted(session: Session) -> None:
    pace = Pace(0)

    assert all(went(session, pace, 0) for _ in range(100))
    assert not session.scalars(select(MailDomain)).all()


def test_those_that_wait_ask_again_one_after_another(session: Session) -> None:
    pace = Pace(6)
    asks = [pace.later(session, "a@example.org", NOON) for _ in range(5)]

    assert asks == [None, None, *(NOON + timedelta(seconds=10 * n) for n in (1, 2, 3))]


@pytest.fixture
def letters(competition: Competition) -> list[int]:
    for number in (1, 2, 3):
        competition.act(competition.initiative(f"1-0{number}"), "submit", "leader")
    asked = select(OutboxMessage.id).where(OutboxMessage.template == "initiative_submitted")
    return list(competition.session.scalars(asked.order_by(OutboxMessage.id)))


def test_a_letter_that_waits_for_its_turn_has_not_been_tried(
    competition: Competition, letters: list[int]
) -> None:
    session, pace = competition.session, Pace(1)

    fates = [outbox.claim(session, letter_id, NOON, pace) for letter_id in letters]

    assert fates == [Fate.CLAIMED, Fate.POSTPONED, Fate.POSTPONED]
    second, third = (session.get_one(OutboxMessage, letter_id) for letter_id in letters[1:])
    assert (second.attempts, second.last_error) == (0, None)
    assert second.next_attempt_at == NOON + timedelta(seconds=50)
    assert third.next_attempt_at == NOON + timedelta(seconds=110)
    assert outbox.next_moment(session) is not None
    later = second.next_attempt_at
    assert outbox.claim(session, second.id, later, pace) == Fate.CLAIMED


def test_messages_to_a_messenger_wait_for_no_domain(
    competition: Competition, letters: list[int]
) -> None:
    session, leader = competition.session, competition.people["leader"]
    set_preference(session, leader, now=NOON, channel="messenger", messenger="json://127.0.0.1")

    fates = [outbox.claim(session, letter_id, NOON, Pace(1)) for letter_id in letters]

    assert fates == [Fate.CLAIMED] * 3
