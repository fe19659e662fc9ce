"""`vmeste webhook`."""

import json

import pytest
from sqlalchemy import select

from models import Webhook, WebhookCall
from models.database import reading, transaction
from tests import make
from tests.cli.conftest import Prepared, Vmeste, plain
from workflow.events.announcing import announced
from workflow.events.event import new_events

URL = "https://crm.example.org/hook"
ADD = ("webhook", "add", URL, "--events", "vmeste.initiative.submit", "--events", "*.funded")


@pytest.fixture(autouse=True)
def small(prepared: Prepared) -> None:
    with prepared():
        pass


@pytest.fixture
def calls(vmeste: Vmeste, prepared: Prepared) -> list[int]:
    """The numbers of two calls that wait."""
    vmeste.said(*ADD)
    with prepared() as competition:
        competition.now = make.NOON.replace(hour=15)  # after the webhook was added
        made = [competition.at("expert_review", code) for code in ("1-02", "1-03")]
        session = competition.session
        events = new_events(session, [initiative.id for initiative in made])
        announced(session, events, now=competition.now)
        return list(session.scalars(select(WebhookCall.id).order_by(WebhookCall.id)))


def give_up(*numbers: int) -> None:
    with transaction() as session:
        for number in numbers:
            call = session.get_one(WebhookCall, number)
            call.dead_at, call.attempts, call.last_error = make.NOON, 10, "answered 500"


def test_the_secret_is_shown_once(vmeste: Vmeste) -> None:
    said = vmeste.said(*ADD)
    with reading() as session:
        secret = session.scalars(select(Webhook.secret)).one()

    assert said == (
        "Webhook 1 is told from now on. Its secret, which is not shown again: " + secret
    )
    for command in (("list",), ("list", "--json"), ("calls",)):
        assert secret not in vmeste("webhook", *command).output


def test_an_address_or_an_event_that_will_not_do_is_refused(vmeste: Vmeste) -> None:
    said = vmeste.refused("webhook", "add", "http://example.org/", "--events", "vmeste.nothing")

    assert "must begin with https://" in said
    assert "No event of small is called vmeste.nothing" in said
    assert vmeste.said("webhook", "list") == "No other system is told of anything."


def test_the_list_counts_what_became_of_the_calls(vmeste: Vmeste, calls: list[int]) -> None:
    give_up(calls[0])

    (line,) = vmeste.told("webhook", "list")

    assert (line["url"], line["events"]) == (URL, ["vmeste.initiative.submit", "*.funded"])
    assert (line["taken"], line["waiting"], line["given_up"]) == (0, 1, 1)
    assert "2026-03-02" in line["since"]
    shown = vmeste("webhook", "list").output
    assert "…" not in shown


def test_a_stopped_webhook_is_told_nothing_more(vmeste: Vmeste, calls: list[int]) -> None:
    assert vmeste.said("webhook", "stop", "1") == "Webhook 1 is stopped."

    assert [call["state"] for call in vmeste.told("webhook", "calls")] == ["given_up"] * 2
    assert vmeste.refused("webhook", "stop", "2").startswith("There is no webhook 2")


def test_calls_are_listed_the_latest_first_with_what_they_tell(
    vmeste: Vmeste, calls: list[int]
) -> None:
    give_up(calls[0])
    second, first = vmeste.told("webhook", "calls")

    assert (second["id"], second["state"]) == (calls[1], "waiting")
    assert first == {
        "id": calls[0],
        "webhook": 1,
        "event": "vmeste.initiative.submit",
        "subject": "initiative/1-02",
        "queued_at": "2026-03-02 22:00:00+07:00",
        "state": "given_up",
        "attempts": 10,
        "error": "answered 500",
    }
    assert vmeste.told("webhook", "calls", "--dead") == [first]
    assert vmeste.told("webhook", "calls", "--last", "1") == [second]


def test_calls_that_were_given_up_are_made_again(vmeste: Vmeste, calls: list[int]) -> None:
    give_up(*calls)
    assert vmeste.said("webhook", "retry", str(calls[0])) == "Calls to make again: 1."
    assert vmeste.said("webhook", "retry", "--all-dead") == "Calls to make again: 1."
    assert vmeste.said("webhook", "retry", "--all-dead") == "Calls to make again: 0."
    assert vmeste.said("webhook", "calls", "--dead") == "There are no such calls."
    assert "was not given up" in vmeste.refused("webhook", "retry", str(calls[0]))


@pytest.mark.parametrize("given", [(), ("1", "--all-dead")])
def test_a_retry_says_of_which(vmeste: Vmeste, given: tuple[str, ...]) -> None:
    said = vmeste.failed(2, "webhook", "retry", *given)

    assert said == "Give the numbers of the calls, or --all-dead."


def test_the_events_of_the_programme_are_listed(vmeste: Vmeste) -> None:
    names = {line["name"]: line["title"]["en"] for line in vmeste.told("webhook", "events")}

    assert names["vmeste.initiative.funded"] == "Approve"
    assert list(names) == sorted(names)


def test_everything_is_said_in_russian_too(vmeste: Vmeste, russian: None, calls: list[int]) -> None:
    give_up(calls[0])

    assert "не доставлен: answered" in vmeste.said("webhook", "calls", "--dead")
    assert vmeste.said("webhook", "retry", "--all-dead") == "Вызовов к повтору: 1."
    assert vmeste.said("webhook", "stop", "1") == "Вебхук 1 остановлен."
    assert "Вебхук 1 получает сообщения с этой минуты." in plain(vmeste(*ADD))
    assert "уже сообщает вебхук 1" in vmeste.refused(*ADD)
    assert json.loads(vmeste("webhook", "list", "--json").output)[0]["stopped_at"] is None
