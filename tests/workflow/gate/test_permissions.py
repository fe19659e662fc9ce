"""Who may: by role and by relation, never by proxy, never with an interest."""

from datetime import date, timedelta

import pytest

from models import Motion, Role, RoleAssignment, Subject
from tests import make
from tests.make import NOON, Competition, enrol
from workflow.actor import Actor
from workflow.errors import Refusal
from workflow.gate.permissions import COUNCIL, ROLE_TITLES, standing
from workflow.lifecycles.document import WRITTEN_TO
from workflow.meetings.session import act_on_item
from workflow.reviews.settling import act_on_review


def roles(competition: Competition, name: str, subject: object) -> frozenset[str]:
    return standing(
        competition.session,
        subject,  # type: ignore[arg-type]
        competition.actor(name),
        make.day(competition.now),
    ).roles


def test_every_role_has_a_title_in_both_languages() -> None:
    assert set(ROLE_TITLES) == WRITTEN_TO
    assert [role for role, title in ROLE_TITLES.items() if not title.en] == []


def test_a_leader_is_one_only_of_their_own_initiative(competition: Competition) -> None:
    own = competition.initiative()
    another = competition.initiative("1-02", leader=competition.people["neighbour"])

    assert "leader" in roles(competition, "leader", own)
    assert "leader" not in roles(competition, "leader", another)


def test_a_deputy_acts_only_in_their_own_district(competition: Competition) -> None:
    enrolment = enrol(competition, competition.other_district, "other_deputy")

    theirs = standing(competition.session, enrolment, competition.actor("deputy"), make.day(NOON))

    assert "deputy" not in theirs.roles
    assert [b.code for b in theirs.blockers(("deputy",))] == ["other_district"]
    assert "deputy" in roles(competition, "other_deputy", enrolment)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.CHAIR, Role.SECRETARY])
def test_a_member_of_the_group_takes_no_part_as_council(
    competition: Competition, role: Role
) -> None:
    member = competition.people[role]
    initiative = competition.initiative(group=[competition.people["friend"], member])

    theirs = standing(competition.session, initiative, Actor.person(member.id), make.day(NOON))

    assert role not in theirs.roles
    assert [b.code for b in theirs.blockers((role,))] == ["conflict_of_interest"]


def test_an_expert_who_is_the_districts_deputy_has_an_interest(competition: Competition) -> None:
    deputy = competition.people["deputy"]
    competition.session.add(
        RoleAssignment(
            programme_id=competition.programme.id,
            person_id=deputy.id,
            role=Role.EXPERT,
            since=date(2026, 3, 1),
        )
    )
    competition.session.flush()
    own = competition.initiative()
    enrol(competition, competition.other_district, "other_deputy")
    elsewhere = competition.initiative("2-01", district=competition.other_district)

    assert "expert" not in roles(competition, "deputy", own)
    assert "expert" in roles(competition, "deputy", elsewhere)


def test_a_role_holds_from_its_first_day_to_its_last(competition: Competition) -> None:
    expert = (
        competition.session.query(RoleAssignment)
        .filter_by(role=Role.EXPERT, person_id=competition.people["expert"].id)
        .one()
    )
    expert.since, expert.until = date(2026, 3, 2), date(2026, 3, 3)
    competition.session.flush()
    initiative = competition.initiative()

    held = []
    for days in (-1, 0, 1, 2):
        competition.now = NOON + timedelta(days=days)
        held.append("expert" in roles(competition, "expert", initiative))

    assert held == [False, True, True, False]


def test_a_coordinator_acts_for_a_resident_and_the_history_names_both(
    competition: Competition,
) -> None:
    initiative = competition.initiative()
    coordinator, leader = competition.people["coordinator"], competition.people["leader"]

    competition.act(
        initiative, "submit", "", actor=Actor.person(coordinator.id, on_behalf_of=leader.id)
    )

    assert initiative.state == "expert_review"


def test_nobody_but_a_coordinator_acts_for_another(competition: Competition) -> None:
    initiative = competition.initiative()
    friend, leader = competition.people["friend"], competition.people["leader"]

    with pytest.raises(Refusal) as refused:
        competition.act(
            initiative, "submit", "", actor=Actor.person(friend.id, on_behalf_of=leader.id)
        )

    assert refused.value.codes == ["not_a_coordinator"]


def test_nobody_votes_by_proxy(competition: Competition) -> None:
    (item,) = competition.convened(competition.at("approval")).items
    competition.on_item(item, "put", "chair", facts={"motion": Motion.APPROVE})
    coordinator, expert = competition.people["coordinator"], competition.people["expert"]

    with pytest.raises(Refusal) as refused:
        act_on_item(
            competition.session,
            item,
            "vote",
            actor=Actor.person(coordinator.id, on_behalf_of=expert.id),
            now=competition.now,
            facts={"choice": "for"},
        )

    assert refused.value.codes == ["no_proxy", "member_is_present"]


def test_nobody_reviews_by_proxy(competition: Competition) -> None:
    (review, _) = competition.reviews(competition.at("expert_review"))
    competition.draft(review)
    coordinator = competition.people["coordinator"]

    with pytest.raises(Refusal) as refused:
        act_on_review(
            competition.session,
            review,
            "submit",
            actor=Actor.person(coordinator.id, on_behalf_of=review.expert_id),
            now=competition.now,
        )

    assert refused.value.codes == ["no_proxy"]


def test_a_reviewer_is_who_is_asked_for_as_long_as_they_are(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    another = competition.at("expert_review", "1-02")
    competition.act(another, "withdraw", "leader", reason="Передумали")
    first, second = competition.reviews(initiative)
    theirs = Actor.person(first.expert_id)

    def reviews(subject: Subject) -> bool:
        found = standing(competition.session, subject, theirs, make.day(competition.now))
        return "reviewer" in found.roles

    assert [reviews(subject) for subject in (initiative, first, second, another)] == [
        True,
        True,
        False,
        False,
    ]
    competition.act(first, "release", "coordinator", reason="Болеет")
    assert not reviews(initiative)


@pytest.mark.parametrize("member", ["expert", "chair"])
def test_an_interest_in_an_initiative_reaches_its_reviews_and_items(
    competition: Competition, member: str
) -> None:
    group = [competition.people["friend"], competition.people[member]]
    initiative = competition.at("approval", group=group)
    (item,) = competition.convened(initiative).items
    review = competition.reviews(initiative)[0]

    for subject in (initiative, review, item):
        assert not roles(competition, member, subject) & COUNCIL
        assert roles(competition, "second", subject) & COUNCIL
    assert roles(competition, member, item.meeting) & COUNCIL
