"""Delivery: at least once, under a Message-ID that marks a repeat, and never in silence."""

from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import OutboxMessage
from notifications import outbox
from notifications.channels import Channel, EmlFolder, Smtp, Undeliverable, channel
from tests.make import NOON, Competition
from tests.notifications.conftest import MailServer

SENDER = "vmeste@fond.example.org"


@pytest.fixture
def message(competition: Competition) -> OutboxMessage:
    competition.at("expert_review", title="Двор — наш")
    return competition.session.scalars(
        select(OutboxMessage).where(OutboxMessage.template == "initiative_submitted")
    ).one()


def attempt(session: Session, message: OutboxMessage, through: Channel, **later: int) -> bool:
    """One worker's attempt, as the flow makes it."""
    now = NOON + timedelta(**later)
    if not outbox.claim(session, message.id, now):
        return False
    session.refresh(message)
    error, final = None, False
    try:
        error = outbox.send(through, outbox.compose(session, message.id, SENDER))
    except Undeliverable as refused:
        error, final = str(refused), True
    outbox.note(session, message.id, now, error, final)
    session.flush()
    return error is None


def read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def test_a_letter_reaches_a_real_server_as_text_and_html(
    competition: Competition, message: OutboxMessage, mail_server: MailServer
) -> None:
    assert attempt(competition.session, message, Smtp(mail_server.url))

    (raw,) = mail_server.received()
    mail = read(raw)
    assert mail["To"] == "leader@example.org"
    assert mail["From"] == SENDER
    assert "1-01" in mail["Subject"]
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "«Двор — наш»" in text.get_content()
    assert "«Двор — наш»" in html.get_content()
    assert message.delivered_at == NOON


def test_a_repeat_carries_the_same_message_id(
    competition: Competition, message: OutboxMessage, mail_server: MailServer
) -> None:
    """A worker that died between sending and writing it down: the next one sends again."""
    through = Smtp(mail_server.url)
    assert outbox.claim(competition.session, message.id, NOON)
    outbox.send(through, outbox.compose(competition.session, message.id, SENDER))

    assert attempt(competition.session, message, through, minutes=10)

    first, second = map(read, mail_server.received())
    assert first["Message-ID"] == second["Message-ID"]


def test_two_workers_do_not_take_the_same_letter(
    competition: Competition, message: OutboxMessage
) -> None:
    assert outbox.claim(competition.session, message.id, NOON)
    assert not outbox.claim(competition.session, message.id, NOON)
    assert outbox.claim(competition.session, message.id, NOON + outbox.CLAIM)


def test_a_recipient_refused_for_good_makes_a_dead_letter(
    competition: Competition, message: OutboxMessage, mail_server: MailServer
) -> None:
    message.recipient.email = "nobody@example.org"

    assert not attempt(competition.session, message, Smtp(mail_server.url))

    assert (message.dead_at, message.delivered_at) == (NOON, None)
    assert message.last_error == "550 5.1.1 No such mailbox"
    assert message.id not in outbox.waiting(competition.session, NOON + timedelta(days=9))


def test_a_recipient_refused_for_now_is_tried_again_later_and_later(
    competition: Competition, message: OutboxMessage, mail_server: MailServer
) -> None:
    message.recipient.email = "busy@example.org"

    assert not attempt(competition.session, message, Smtp(mail_server.url))
    assert message.next_attempt_at == NOON + timedelta(minutes=1)
    assert not attempt(competition.session, message, Smtp(mail_server.url), minutes=1)
    assert message.next_attempt_at == NOON + timedelta(minutes=5)

    message.recipient.email = "leader@example.org"
    assert attempt(competition.session, message, Smtp(mail_server.url), minutes=5)
    assert (message.attempts, message.last_error) == (3, None)


def test_a_letter_is_given_up_after_the_most_attempts(
    competition: Competition, message: OutboxMessage
) -> None:
    nowhere = Smtp("smtp://127.0.0.1:9")  # the discard port: nobody listens

    for number in range(outbox.MOST_ATTEMPTS):
        assert not attempt(competition.session, message, nowhere, days=number)

    assert message.dead_at == NOON + timedelta(days=outbox.MOST_ATTEMPTS - 1)
    assert "refused" in (message.last_error or "")


def test_the_folder_keeps_one_file_for_a_letter_sent_twice(
    competition: Competition, message: OutboxMessage, tmp_path: Path
) -> None:
    through = EmlFolder(tmp_path / "mail")
    for _ in range(2):
        outbox.send(through, outbox.compose(competition.session, message.id, SENDER))

    (path,) = (tmp_path / "mail").iterdir()
    assert path.suffix == ".eml"
    assert read(path.read_bytes())["To"] == "leader@example.org"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("file:/tmp/mail", EmlFolder),
        ("smtp://localhost", Smtp),
        ("smtps://user:p%40ss@mail.example.org", Smtp),
        ("smtp+starttls://mail.example.org:2525", Smtp),
    ],
)
def test_the_channel_is_named_by_its_url(url: str, kind: Callable[..., Channel]) -> None:
    assert type(channel(url)) is kind


def test_an_unknown_channel_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with “ftp”; write smtp:"):
        channel("ftp://example.org")
