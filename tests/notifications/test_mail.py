"""A letter as e-mail."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from sqlalchemy.orm import Session

from models import Category, OutboxMessage
from notifications.channels import Smtp, Undeliverable
from notifications.mail import Enclosure, Letterhead, compose
from notifications.subscriptions import read_token
from tests.make import Competition
from tests.notifications.attempts import HEAD, read, submitted
from tests.notifications.conftest import MailServer

WEB = replace(HEAD, web_url="https://vmeste.example.org", secret="key")


@pytest.fixture
def message(competition: Competition) -> OutboxMessage:
    return submitted(competition)


def test_a_letter_reaches_a_real_server_as_text_and_html(
    competition: Competition, message: OutboxMessage, mail_server: MailServer
) -> None:
    message.recipient.name = "Иванова-Семёнова, Александра Владиславовна (округ № 15)"
    Smtp(mail_server.url).send(compose(competition.session, message.id, HEAD))

    (raw,) = mail_server.received()
    mail = read(raw)
    to = make_header(decode_header(message_from_bytes(raw)["To"]))  # Python's newer parser errs
    assert str(to) == f"{message.recipient.name} <leader@example.org>"
    assert mail["From"] == HEAD.sender
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == message.queued_at
    assert "1-01" in mail["Subject"]
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "«Двор — наш»" in text.get_content()
    assert "«Двор — наш»" in html.get_content()


def test_answers_go_where_the_letterhead_says(session: Session, competition: Competition) -> None:
    message = submitted(competition)
    assert compose(competition.session, message.id, HEAD)["Reply-To"] is None

    head = replace(HEAD, reply_to="office@example.org")
    assert compose(competition.session, message.id, head)["Reply-To"] == "office@example.org"


def test_the_message_id_is_the_same_for_the_same_letter_only(
    competition: Competition, message: OutboxMessage
) -> None:
    first, again = (compose(competition.session, message.id, HEAD) for _ in range(2))
    named = Letterhead(f"Вместе <{HEAD.sender}>")
    message.key += "x"
    other = compose(competition.session, message.id, named)

    assert first["Message-ID"] == again["Message-ID"]
    assert re.fullmatch(r"<[0-9a-f-]{36}@fond\.example\.org>", other["Message-ID"])
    assert other["Message-ID"] != first["Message-ID"]


@pytest.mark.parametrize("category", [Category.REMINDER, Category.NEWS])
def test_who_need_not_get_a_letter_is_told_how_to_do_without(
    competition: Competition, message: OutboxMessage, category: Category
) -> None:
    message.category = category
    mail = compose(competition.session, message.id, WEB)

    link = str(mail["List-Unsubscribe"]).strip("<>")
    place, _, token = link.rpartition("/")
    assert place == "https://vmeste.example.org/unsubscribe"
    assert read_token(token, "key") == (message.recipient_id, category)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        assert link in body.get_content()


def test_without_pages_the_letter_says_whom_to_ask(
    competition: Competition, message: OutboxMessage
) -> None:
    message.category = Category.NEWS
    mail = compose(competition.session, message.id, HEAD)

    assert mail["List-Unsubscribe"] is None
    assert mail["List-Unsubscribe-Post"] is None
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        assert "vmeste letters prefer" in " ".join(body.get_content().split())


def test_what_obliges_or_decides_cannot_be_done_without(
    competition: Competition, message: OutboxMessage
) -> None:
    mail = compose(competition.session, message.id, WEB)

    assert mail["List-Unsubscribe"] is None
    assert "unsubscribe" not in mail.as_string()


def test_enclosures_go_with_the_letter(competition: Competition, message: OutboxMessage) -> None:
    paper = Enclosure("протокол.pdf", "application/pdf", b"%PDF-")
    mail = compose(competition.session, message.id, HEAD, [paper])

    (enclosed,) = read(mail.as_bytes()).iter_attachments()
    assert enclosed.get_filename() == "протокол.pdf"
    assert (enclosed.get_content_type(), enclosed.get_content()) == ("application/pdf", b"%PDF-")
    assert mail.get_body(("plain",)) is not None


def test_a_title_or_a_name_puts_nothing_into_the_head(
    competition: Competition, message: OutboxMessage
) -> None:
    assert message.subject is not None
    message.recipient.name = "Leader\r\nBcc: other@example.org"
    competition.session.flush()
    initiative = competition.initiative("1-02", title="Двор\r\nBcc: other@example.org")
    competition.act(initiative, "submit", "leader")
    latest = competition.session.query(OutboxMessage).order_by(OutboxMessage.id.desc()).first()
    assert latest is not None

    mail = read(compose(competition.session, latest.id, HEAD).as_bytes())

    assert mail["Bcc"] is None


def test_an_address_that_is_none_makes_the_letter_undeliverable(
    competition: Competition, message: OutboxMessage
) -> None:
    message.recipient.email = "nobody at all"

    with pytest.raises(Undeliverable, match="“nobody at all” is no e-mail address"):
        compose(competition.session, message.id, HEAD)


def test_a_template_at_fault_makes_the_letter_undeliverable(
    competition: Competition, message: OutboxMessage
) -> None:
    message.template = "gone"

    with pytest.raises(Undeliverable, match="gone cannot be written: TemplateNotFound"):
        compose(competition.session, message.id, HEAD)
