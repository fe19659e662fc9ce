"""Delivery: at least once, under a Message-ID that marks a repeat, and never in silence."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Category, OutboxMessage, RefusedAddress
from notifications import outbox
from notifications.channels import Smtp
from notifications.outbox import Fate, Result
from notifications.outbox.refusals import allow_address
from tests.make import NOON, Competition
from tests.notifications.attempts import HEAD, Kept, attempt, read, submitted
from tests.notifications.conftest import MailServer
from workflow.deadlines.timetable import timetable_of
from workflow.people.preferences import set_preference


@pytest.fixture
def message(competition: Competition) -> OutboxMessage:
    return submitted(competition)


def test_a_letter_is_delivered(
    competition: Competition, message: OutboxMessage, mail_server: MailServer
) -> None:
    assert attempt(competition.session, message, Smtp(mail_server.url)) == Fate.SENT

    assert len(mail_server.received()) == 1
    assert message.delivered_at == NOON
    assert message.id not in outbox.waiting(competition.session, NOON + timedelta(days=9))


def test_a_repeat_carries_the_same_message_id(
    competition: Competition, message: OutboxMessage, mail_server: MailServer
) -> None:
    """A worker that died between sending and writing it down: the next one sends again."""
    through = Smtp(mail_server.url)
    assert outbox.claim(competition.session, message.id, NOON) == Fate.CLAIMED
    outbox.send(through, outbox.compose(competition.session, message.id, HEAD))

    assert attempt(competition.session, message, through, minutes=10) == Fate.SENT

    first, second = map(read, mail_server.received())
    assert first["Message-ID"] == second["Message-ID"]


def test_two_workers_do_not_take_the_same_letter(
    competition: Competition, message: OutboxMessage
) -> None:
    session = competition.session
    assert outbox.claim(session, message.id, NOON) == Fate.CLAIMED
    assert outbox.claim(session, message.id, NOON) == Fate.TAKEN
    assert outbox.claim(session, message.id, NOON + outbox.CLAIM) == Fate.CLAIMED


def test_a_worker_that_comes_late_changes_nothing_about_the_end(
    competition: Competition, message: OutboxMessage
) -> None:
    session = competition.session
    outbox.claim(session, message.id, NOON)
    attempt(session, message, Kept(), minutes=10)

    late = NOON + timedelta(minutes=11)
    assert outbox.note(session, message.id, late, Result("too slow", final=True)) == Fate.TAKEN

    assert message.delivered_at == NOON + timedelta(minutes=10)
    assert (message.dead_at, message.last_error) == (None, None)


def test_a_recipient_refused_for_now_is_tried_again_later_and_later(
    competition: Competition, message: OutboxMessage, mail_server: MailServer
) -> None:
    message.recipient.email = "busy@example.org"
    session, through = competition.session, Smtp(mail_server.url)

    assert attempt(session, message, through) == Fate.AGAIN
    assert message.next_attempt_at == NOON + timedelta(minutes=1)
    assert str(message.last_error) == "451 4.3.0 Try again later"
    assert attempt(session, message, through, minutes=1) == Fate.AGAIN
    assert message.next_attempt_at == NOON + timedelta(minutes=5)

    message.recipient.email = "leader@example.org"
    assert attempt(session, message, through, minutes=5) == Fate.SENT
    assert (message.attempts, message.last_error) == (3, None)
    assert not session.scalars(select(RefusedAddress)).all()


def test_a_letter_is_given_up_after_the_most_attempts(
    competition: Competition, message: OutboxMessage
) -> None:
    nowhere = Smtp("smtp://127.0.0.1:9")  # the discard port: nobody listens

    fates = [
        attempt(competition.session, message, nowhere, days=number)
        for number in range(outbox.MOST_ATTEMPTS)
    ]

    assert fates == [Fate.AGAIN] * (outbox.MOST_ATTEMPTS - 1) + [Fate.DEAD]
    assert message.dead_at == NOON + timedelta(days=outbox.MOST_ATTEMPTS - 1)
    assert "refused" in (message.last_error or "")


def test_a_retry_waits_for_the_end_of_the_quiet_hours(
    competition: Competition, message: OutboxMessage
) -> None:
    session, nowhere = competition.session, Smtp("smtp://127.0.0.1:9")
    timetable = timetable_of(session, message.programme_id)
    evening, morning = (timetable.at(timetable.local_day(NOON), at) for at in timetable.quiet)
    late, morning = evening - timedelta(seconds=30), morning + timedelta(days=1)

    assert attempt(session, message, nowhere, now=late) == Fate.AGAIN

    assert message.next_attempt_at == morning
    assert message.id not in outbox.waiting(session, morning - timedelta(seconds=1))
    assert message.id in outbox.waiting(session, morning)


def test_a_claim_that_runs_out_at_night_waits_for_the_morning(
    competition: Competition, message: OutboxMessage
) -> None:
    session = competition.session
    timetable = timetable_of(session, message.programme_id)
    evening, morning = (timetable.at(timetable.local_day(NOON), at) for at in timetable.quiet)

    assert outbox.claim(session, message.id, evening - timedelta(minutes=1)) == Fate.CLAIMED

    assert message.next_attempt_at == morning + timedelta(days=1)


@pytest.mark.parametrize(
    ("category", "without", "fate"),
    [
        (Category.REMINDER, {"reminders": False}, Fate.UNWANTED),
        (Category.REMINDER, {"news": False}, Fate.SENT),
        (Category.NEWS, {"news": False}, Fate.UNWANTED),
        (Category.NEWS, {"reminders": False}, Fate.SENT),
        (Category.OBLIGATION, {"news": False, "reminders": False}, Fate.SENT),
    ],
)
def test_what_somebody_does_without_is_not_sent(
    competition: Competition,
    message: OutboxMessage,
    category: Category,
    without: dict[str, bool],
    fate: Fate,
) -> None:
    message.category, through = category, Kept()
    set_preference(competition.session, message.recipient, now=NOON, **without)  # type: ignore[arg-type]

    assert attempt(competition.session, message, through) == fate

    assert len(through.letters) == (fate == Fate.SENT)
    ends = (message.delivered_at, message.unwanted_at, message.dead_at)
    assert ends == ((NOON, None, None) if fate == Fate.SENT else (None, NOON, None))
    assert message.attempts == (fate == Fate.SENT)


def test_a_hard_bounce_stops_all_mail_to_the_address(
    competition: Competition, message: OutboxMessage, mail_server: MailServer
) -> None:
    session, through = competition.session, Smtp(mail_server.url)
    message.recipient.email = "nobody@example.org"
    competition.act(competition.initiative("1-02"), "submit", "leader")
    (another,) = session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.template == message.template, OutboxMessage.id != message.id
        )
    )

    assert attempt(session, message, through) == Fate.DEAD
    assert attempt(session, another, through, minutes=1) == Fate.DEAD

    assert mail_server.asked() == ["nobody@example.org"]
    assert (message.dead_at, message.last_error) == (NOON, "550 5.1.1 No such mailbox")
    assert another.last_error == (
        "Nothing arrives at nobody@example.org since 2026-03-02: 550 5.1.1 No such mailbox. "
        "When it does again: “vmeste letters allow nobody@example.org”"
    )
    assert another.attempts == 0


def test_mail_goes_again_to_an_address_that_is_allowed(
    competition: Competition, message: OutboxMessage
) -> None:
    session, through = competition.session, Kept()
    session.add(RefusedAddress(email="leader@example.org", since=NOON, error="550"))
    session.flush()

    assert allow_address(session, "Leader@example.org ")
    assert not allow_address(session, "leader@example.org")
    assert attempt(session, message, through) == Fate.SENT


def test_a_refused_address_stops_nobody_elses_mail(
    competition: Competition, message: OutboxMessage
) -> None:
    competition.session.add(RefusedAddress(email="x-leader@example.org", since=NOON, error="550"))

    assert attempt(competition.session, message, Kept()) == Fate.SENT


def test_a_server_that_will_not_relay_stops_no_mail(
    competition: Competition, message: OutboxMessage, mail_server: MailServer
) -> None:
    message.recipient.email = "stranger@example.org"

    assert attempt(competition.session, message, Smtp(mail_server.url)) == Fate.DEAD

    assert not competition.session.scalars(select(RefusedAddress)).all()


def test_who_chose_a_messenger_gets_no_mail(
    competition: Competition, message: OutboxMessage
) -> None:
    """Not even where it fails; a refused address does not concern it."""
    session, mail = competition.session, Kept()
    nowhere = {"channel": "messenger", "messenger": "json://127.0.0.1:9/key"}
    set_preference(session, message.recipient, now=NOON, **nowhere)  # type: ignore[arg-type]
    session.add(RefusedAddress(email=message.recipient.email, since=NOON, error="550"))
    session.flush()

    assert attempt(session, message, mail) == Fate.AGAIN

    assert mail.letters == []
    assert message.last_error == "The messenger (json) did not take it"


def test_a_messenger_that_cannot_be_understood_makes_a_dead_letter(
    competition: Competition, message: OutboxMessage
) -> None:
    nonsense = {"channel": "messenger", "messenger": "nonsense://key"}
    set_preference(competition.session, message.recipient, now=NOON, **nonsense)  # type: ignore[arg-type]

    assert attempt(competition.session, message, Kept()) == Fate.DEAD

    assert "one that can be understood" in (message.last_error or "")
    assert "key" not in (message.last_error or "")
