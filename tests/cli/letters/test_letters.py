"""`vmeste letters`."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from typer.testing import CliRunner

from cli.main import app
from models import OutboxMessage, RefusedAddress
from models.database import reading, transaction
from notifications.mail import message_id_of
from notifications.outbox import gather
from notifications.outbox.digest import due_digests
from tests.cli.conftest import Clock, Prepared, Vmeste, plain
from tests.make import NOON
from tests.notifications.outbox.test_bounces import HEADERS, notification
from workflow.people.preferences import set_preference

LEADER = "leader@example.org"
KEY = "tgram://123456789:abcdefg_hijklmnop/12315544/"


@pytest.fixture(autouse=True)
def filled(prepared: Prepared) -> None:
    """Two letters to the leader, and some to the coordinator."""
    with prepared() as competition:
        for number in (1, 2):
            initiative = competition.initiative(f"1-0{number}", title=f"Двор {number}")
            competition.act(initiative, "submit", "leader")


def to_leader() -> list[int]:
    with reading() as session:
        asked = select(OutboxMessage.id).where(OutboxMessage.template == "initiative_submitted")
        return list(session.scalars(asked.order_by(OutboxMessage.id)))


def kill(*letters: int, template: str | None = None) -> None:
    with transaction() as session:
        dead = {"dead_at": NOON, "last_error": "550 No such mailbox", "attempts": 3}
        session.execute(update(OutboxMessage).where(OutboxMessage.id.in_(letters)).values(**dead))
        if template:
            named = update(OutboxMessage).where(OutboxMessage.id.in_(letters))
            session.execute(named.values(template=template))


def states(vmeste: Vmeste) -> list[str]:
    return [line["standing"] for line in vmeste.told("letters", "list", "--to", LEADER)]


def test_the_list_shows_the_latest_first(vmeste: Vmeste) -> None:
    first, second = to_leader()

    listed = vmeste.told("letters", "list", "--to", LEADER)

    assert listed == [
        {
            "number": number,
            "queued_at": "2026-03-02 19:00:00+07:00",
            "to": LEADER,
            "subject": f"Инициатива 1-0{code}: заявка подана",
            "category": "obligation",
            "standing": "waiting",
            "error": None,
        }
        for number, code in ((second, 2), (first, 1))
    ]


def test_the_list_may_be_of_dead_or_of_waiting_letters_only(vmeste: Vmeste) -> None:
    first, second = to_leader()
    kill(first)

    dead = vmeste.told("letters", "list", "--dead")
    waiting = [line["number"] for line in vmeste.told("letters", "list", "--waiting")]

    assert [(line["number"], line["error"]) for line in dead] == [(first, "550 No such mailbox")]
    assert second in waiting
    assert first not in waiting


def test_the_list_reads_in_russian(vmeste: Vmeste, russian: None) -> None:
    kill(to_leader()[0])

    shown = vmeste.said("letters", "list", "--dead")

    assert shown.startswith("№ Написано Кому Письмо Состояние Почему")
    assert "не доставлено" in shown
    kill_nothing = vmeste.said("letters", "list", "--to", "second@example.org")
    assert kill_nothing == "Таких писем нет."


def test_a_letter_whose_text_is_gone_is_listed_and_shown(vmeste: Vmeste) -> None:
    first, _ = to_leader()
    kill(first, template="gone")

    assert vmeste.told("letters", "list", "--dead")[0]["subject"] == "gone"
    assert "gone cannot be written" in vmeste.said("letters", "show", str(first))


def test_a_letter_is_shown_with_what_happened_to_it(vmeste: Vmeste) -> None:
    first, _ = to_leader()
    kill(first)

    shown = vmeste.said("letters", "show", str(first))

    assert f"To: Leader <{LEADER}>" in shown
    assert "Written: 02.03.2026 19:00 Given up: 02.03.2026 19:00 Attempts: 3" in shown
    assert "Why not: 550 No such mailbox" in shown
    assert "Здравствуйте, Leader!" in shown
    assert shown.endswith("Enclosed: —")


def test_a_script_reads_a_letter_with_what_happened_to_it(vmeste: Vmeste) -> None:
    first, _ = to_leader()
    kill(first)

    told = vmeste.told("letters", "show", str(first))

    assert (told["number"], told["standing"], told["attempts"]) == (first, "dead", 3)
    assert told["dead_at"].startswith("2026-03-02 12:00")
    assert told["letter"]["text"].startswith("Здравствуйте, Leader!")
    assert told["letter"]["enclosed"] == []


def test_a_letter_that_is_not_there_cannot_be_shown(vmeste: Vmeste) -> None:
    refused = vmeste.refused("letters", "show", "999")

    assert refused.startswith("There is no letter 999")


def test_a_dead_letter_is_sent_again_as_if_just_written(vmeste: Vmeste, now: Clock) -> None:
    first, second = to_leader()
    kill(first, second)

    assert vmeste.said("letters", "retry", str(first)) == f"To be sent again: {first}."

    with reading() as session:
        message = session.get_one(OutboxMessage, first)
    assert (message.attempts, message.dead_at, message.last_error) == (0, None, None)
    assert message.next_attempt_at == now.at
    assert states(vmeste) == ["dead", "waiting"]


def test_all_dead_letters_are_sent_again(vmeste: Vmeste) -> None:
    kill(*to_leader())

    vmeste.said("letters", "retry", "--all-dead")

    assert states(vmeste) == ["waiting", "waiting"]
    assert vmeste.said("letters", "retry", "--all-dead") == "No letter is dead."


def test_a_letter_that_is_not_dead_is_not_sent_again(vmeste: Vmeste) -> None:
    first, second = to_leader()
    kill(first)

    refused = vmeste.refused("letters", "retry", str(first), str(second))

    assert refused == f"Letter {second} is not dead: there is nothing to send again."
    assert states(vmeste) == ["waiting", "dead"]


def test_which_letters_go_again_is_said_in_one_way(vmeste: Vmeste) -> None:
    for given in ((), ("1", "--all-dead")):
        assert "one of the two" in vmeste.failed(2, "letters", "retry", *given)


def test_what_a_dead_digest_carried_goes_again_in_it(vmeste: Vmeste, now: Clock) -> None:
    first, second = to_leader()
    morning = NOON + timedelta(days=1)
    with transaction() as session:
        leader = session.get_one(OutboxMessage, first).recipient
        set_preference(session, leader, now=NOON, digest=True)
        (due,) = due_digests(session, morning)
        gather(session, due, morning)
        digest = session.get_one(OutboxMessage, first).digest_id
    assert digest is not None
    assert states(vmeste) == ["waiting", "in_digest", "in_digest"]
    kill(digest, first, second)

    assert vmeste.said("letters", "retry", str(first)) == f"To be sent again: {digest}."

    assert states(vmeste) == ["waiting", "in_digest", "in_digest"]


def test_refused_addresses_are_listed_and_allowed_again(vmeste: Vmeste) -> None:
    assert vmeste.said("letters", "refused") == "Mail goes to every address."
    with transaction() as session:
        session.add(RefusedAddress(email=LEADER, since=NOON, error="550 No such mailbox"))

    listed = vmeste.told("letters", "refused")
    assert [(line["email"], line["error"]) for line in listed] == [(LEADER, "550 No such mailbox")]
    assert "550 No such mailbox" in vmeste.said("letters", "refused")
    assert vmeste.said("letters", "allow", LEADER) == f"Mail goes to {LEADER} again."
    assert vmeste.said("letters", "allow", LEADER) == f"Mail to {LEADER} never stopped."
    assert vmeste.told("letters", "refused") == []


def returned(letter_id: int, status: str = "5.1.1") -> bytes:
    with reading() as session:
        key = session.get_one(OutboxMessage, letter_id).key
    message_id = message_id_of(key, "vmeste@example.org")
    return notification(f"{HEADERS}Message-ID: {message_id}\n", status)


def test_a_letter_that_came_back_is_taken_in_from_a_file(vmeste: Vmeste, tmp_path: Path) -> None:
    first, _ = to_leader()
    (tmp_path / "bounce.eml").write_bytes(returned(first))

    said = vmeste.said("letters", "bounced", str(tmp_path / "bounce.eml"))

    assert said == f"Letter {first} is dead, and no more mail goes to {LEADER}."
    assert states(vmeste) == ["waiting", "dead"]
    assert [line["email"] for line in vmeste.told("letters", "refused")] == [LEADER]


def test_a_letter_that_came_back_is_taken_in_from_input(configured: str) -> None:
    first, _ = to_leader()

    result = CliRunner().invoke(app, ["letters", "bounced", "-"], input=returned(first, "4.2.2"))

    assert result.exit_code == 0
    assert plain(result) == f"{LEADER}: failed 4.2.2. That is not for good: nothing changes."


def test_a_mail_that_is_no_notification_is_refused(vmeste: Vmeste, tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_text("Subject: Hello\n\nHow are you?\n")

    refused = vmeste.refused("letters", "bounced", str(tmp_path / "mail.eml"))

    assert "no delivery status notification" in refused


def test_preferences_are_shown_and_set(vmeste: Vmeste) -> None:
    before = vmeste.told("letters", "prefer", LEADER)
    assert before == {
        "email": LEADER,
        "channel": "email",
        "messenger": None,
        "digest": False,
        "reminders": True,
        "news": True,
        "language": "ru",
    }

    to_set = ("--channel", "messenger", "--messenger", KEY, "--digest", "--no-news")
    after = vmeste.told("letters", "prefer", LEADER, *to_set, "--language", "en")

    changed = {"channel": "messenger", "messenger": "tgram", "digest": True, "news": False}
    assert after == before | changed | {"language": "en"}
    assert vmeste.told("letters", "prefer", LEADER) == after


def test_the_key_of_a_messenger_is_not_shown(vmeste: Vmeste, russian: None) -> None:
    said = vmeste.said("letters", "prefer", LEADER, "--messenger", KEY, "--channel", "messenger")

    assert said == (
        "Leader Как приходят письма: мессенджер Мессенджер: tgram Одно письмо в день: нет "
        "Напоминания: да Новости: да Язык: ru"
    )


def test_an_address_that_is_no_messengers_is_refused(vmeste: Vmeste) -> None:
    refused = vmeste.refused("letters", "prefer", LEADER, "--messenger", "nonsense://secret")

    assert refused.startswith("This is no address of a messenger.")
    assert "secret" not in refused
    assert vmeste.told("letters", "prefer", LEADER)["messenger"] is None


def test_a_messenger_without_an_address_is_refused(vmeste: Vmeste) -> None:
    refused = vmeste.refused("letters", "prefer", LEADER, "--channel", "messenger")

    assert refused.startswith("Give the messenger's address first")
