"""Which addresses may be told, of which events, and until when."""

import pytest
from sqlalchemy import select

from models import Webhook, WebhookCall
from tests.make import NOON, Competition
from workflow.errors import NotFound, Refusal
from workflow.events.announcing import announced, unannounced
from workflow.events.event import new_events
from workflow.events.webhooks import STOPPED, add_webhook, find_webhook, stop_webhook

URL = "https://crm.example.org/hook?token=1"


def add(competition: Competition, url: str = URL, *events: str, secret: str = "a") -> Webhook:
    return add_webhook(
        competition.session,
        competition.programme,
        url,
        events or ["vmeste.initiative.*"],
        secret=secret,
        now=NOON,
    )


def refused(competition: Competition, *given: str) -> list[str]:
    with pytest.raises(Refusal) as refusal:
        add(competition, *given)
    return refusal.value.codes


@pytest.mark.parametrize(
    "url",
    [URL, "http://localhost:8000/", "http://127.0.0.2/x", "http://[::1]:80/", "https://[fd00::1]/"],
)
def test_an_address_is_told_where_nobody_listens_on_the_way(
    competition: Competition, url: str
) -> None:
    assert add(competition, url).url == url


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("http://crm.example.org/", ["not_encrypted"]),
        ("http://127.0.0.1.example.org/", ["not_encrypted"]),
        ("ftp://crm.example.org/", ["not_encrypted"]),
        ("https://user:word@crm.example.org/", ["credentials"]),
        ("https://user@crm.example.org/", ["credentials"]),
        ("https:///hook", ["no_address"]),
        ("crm.example.org", ["no_address"]),
        ("https://crm.example.org:port/", ["no_address"]),
        ("https://crm.example.org:99999/", ["no_address"]),
        ("https://[::1/", ["no_address"]),
        ("https://crm.example.org/#part", ["no_address"]),
        ("https://crm.example.org/a b", ["no_address"]),
        ("https://crm.example.org/\n", ["no_address"]),
        ("https://црм.example.org/", ["no_address"]),
        ("https://crm.example.org/" + "a" * 500, ["no_address"]),
    ],
)
def test_an_address_that_will_not_do_is_refused(
    competition: Competition, url: str, codes: list[str]
) -> None:
    assert refused(competition, url) == codes


def test_events_that_do_not_exist_are_refused(competition: Competition) -> None:
    assert refused(competition, URL, "vmeste.initiative.*", "vmeste.initiative.fund") == [
        "no_event"
    ]
    assert refused(competition, "ftp://x/", "x") == ["not_encrypted", "no_event"]


def test_an_address_is_told_once(competition: Competition) -> None:
    add(competition)

    assert refused(competition, URL) == ["running"]


def test_a_stopped_one_begins_anew_with_the_new_secret(competition: Competition) -> None:
    webhook = add(competition)
    stop_webhook(competition.session, webhook, now=NOON)

    again = add(competition, URL, "*", secret="b")

    assert again is webhook
    assert (again.secret, again.events, again.stopped_at) == ("b", ["*"], None)


def test_stopping_gives_up_the_calls_that_wait_and_no_others(competition: Competition) -> None:
    session = competition.session
    webhook, other = add(competition), add(competition, "https://other.example.org/")
    competition.at("expert_review", "1-05")
    announced(session, new_events(session, unannounced(session, 1_000)), now=NOON)
    first = session.scalars(select(WebhookCall).filter_by(webhook_id=webhook.id)).first()
    assert first is not None
    first.delivered_at = NOON

    stop_webhook(session, webhook, now=NOON)
    stop_webhook(session, webhook, now=NOON)

    calls = session.scalars(select(WebhookCall).order_by(WebhookCall.id)).all()
    assert {(c.dead_at, c.last_error) for c in calls if c.webhook_id == other.id} == {(None, None)}
    assert (first.delivered_at, first.dead_at) == (NOON, None)
    given_up = {(c.dead_at, c.last_error) for c in calls if c.webhook_id == webhook.id} - {
        (None, None)
    }
    assert given_up == {(NOON, STOPPED)}


def test_a_webhook_is_found_by_its_number(competition: Competition) -> None:
    webhook = add(competition)

    assert find_webhook(competition.session, webhook.id) is webhook
    with pytest.raises(NotFound):
        find_webhook(competition.session, webhook.id + 1)
