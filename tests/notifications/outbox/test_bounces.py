"""Letters that come back by mail."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import OutboxMessage, RefusedAddress
from notifications.outbox import compose
from notifications.outbox.bounces import Bounce, read_bounces, take_back
from tests.make import NOON, Competition
from tests.notifications.attempts import HEAD, Kept, attempt, submitted
from workflow.errors import Refusal

LATER = NOON + timedelta(hours=1)
NOTIFICATION = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: vmeste@fond.example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 2 Mar 2026 12:00:00 +0000

Final-Recipient: rfc822; {final}
{fields}

--B
{original}
--B--
"""
FAILED = """\
Action: failed
Status: {status}
Diagnostic-Code: smtp; 550 {status} <leader@example.org>:
    no such mailbox"""
HEADERS = "Content-Type: text/rfc822-headers\n\nTo: Leader <leader@example.org>\n"


@pytest.fixture
def message(competition: Competition) -> OutboxMessage:
    """Accepted by the mail server."""
    letter = submitted(competition)
    attempt(competition.session, letter, Kept())
    return letter


def notification(
    original: str,
    status: str = "5.1.1",
    fields: str = FAILED,
    final: str = "leader@example.org",
) -> bytes:
    told = fields.format(status=status)
    return NOTIFICATION.format(original=original, fields=told, final=final).encode()


def headers(competition: Competition, message: OutboxMessage) -> str:
    """The head of the letter, as many servers give it back."""
    mail = compose(competition.session, message.id, HEAD)
    return f"{HEADERS}Message-ID: {mail['Message-ID']}\n"


def refused(competition: Competition) -> list[str]:
    return list(competition.session.scalars(select(RefusedAddress.email)))


def test_a_letter_that_came_back_for_good_is_dead_and_its_address_refused(
    competition: Competition, message: OutboxMessage
) -> None:
    (bounce,) = read_bounces(notification(headers(competition, message)))

    returned = take_back(competition.session, bounce, HEAD.sender, LATER)

    assert (returned.address, returned.letter) == ("leader@example.org", message.id)
    assert (message.delivered_at, message.dead_at) == (None, LATER)
    error = "5.1.1 550 5.1.1 <leader@example.org>: no such mailbox"
    assert message.last_error == error
    row = competition.session.scalars(select(RefusedAddress)).one()
    assert (row.email, row.since, row.error) == ("leader@example.org", LATER, error)


def test_the_whole_letter_may_come_back(competition: Competition, message: OutboxMessage) -> None:
    mail = compose(competition.session, message.id, HEAD)
    whole = f"Content-Type: message/rfc822\n\n{mail.as_string()}"
    (bounce,) = read_bounces(notification(whole))

    assert take_back(competition.session, bounce, HEAD.sender, LATER).letter == message.id


def test_a_name_that_looks_like_two_does_not_lead_astray(
    competition: Competition, message: OutboxMessage
) -> None:
    message.recipient.name = "Иванова, Анна"
    mail = compose(competition.session, message.id, HEAD)
    whole = f"Content-Type: message/rfc822\n\n{mail.as_string()}"
    (bounce,) = read_bounces(notification(whole, final="leader@old.example.com"))

    assert bounce.address == "leader@example.org"


def test_the_address_that_we_wrote_to_is_refused_not_where_it_was_passed_on(
    competition: Competition, message: OutboxMessage
) -> None:
    raw = notification(headers(competition, message), final="leader@old.example.com")

    (bounce,) = read_bounces(raw)
    take_back(competition.session, bounce, HEAD.sender, LATER)

    assert refused(competition) == ["leader@example.org"]


def test_without_the_letters_head_its_address_is_refused_if_it_is_known(
    competition: Competition, message: OutboxMessage
) -> None:
    (bounce,) = read_bounces(notification("Content-Type: text/plain\n\nnothing\n"))
    returned = take_back(competition.session, bounce, HEAD.sender, LATER)
    assert (returned.address, returned.letter) == ("leader@example.org", None)
    assert message.dead_at is None

    (unknown,) = read_bounces(
        notification("Content-Type: text/plain\n\nnothing\n", final="who@example.com")
    )
    assert take_back(competition.session, unknown, HEAD.sender, LATER).address is None
    assert refused(competition) == ["leader@example.org"]


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        ("4.2.2", FAILED),
        ("4.4.1", "Action: delayed\nStatus: {status}"),
        ("2.0.0", "Action: delivered\nStatus: {status}"),
        ("5.1.1", "Action: relayed\nStatus: {status}"),
        ("", "Action: failed"),
    ],
)
def test_anything_else_changes_nothing(
    competition: Competition, message: OutboxMessage, status: str, fields: str
) -> None:
    (bounce,) = read_bounces(notification(headers(competition, message), status, fields))

    returned = take_back(competition.session, bounce, HEAD.sender, LATER)

    assert (returned.address, returned.letter) == (None, None)
    assert (message.delivered_at, message.dead_at) == (NOON, None)
    assert refused(competition) == []


def test_a_letter_that_is_not_ours_changes_nothing(
    competition: Competition, message: OutboxMessage
) -> None:
    bounce = Bounce("who@example.com", "<17@elsewhere.example>", "failed", "5.1.1", "")

    assert take_back(competition.session, bounce, HEAD.sender, LATER).address is None
    assert refused(competition) == []


@pytest.mark.parametrize("raw", [b"", b"Subject: Hello\n\nHow are you?", b"\xff\x00"])
def test_a_mail_that_is_no_notification_is_refused(raw: bytes) -> None:
    with pytest.raises(Refusal) as no:
        read_bounces(raw)

    assert no.value.codes == ["no_notification"]
