"""Consents are given, withdrawn and kept in a register, each through the gate."""

from datetime import date

import pytest
from sqlalchemy import select

from models import Consent, Deadline, HistoryEntry, Person
from tests.make import Competition
from workflow.errors import NotFound, Refusal
from workflow.people.consents import MISSING, Registered, consent_of, give, register, withdraw

GIVEN_ON = date(2026, 3, 1)
DOCUMENT = "Бланк 7"


def leader(competition: Competition) -> Person:
    person_id = competition.actor("leader").person_id
    return competition.session.get_one(Person, person_id)


def given(competition: Competition, person: Person, **told: object) -> None:
    give(
        competition.session,
        competition.programme,
        person,
        actor=competition.actor("coordinator"),
        now=competition.now,
        **{"given_on": GIVEN_ON, "document": DOCUMENT, **told},  # type: ignore[arg-type]
    )


def withdrawn(competition: Competition, person: Person) -> None:
    withdraw(
        competition.session,
        competition.programme,
        person,
        actor=competition.actor("coordinator"),
        now=competition.now,
    )


def entry(competition: Competition, person: Person) -> Registered:
    found = register(competition.session, competition.programme)
    return next(each for each in found if each.person.id == person.id)


def actions(competition: Competition) -> list[str]:
    made = select(HistoryEntry.action).where(HistoryEntry.kind == "consent")
    return list(competition.session.scalars(made.order_by(HistoryEntry.id)))


def test_whoever_takes_part_is_in_the_register_and_lacks_a_consent(
    competition: Competition,
) -> None:
    competition.initiative()

    found = entry(competition, leader(competition))

    assert (found.state, found.is_missing) == (MISSING, True)
    assert "лидер группы" in [title.ru for title in found.takes_part]


def test_a_consent_says_when_and_by_what(competition: Competition) -> None:
    competition.initiative()
    person = leader(competition)

    given(competition, person)

    found = entry(competition, person)
    assert (found.state, found.given_on, found.document) == ("given", GIVEN_ON, DOCUMENT)
    assert not found.is_missing


def test_the_same_consent_again_changes_nothing(competition: Competition) -> None:
    person = leader(competition)
    given(competition, person)

    given(competition, person)

    assert actions(competition) == ["give"]


def test_a_day_to_come_is_refused(competition: Competition) -> None:
    with pytest.raises(Refusal) as refused:
        given(competition, leader(competition), given_on=date(2026, 3, 3))

    assert refused.value.codes == ["day_is_past"]


def test_a_withdrawal_is_due_in_thirty_days(competition: Competition) -> None:
    person = leader(competition)
    given(competition, person)

    withdrawn(competition, person)

    consent = consent_of(competition.session, competition.programme, person)
    deadline = competition.session.scalars(
        select(Deadline).where(Deadline.subject_id == consent.id)
    ).one()
    assert (consent.state, deadline.name) == ("withdrawn", "erasure")
    assert (deadline.due_at.date() - competition.now.date()).days == 30


def test_a_withdrawal_needs_no_consent_on_record_and_happens_once(
    competition: Competition,
) -> None:
    person = leader(competition)

    withdrawn(competition, person)
    withdrawn(competition, person)

    assert actions(competition) == ["withdraw"]


def test_a_consent_given_again_meets_the_deadline(competition: Competition) -> None:
    person = leader(competition)
    withdrawn(competition, person)

    given(competition, person)

    consent = consent_of(competition.session, competition.programme, person)
    outcomes = competition.session.scalars(
        select(Deadline.outcome).where(Deadline.subject_id == consent.id)
    ).all()
    assert (consent.state, outcomes) == ("given", ["met"])


def test_only_a_coordinator_keeps_the_register(competition: Competition) -> None:
    with pytest.raises(Refusal) as refused:
        give(
            competition.session,
            competition.programme,
            leader(competition),
            given_on=GIVEN_ON,
            document=DOCUMENT,
            actor=competition.actor("chair"),
            now=competition.now,
        )

    assert refused.value.codes == ["not_permitted"]


def test_whose_consent_was_never_spoken_of_has_none(competition: Competition) -> None:
    with pytest.raises(NotFound):
        consent_of(competition.session, competition.programme, leader(competition))
    assert competition.session.scalar(select(Consent.id)) is None
