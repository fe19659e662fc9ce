"""Calls as the Standard Webhooks specification has them, checked by an implementation of it."""

import ssl
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from uuid import uuid5

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from config.clock import now
from notifications import webhooks
from notifications.webhooks import Gone, Request, new_secret, request, send
from tests.make import NOON
from tests.receiver import Receiver, canonical, receiving
from workflow.events.event import Event

LOOPBACK = [ip_network("127.0.0.0/8"), ip_network("::1/128")]
EVENT = Event(
    subject_id=1,
    name="vmeste.initiative.funded",
    kind="initiative",
    code="15-01",
    programme="berdsk",
    district="15",
    action="approve",
    from_state="approval",
    to_state="funding",
    at=NOON,
    sequence=7,
    hash="f" * 64,
)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def asked(url: str, secret: str = "") -> Request:
    return request(url, secret or new_secret(), EVENT)


def test_a_call_is_verified_by_an_independent_implementation(receiver: Receiver) -> None:
    secret = new_secret()

    assert send(asked(receiver.url, secret), now(), LOOPBACK) is None

    (told,) = receiver.verified(secret)
    assert told == {
        "type": "vmeste.initiative.funded",
        "timestamp": "2026-03-02T12:00:00+00:00",
        "data": {**EVENT.data},
    }
    ((headers, body),) = receiver.calls
    assert body == canonical(told)
    assert headers["Webhook-Id"] == str(EVENT.id)
    assert headers["Content-Type"] == "application/json"
    assert headers["Host"] == receiver.url.split("/")[2]


def test_who_has_another_secret_or_changes_the_body_is_found_out(receiver: Receiver) -> None:
    secret = new_secret()
    send(asked(receiver.url, secret), now(), LOOPBACK)
    ((headers, body),) = receiver.calls

    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body.replace(b"15-01", b"15-02"), headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body, headers | {"Webhook-Id": str(uuid5(EVENT.id, ""))})


def test_the_moment_of_the_attempt_is_signed_so_that_an_old_call_is_refused(
    receiver: Receiver,
) -> None:
    secret = new_secret()
    send(asked(receiver.url, secret), now() - timedelta(minutes=6), LOOPBACK)

    with pytest.raises(WebhookVerificationError, match="too old"):
        receiver.verified(secret)


def test_a_secret_is_as_the_specification_has_it_and_never_the_same() -> None:
    first, second = new_secret(), new_secret()

    assert first != second
    assert first.startswith("whsec_")
    assert len(b64decode(first.removeprefix("whsec_"), validate=True)) == 32


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 404, 429, 500, 503, 599])
def test_what_is_not_success_is_a_reason_to_try_again(receiver: Receiver, status: int) -> None:
    receiver.answers = [status]

    assert send(asked(receiver.url), now(), LOOPBACK) == f"answered {status}"
    assert len(receiver.calls) == 1  # no redirect was followed


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_success_is_one(receiver: Receiver, status: int) -> None:
    receiver.answers = [status]

    assert send(asked(receiver.url), now(), LOOPBACK) is None


def test_who_wants_no_more_says_so(receiver: Receiver) -> None:
    receiver.answers = [410]

    with pytest.raises(Gone):
        send(asked(receiver.url), now(), LOOPBACK)


def test_a_system_that_is_too_slow_is_not_waited_for(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "TIMEOUT_SECONDS", 0.3)
    receiver.patience.clear()

    assert send(asked(receiver.url), now(), LOOPBACK) == "no answer within 0.3 seconds"


def test_nobody_listening_is_a_reason_to_try_again() -> None:
    error = send(asked("http://127.0.0.1:9/"), now(), LOOPBACK)  # the discard port

    assert error is not None
    assert "fail" in error


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:{port}/",
        "http://127.0.0.1:{port}/",
        "http://2130706433:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
    ],
)
def test_nothing_inside_is_called_unless_its_network_is_named(receiver: Receiver, url: str) -> None:
    port = receiver.url.split(":")[2].strip("/")
    error = send(asked(url.format(port=port)), now())

    assert "is not on the public Internet" in (error or "")
    assert receiver.calls == []


@pytest.mark.parametrize(
    "address",
    [
        *("10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "0.0.0.0", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1"),
        *("::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1", "ff02::1"),
    ],
)
def test_private_addresses_are_not_called(address: str) -> None:
    assert not webhooks._may_be_called(address, ())


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses_are_called(address: str) -> None:
    assert webhooks._may_be_called(address, ())


def test_a_network_that_is_named_is_called_and_no_other() -> None:
    inside = [ip_network("10.1.0.0/16")]

    assert webhooks._may_be_called("10.1.2.3", inside)
    assert webhooks._may_be_called("::ffff:10.1.2.3", inside)
    assert not webhooks._may_be_called("10.2.0.1", inside)


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate for the name localhost, which we trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sample")])
    begins = datetime(2020, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, begins, begins.replace(year=2120))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, secret = tmp_path / "certificate.pem", tmp_path / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return context


def test_an_encrypted_call_goes_to_the_address_that_was_checked_under_its_name(
    tls: ssl.SSLContext,
) -> None:
    with receiving(tls=tls) as receiver:
        named = asked(receiver.url.replace("http://127.0.0.1", "https://localhost"))
        assert send(named, now(), LOOPBACK) is None

        other = replace(named, url=receiver.url.replace("http", "https"))
        assert "certificate is not valid for '127.0.0.1'" in (send(other, now(), LOOPBACK) or "")
        assert receiver.ids == [str(EVENT.id)]


def test_a_certificate_that_nobody_vouches_for_is_refused(
    tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with receiving(tls=tls) as receiver:
        named = asked(receiver.url.replace("http://127.0.0.1", "https://localhost"))
        assert "CERTIFICATE_VERIFY_FAILED" in (send(named, now(), LOOPBACK) or "")
