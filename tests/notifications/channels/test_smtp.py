"""Letters over SMTP, against a real server."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from email.message import EmailMessage
from pathlib import Path

import pytest

from notifications.channels import Refused, Smtp, Undeliverable
from notifications.channels import smtp as smtp_module
from tests.notifications.conftest import Certificate, MailServer, Start


def letter(to: str = "leader@example.org", subject: str = "Вместе") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "vmeste@example.org", to, subject
    mail.set_content("Здравствуйте!\n")
    return mail


@pytest.fixture
def through(mail_server: MailServer) -> Iterator[Smtp]:
    with closing(Smtp(mail_server.url)) as smtp:
        yield smtp


def test_many_letters_go_over_one_connection(mail_server: MailServer, through: Smtp) -> None:
    for _ in range(5):
        through.send(letter())

    assert mail_server.connections() == [5]


def test_a_refusal_does_not_end_the_connection(mail_server: MailServer, through: Smtp) -> None:
    through.send(letter())
    for to, error in (
        ("nobody@example.org", Refused),
        ("busy@example.org", smtplib.SMTPResponseException),
    ):
        with pytest.raises(error):
            through.send(letter(to))
    with pytest.raises(Undeliverable):
        through.send(letter(subject="spam"))
    through.send(letter())

    assert mail_server.connections() == [2]


@pytest.mark.parametrize("then", ["close", "refuse"])
def test_a_server_that_has_had_enough_of_a_connection_gets_another(
    start_mail_server: Start, then: str
) -> None:
    server = start_mail_server(letters_per_connection=2, then=then)
    with closing(Smtp(server.url)) as smtp:
        for _ in range(5):
            smtp.send(letter())

    assert server.connections() == [2, 2, 1]


def test_an_address_that_the_server_does_not_know_is_refused(through: Smtp) -> None:
    with pytest.raises(Refused, match=r"^550 5\.1\.1 No such mailbox$"):
        through.send(letter("nobody@example.org"))


def test_a_server_that_will_not_relay_says_nothing_of_the_address(through: Smtp) -> None:
    with pytest.raises(Undeliverable, match=r"^550 5\.7\.1 Relaying denied$") as refused:
        through.send(letter("stranger@example.org"))

    assert not isinstance(refused.value, Refused)


def test_a_text_that_the_server_refuses_says_nothing_of_the_address(through: Smtp) -> None:
    with pytest.raises(Undeliverable, match=r"^554 5\.6\.0 Not such a text$") as refused:
        through.send(letter(subject="spam"))

    assert not isinstance(refused.value, Refused)


def test_a_busy_server_is_to_be_asked_again(through: Smtp) -> None:
    with pytest.raises(smtplib.SMTPResponseException, match="451"):
        through.send(letter("busy@example.org"))


def test_a_server_that_does_not_answer_is_asked_once_in_a_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    smtp = Smtp("smtp://127.0.0.1:9")  # the discard port: nobody listens
    with pytest.raises(OSError, match="refused"):
        smtp.send(letter())
    monkeypatch.delattr(Smtp, "_open")

    with pytest.raises(OSError, match="refused"):
        smtp.send(letter())


def test_a_server_that_says_nothing_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp_module, "TIMEOUT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises((OSError, smtplib.SMTPException), match="timed out"):
            Smtp(url).send(letter())


def test_certificates_that_are_not_there_are_named(tmp_path: Path) -> None:
    missing = str(tmp_path / "ca.pem")

    with pytest.raises(OSError, match=f"VMESTE_MAIL_CA: {missing} cannot be used"):
        Smtp("smtps://127.0.0.1:9", missing).send(letter())


def secured(scheme: str, server: MailServer, user: str = "") -> str:
    return f"{scheme}://{user}127.0.0.1:{server.port}"


@pytest.mark.parametrize(("scheme", "tls"), [("smtps", "implicit"), ("smtp+starttls", "starttls")])
def test_letters_go_encrypted_to_a_server_whose_certificate_is_known(
    start_mail_server: Start, certificate: Certificate, scheme: str, tls: str
) -> None:
    server = start_mail_server(tls=tls, **asdict(certificate))
    with closing(Smtp(secured(scheme, server), certificate.certificate)) as smtp:
        for _ in range(2):
            smtp.send(letter())

    assert server.connections() == [2]


@pytest.mark.parametrize(("scheme", "tls"), [("smtps", "implicit"), ("smtp+starttls", "starttls")])
def test_no_letter_goes_to_a_server_whose_certificate_is_unknown(
    start_mail_server: Start, certificate: Certificate, scheme: str, tls: str
) -> None:
    server = start_mail_server(tls=tls, **asdict(certificate))

    with pytest.raises(ssl.SSLCertVerificationError), closing(Smtp(secured(scheme, server))) as s:
        s.send(letter())

    assert server.received() == []


def test_no_letter_goes_to_a_server_of_another_name(
    start_mail_server: Start, certificate: Certificate
) -> None:
    server = start_mail_server(tls="implicit", **asdict(certificate))
    smtp = Smtp(f"smtps://localhost:{server.port}", certificate.certificate)

    with pytest.raises(ssl.SSLCertVerificationError, match="localhost"):
        smtp.send(letter())


def test_no_letter_goes_unencrypted_where_encryption_is_wanted(mail_server: MailServer) -> None:
    with pytest.raises(smtplib.SMTPNotSupportedError):
        Smtp(secured("smtp+starttls", mail_server)).send(letter())

    assert mail_server.received() == []


def test_a_server_that_wants_to_know_who_sends_is_told(
    start_mail_server: Start, certificate: Certificate
) -> None:
    told = {"user": "vmeste", "password": "p@ss:1", "tls": "starttls"}
    server = start_mail_server(**told, **asdict(certificate))
    with pytest.raises(smtplib.SMTPAuthenticationError):
        Smtp(secured("smtp+starttls", server, "vmeste:wrong@"), certificate.certificate).send(
            letter()
        )
    assert server.received() == []

    url = secured("smtp+starttls", server, "vmeste:p%40ss%3A1@")
    with closing(Smtp(url, certificate.certificate)) as smtp:
        smtp.send(letter())

    assert server.connections() == [1]
