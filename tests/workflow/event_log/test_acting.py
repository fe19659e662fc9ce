"""In which role somebody acted, and for whom."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from models import HistoryEntry, RoleAssignment
from tests.event_logs import KNOWN, TELLING, lived, logged, ocel
from tests.make import Competition
from workflow.actor import Actor

pytestmark = pytest.mark.long


@pytest.fixture
def completed(competition: Competition) -> Competition:
    lived(competition)
    return competition


def roles(
    competition: Competition, case: str = "1-01"
) -> dict[str, set[tuple[str | None, str | None]]]:
    found: dict[str, set[tuple[str | None, str | None]]] = {}
    for event in logged(competition)[case].events:
        acted = event.get("org:role"), event.get("org:group")
        found.setdefault(event["concept:name"], set()).add(acted)
    return found


def test_each_acts_in_the_role_that_the_lifecycle_gives(completed: Competition) -> None:
    found = roles(completed)

    assert found["submit"] == {("leader", "leader")}
    assert found["review.assign"] == {("coordinator", "coordinator")}
    assert found["agenda_item.place"] == {("secretary", "secretary")}
    assert found["agenda_item.put"] == {("chair", "foundation")}
    assert found["approve"] == {("clock", "clock")}
    assert found["tranche.pay"] == {("treasurer", "treasurer")}
    assert found["expense.report"] == {("leader", "leader")}


def test_members_of_the_council_act_for_their_constituency(completed: Competition) -> None:
    found = roles(completed)

    votes = {("expert", "foundation"), ("expert", "deputies")}
    assert found["agenda_item.vote"] == votes
    assert {role for role, _ in found["review.submit"]} == {"reviewer"}
    assert {group for _, group in found["review.submit"]} <= {"foundation", "deputies"}


def test_a_deputy_acts_for_the_district(completed: Competition) -> None:
    (applied,) = (e for e in ocel(completed)["events"] if e["type"] == "enrolment.apply")
    told = {each["name"]: each["value"] for each in applied["attributes"]}

    assert (told["role"], told["group"]) == ("deputy", "district/1")


def test_a_role_counts_on_the_day_of_the_action(completed: Competition) -> None:
    """Who has it no more had it then; who has it now had it not."""
    session = completed.session
    before = roles(completed)["agenda_item.vote"]
    ends = completed.now + timedelta(days=1)
    session.execute(
        update(RoleAssignment)
        .where(RoleAssignment.role == "expert")
        .values(until=ends.date())
        .execution_options(synchronize_session=False)
    )

    assert roles(completed)["agenda_item.vote"] == before


def test_a_role_that_the_records_no_longer_tell_is_left_out(completed: Competition) -> None:
    """Of several that might be, none is chosen; what only one may do, that one did."""
    session = completed.session
    session.execute(
        delete(RoleAssignment)
        .where(RoleAssignment.role.in_(["secretary", "chair", "treasurer"]))
        .execution_options(synchronize_session=False)
    )
    found = roles(completed)

    assert found["agenda_item.place"] == {(None, None)}
    assert found["expense.accept"] == {("treasurer", "treasurer")}


def test_who_acts_for_another_acts_in_the_others_role(competition: Competition) -> None:
    initiative = competition.initiative()
    leader, coordinator = competition.people["leader"].id, competition.people["coordinator"].id
    actor = Actor.person(coordinator, on_behalf_of=leader)
    competition.act(initiative, "submit", "", actor=actor)

    submitted = logged(competition)["1-01"].of("submit")

    assert submitted["org:role"] == "leader"
    assert submitted["org:resource"] == KNOWN.of(coordinator)
    assert submitted["vmeste:on_behalf_of"] == KNOWN.of(leader)


def test_what_followed_from_another_action_says_from_which(completed: Competition) -> None:
    case = logged(completed)["1-01"]

    approved = case.of("approve")
    assert approved["org:resource"] == "cascade"
    assert approved["vmeste:follows_from"].startswith("agenda_item/")
    assert "vmeste:follows_from" not in case.of("submit")


def test_a_flow_is_called_by_its_name(completed: Competition) -> None:
    assert logged(completed)["1-01"].of("conclude_review")["org:resource"] == "reviews settled"


def test_the_number_of_who_acted_is_not_what_is_written(completed: Competition) -> None:
    entry = completed.session.query(HistoryEntry).filter_by(action="accept", kind="expense").one()

    accepted = logged(completed)["1-01"].of("expense.accept")

    assert entry.actor_id is not None
    assert accepted["org:resource"] == TELLING.pseudonyms.of(entry.actor_id)
