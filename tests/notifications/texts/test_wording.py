"""Letters in a programme's own words: never lost to a bad edit."""

import logging

import pytest
from jinja2 import UndefinedError
from sqlalchemy import event, select

from models import OutboxMessage, TemplateVersion
from notifications.letter import Letter, write
from notifications.outbox import compose
from notifications.texts.editing import edit, reset
from tests.make import Competition
from tests.notifications.attempts import HEAD

NAME = "initiative_submitted"
OWN = "{{ code }}: заявка у нас\n\n{{ name }}, спасибо за «{{ title }}»!\n"


@pytest.fixture
def message(competition: Competition) -> OutboxMessage:
    competition.at("expert_review", title="Двор <b>наш</b>")
    return competition.session.scalars(
        select(OutboxMessage).where(OutboxMessage.template == NAME)
    ).one()


def store(competition: Competition, text: str, number: int = 1) -> None:
    """Past all checks: as if a lifecycle had changed since."""
    coordinator = competition.people["coordinator"]
    competition.session.add(
        TemplateVersion(
            programme_id=competition.programme.id,
            name=NAME,
            language="ru",
            number=number,
            text=text,
            author=coordinator,
            written_at=competition.now,
        )
    )
    competition.session.flush()


def rewrite(competition: Competition, text: str = OWN) -> None:
    edit(
        competition.session,
        competition.programme,
        NAME,
        "ru",
        text,
        author=competition.people["coordinator"],
        now=competition.now,
    )


def test_a_letter_is_written_in_the_programmes_own_words(
    competition: Competition, message: OutboxMessage
) -> None:
    rewrite(competition)

    written = write(competition.session, message)

    assert written.subject == "1-01: заявка у нас"
    assert written.text == "Leader, спасибо за «Двор <b>наш</b>»!\n"
    assert "Двор &lt;b&gt;наш&lt;/b&gt;" in written.html
    assert written.fault is None


def test_the_other_language_keeps_the_packaged_words(
    competition: Competition, message: OutboxMessage
) -> None:
    message.recipient.language = "en"
    packaged = write(competition.session, message)
    rewrite(competition)

    assert write(competition.session, message) == packaged


def test_a_reset_brings_the_packaged_words_back(
    competition: Competition, message: OutboxMessage
) -> None:
    packaged = write(competition.session, message)
    rewrite(competition)
    reset(
        competition.session,
        competition.programme,
        NAME,
        "ru",
        author=competition.people["coordinator"],
        now=competition.now,
    )

    assert write(competition.session, message) == packaged


UNUSABLE = {
    "a name that there is not": "Тема\n\n{{ amount }}\n",
    "something that cannot be read": "Тема\n\n{% if %}\n",
    "what reaches for the program": "Тема\n\n{{ name.__class__ }}\n",
    "a comparison that fails": "Тема\n\n{{ 1 < title }}\n",
    "nothing at all": "{{ reason }}\n",
    "no body": "Тема\n\n{{ reason }}\n",
    "more than fits into a letter": "Тема\n\n{% for c in title %}"
    + "{{ title }}" * 1700
    + "{% endfor %}\n",
}


@pytest.mark.parametrize("text", UNUSABLE)
def test_where_the_own_words_fail_the_letter_goes_in_the_packaged_ones(
    competition: Competition,
    message: OutboxMessage,
    caplog: pytest.LogCaptureFixture,
    text: str,
) -> None:
    packaged = write(competition.session, message)
    store(competition, UNUSABLE[text])

    with caplog.at_level(logging.WARNING):
        written = write(competition.session, message)

    assert Letter(written.subject, written.text, written.html) == packaged
    assert written.fault is not None
    assert written.fault.startswith("initiative_submitted.ru, version 1: ")
    assert [written.fault in line for line in caplog.messages] == [True]
    mail = compose(competition.session, message.id, HEAD)
    assert mail["Subject"] == packaged.subject


def test_a_fault_of_the_packaged_words_is_not_hidden(
    competition: Competition, message: OutboxMessage
) -> None:
    message.template = "tranche_paid"

    with pytest.raises(UndefinedError, match="amount"):
        write(competition.session, message)


def test_own_words_cost_one_query(competition: Competition, message: OutboxMessage) -> None:
    asked: list[str] = []

    def note(_c: object, _u: object, statement: str, *_: object) -> None:
        if "template_version" in statement:
            asked.append(statement)

    engine = competition.session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        write(competition.session, message)
    finally:
        event.remove(engine, "before_cursor_execute", note)

    assert len(asked) == 1
