"""Several workers at once."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import MailDomain, OutboxMessage, Person, Preference, RefusedAddress
from notifications import outbox
from notifications.outbox import Fate, Pace
from notifications.outbox.refusals import refuse_address
from notifications.told import DIGEST
from tests.make import NOON
from tests.workflow.at_once import Act, afterwards, at_once, prepared
from workflow.people.preferences import set_preference

MORNING = NOON + timedelta(days=1)


@pytest.fixture
def letters(engine: Engine) -> list[int]:
    """Six letters to the leader."""
    with prepared(engine) as competition:
        for number in range(1, 7):
            competition.act(competition.initiative(f"1-0{number}"), "submit", "leader")
        asked = select(OutboxMessage.id).where(OutboxMessage.template == "initiative_submitted")
        return list(competition.session.scalars(asked.order_by(OutboxMessage.id)))


def claims(letters: list[int], fates: list[Fate]) -> list[Act]:
    def of(letter_id: int) -> Act:
        return lambda session: fates.append(outbox.claim(session, letter_id, NOON, Pace(6)))

    return [of(letter_id) for letter_id in letters]


def test_one_worker_gets_the_letter(engine: Engine, letters: list[int]) -> None:
    fates: list[Fate] = []
    at_once(engine, *claims([letters[0]] * 6, fates))

    assert sorted(fates) == [Fate.CLAIMED, *[Fate.TAKEN] * 5]


def test_all_workers_together_keep_a_domains_pace(engine: Engine, letters: list[int]) -> None:
    fates: list[Fate] = []
    at_once(engine, *claims(letters, fates))

    assert sorted(fates) == [*[Fate.CLAIMED] * 2, *[Fate.POSTPONED] * 4]
    with afterwards(engine) as session:
        domain = session.scalars(select(MailDomain)).one()
        assert (domain.domain, domain.next_at) == ("example.org", NOON + timedelta(seconds=20))


def test_a_digest_is_gathered_once(engine: Engine, letters: list[int]) -> None:
    with Session(engine) as session, session.begin():
        set_preference(session, _leader(session), now=NOON, digest=True)
        (due,) = outbox.due_digests(session, MORNING)
    carried: list[int] = []

    at_once(engine, *[lambda session: carried.append(outbox.gather(session, due, MORNING))] * 4)

    assert sorted(carried) == [0, 0, 0, 6]
    with afterwards(engine) as session:
        digest = session.scalars(
            select(OutboxMessage).where(OutboxMessage.template == DIGEST)
        ).one()
        members = [session.get_one(OutboxMessage, letter_id) for letter_id in letters]
        assert {message.digest_id for message in members} == {digest.id}


def test_an_address_is_refused_once(engine: Engine) -> None:
    at_once(engine, *[lambda session: refuse_address(session, "a@example.org", "550", NOON)] * 4)

    with Session(engine) as session:
        assert session.scalars(select(RefusedAddress.email)).all() == ["a@example.org"]


def test_two_first_choices_are_both_kept(engine: Engine, letters: list[int]) -> None:
    acts: list[Act] = [
        lambda session: set_preference(session, _leader(session), now=NOON, news=False),
        lambda session: set_preference(session, _leader(session), now=NOON, digest=True),
    ]

    assert at_once(engine, *acts) == ["done", "done"]

    with Session(engine) as session:
        chosen = session.scalars(select(Preference)).one()
        assert (chosen.news, chosen.digest) == (False, True)


def _leader(session: Session) -> Person:
    return session.scalars(select(Person).where(Person.email == "leader@example.org")).one()
