"""What other systems hear of a change, and of whom they hear nothing."""

from dataclasses import asdict
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select

from models import Council, Initiative, Programme
from tests.make import NOON, Competition
from tests.workflow.statements import statements
from workflow.events.event import Event, event_names, events_at, new_events


def events(competition: Competition, initiative: Initiative) -> list[Event]:
    competition.session.flush()
    return new_events(competition.session, [initiative.id])


def test_an_event_tells_what_happened_to_what_and_where(competition: Competition) -> None:
    initiative = competition.at("expert_review", "1-02")
    begun, submitted = events(competition, initiative)

    assert (begun.name, begun.sequence) == ("vmeste.initiative.propose", 1)
    assert (submitted.name, submitted.at) == ("vmeste.initiative.submit", NOON)
    assert submitted.data == {
        "subject": "initiative/1-02",
        "kind": "initiative",
        "code": "1-02",
        "programme": "small",
        "district": "1",
        "action": "submit",
        "from_state": "proposal",
        "to_state": "expert_review",
        "sequence": 2,
        "hash": initiative.head,
    }


def test_an_event_says_nothing_of_people_reasons_and_facts(competition: Competition) -> None:
    initiative = competition.at("expert_review", title="Двор Ивановых")
    competition.act(initiative, "return_for_revision", "chair", reason="У Иванова нет сметы")
    told = str([asdict(event) for event in events(competition, initiative)])

    for word in ("Иванов", "Leader", "leader@", "actor", "reason", "facts"):
        assert word not in told


def test_the_lifecycle_may_give_an_event_its_own_name(competition: Competition) -> None:
    initiative = competition.at("funding")
    approved = events(competition, initiative)[-1]

    assert (approved.action, approved.name) == ("approve", "vmeste.initiative.funded")


def test_an_event_has_the_same_id_whenever_it_is_read(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = events(competition, initiative)
    (again,) = events_at(competition.session, [(initiative.id, 2)])

    assert again == second
    assert again.id == second.id == uuid5(NAMESPACE_URL, initiative.head)
    assert first.id != second.id


def test_what_concerns_the_whole_programme_names_no_district(competition: Competition) -> None:
    council = competition.session.scalars(select(Council)).one()

    (first, *_) = new_events(competition.session, [council.id])
    assert (first.reference, first.district) == (council.reference, None)


def test_reading_many_events_asks_the_database_once(competition: Competition) -> None:
    first, second = competition.at("expert_review", "1-02"), competition.at("funding", "1-03")
    events(competition, first)
    with statements(competition.session) as asked:
        new_events(competition.session, [first.id, second.id])

    assert len(asked) == 1


def test_every_event_of_the_lifecycles_has_a_name(competition: Competition) -> None:
    programme = competition.session.scalars(select(Programme)).one()
    names = event_names(competition.session, programme)

    assert names["vmeste.initiative.funded"].en == "Approve"
    assert "vmeste.initiative.approve" not in names
    for name in ("vmeste.tranche.pay", "vmeste.meeting.convene", "vmeste.agenda_item.vote"):
        assert name in names
