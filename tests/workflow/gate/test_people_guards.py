"""What has to be settled before a person is erased, guard by guard."""

from datetime import timedelta

import pytest

from models import Consent, Person, Programme, Role, RoleAssignment
from tests.make import Competition, day
from tests.workflow.gate.asking import guarded, passes
from workflow.actor import Actor
from workflow.errors import Refusal
from workflow.gate.guards import people
from workflow.people.consents import consent_of, withdraw
from workflow.programme.lookup import lifecycle_version
from workflow.reviews.settling import act_on_review

ERASE = {"consent.erase"}
ASKED_FOR = {
    "document_is_short": {"consent.give"},
    "leads_nothing_under_way": ERASE,
    "holds_no_office": ERASE,
    "owes_no_review": ERASE,
    "consents_to_nothing_else": ERASE,
    "papers_are_archived": ERASE,
    "names_nobody": ERASE,
    "lists_are_written_well": ERASE,
}


def withdrawn(competition: Competition, name: str = "leader") -> Consent:
    """The consent of somebody who has taken it back."""
    session, programme = competition.session, competition.programme
    person = session.get_one(Person, competition.actor(name).person_id)
    actor = competition.actor("coordinator")
    withdraw(session, programme, person, actor=actor, now=competition.now)
    return consent_of(session, programme, person)


def asked(competition: Competition, consent: Consent, guard: str, **facts: str) -> bool:
    return passes(competition, consent, guard, by="coordinator", trigger="erase", facts=facts)


def test_each_guard_stands_before_its_moves_and_before_no_other() -> None:
    assert guarded({people.__name__}) == ASKED_FOR


@pytest.mark.parametrize(("length", "fits"), [(0, True), (200, True), (201, False)])
def test_document_is_short_is_exact(competition: Competition, length: int, fits: bool) -> None:
    consent = withdrawn(competition)

    assert asked(competition, consent, "document_is_short", document=" " + "я" * length) == fits


@pytest.mark.parametrize(
    ("state", "free"),
    [("expert_review", False), ("implementation", False), ("completed", True), ("rejected", True)],
)
def test_leads_nothing_under_way_waits_for_the_end(
    competition: Competition, state: str, free: bool
) -> None:
    competition.at(state)

    assert asked(competition, withdrawn(competition), "leads_nothing_under_way") == free


def test_leads_nothing_under_way_does_not_concern_members_of_a_group(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    member = next(person for person in initiative.group if person.id != initiative.leader_id)
    actor = competition.actor("coordinator")
    withdraw(competition.session, competition.programme, member, actor=actor, now=competition.now)
    consent = consent_of(competition.session, competition.programme, member)

    assert asked(competition, consent, "leads_nothing_under_way")


@pytest.mark.parametrize(
    ("role", "ended", "free"),
    [
        (Role.TREASURER, None, False),
        (Role.TREASURER, 0, False),
        (Role.TREASURER, 1, True),
        (Role.RESIDENT, None, True),
    ],
)
def test_holds_no_office_counts_offices_that_still_run(
    competition: Competition, role: Role, ended: int | None, free: bool
) -> None:
    consent, today = withdrawn(competition), day(competition.now)
    competition.session.add(
        RoleAssignment(
            programme_id=competition.programme.id,
            person_id=consent.person_id,
            role=role,
            since=today - timedelta(days=9),
            until=None if ended is None else today - timedelta(days=ended),
        )
    )

    assert asked(competition, consent, "holds_no_office") == free


def test_owes_no_review_waits_until_it_is_handed_in_or_released(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    session, actor = competition.session, competition.actor("coordinator")
    consents = []
    for review in (first, second):
        withdraw(session, competition.programme, review.expert, actor=actor, now=competition.now)
        consents.append(consent_of(session, competition.programme, review.expert))
    assert not any(asked(competition, consent, "owes_no_review") for consent in consents)

    competition.submit(first)
    act_on_review(
        session, second, "release", actor=actor, now=competition.now, reason="Уходит из совета"
    )

    assert all(asked(competition, consent, "owes_no_review") for consent in consents)


@pytest.mark.parametrize(("state", "free"), [("given", False), ("withdrawn", True)])
def test_consents_to_nothing_else_looks_into_other_programmes(
    competition: Competition, state: str, free: bool
) -> None:
    consent, session = withdrawn(competition), competition.session
    kept = {
        column.name: getattr(competition.programme, column.key)
        for column in Programme.__table__.columns
        if column.name != "id"
    }
    other = Programme(**kept | {"code": "other"})
    session.add(other)
    session.flush()
    session.add(
        Consent(
            programme_id=other.id,
            code=consent.code,
            person_id=consent.person_id,
            state=state,
            lifecycle_version=lifecycle_version(session, competition.programme, "consent"),
            changed_at=competition.now,
        )
    )
    session.flush()

    assert asked(competition, consent, "consents_to_nothing_else") == free


def test_papers_are_archived_asks_whoever_signed_an_agreement(competition: Competition) -> None:
    competition.signed(competition.at("funding"))
    consent = withdrawn(competition)

    assert not asked(competition, consent, "papers_are_archived", papers="none")
    assert asked(competition, consent, "papers_are_archived", papers="archived")


def test_papers_are_archived_asks_nobody_without_papers(competition: Competition) -> None:
    assert asked(competition, withdrawn(competition), "papers_are_archived", papers="none")


@pytest.mark.parametrize(
    ("texts", "files", "good"),
    [
        ("[]", "[]", True),
        ('["initiative/1-01:2"]', "[7]", True),
        ("initiative/1-01:2", "[]", False),
        ("[2]", "[]", False),
        ("[]", '["7"]', False),
        ("[]", "[true]", False),
        ("{}", "[]", False),
    ],
)
def test_lists_are_written_well_takes_lists_of_references_and_numbers(
    competition: Competition, texts: str, files: str, good: bool
) -> None:
    consent = withdrawn(competition)

    found = asked(competition, consent, "lists_are_written_well", texts=texts, files=files)

    assert found == good


def test_names_nobody_keeps_the_name_out_of_the_reason(competition: Competition) -> None:
    session = competition.session
    resident = Person(name="Мария Петровна Осокина", email="osokina@example.org")
    session.add(resident)
    session.flush()
    actor: Actor = competition.actor("coordinator")
    withdraw(session, competition.programme, resident, actor=actor, now=competition.now)
    consent = consent_of(session, competition.programme, resident)
    facts = {"texts": "[]", "files": "[]", "papers": "none"}

    with pytest.raises(Refusal) as refused:
        competition.act(consent, "erase", "coordinator", reason="По просьбе Осокиной", facts=facts)

    assert refused.value.codes == ["names_nobody"]
    competition.act(consent, "erase", "coordinator", reason="По её просьбе", facts=facts)
    assert consent.state == "erased"
