"""Conflicts of interest: what follows from the records, what is ruled by hand, what it shuts."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Council, HistoryEntry, Initiative, Motion, Role, RoleAssignment
from tests import make
from tests.make import Competition
from tests.workflow.statements import statements
from workflow.actor import Actor
from workflow.council.conflicts import LIFTABLE, conflict, conflicts
from workflow.council.grounds import GROUNDS
from workflow.errors import Refusal
from workflow.meetings.session import act_on_item
from workflow.programme.council import appoint
from workflow.programme.lookup import find_council
from workflow.reviews.reading import read_file
from workflow.reviews.settling import act_on_council, act_on_review, declare_conflict

BECAUSE = "Работали вместе"


def grounds(competition: Competition, initiative: Initiative, name: str) -> tuple[str, ...]:
    person = competition.people[name].id
    return conflict(competition.session, initiative.id, person, make.day(competition.now))


def council(competition: Competition) -> Council:
    return find_council(competition.session, competition.programme)


def relate(competition: Competition, member: str, other: str) -> None:
    act_on_council(
        competition.session,
        council(competition),
        "declare_relation",
        actor=competition.actor(member),
        now=competition.now,
        reason=BECAUSE,
        facts={"other": competition.people[other].id},
    )


def declare(competition: Competition, initiative: Initiative, member: str) -> None:
    declare_conflict(
        competition.session,
        initiative,
        "declare_conflict",
        actor=competition.actor(member),
        now=competition.now,
        reason=BECAUSE,
    )


def lift(
    competition: Competition, initiative: Initiative, member: str, ground: str, by: str = "chair"
) -> None:
    facts = {"member": competition.people[member].id, "ground": ground}
    competition.act(initiative, "lift_conflict", by, reason="Проверено", facts=facts)


def test_nobody_has_a_conflict_to_begin_with(competition: Competition) -> None:
    initiative = competition.initiative()
    people = [person.id for person in competition.people.values()]

    found = conflicts(competition.session, [initiative.id], people, make.day(competition.now))

    assert {person for _, person in found} == {
        competition.people[name].id for name in ("deputy", "leader", "neighbour", "friend")
    }


def test_the_deputy_of_the_district_keeps_out_and_that_of_another_does_not(
    competition: Competition,
) -> None:
    initiative = competition.initiative()

    assert grounds(competition, initiative, "deputy") == ("own_district",)
    assert grounds(competition, initiative, "other_deputy") == ()


def test_a_deputy_keeps_out_from_the_first_day_in_office_to_the_last(
    competition: Competition,
) -> None:
    initiative, today = competition.initiative(), make.day(competition.now)
    office = competition.session.query(RoleAssignment).filter_by(
        role=Role.DEPUTY, person_id=competition.people["deputy"].id
    )
    office.one().since, office.one().until = today, today
    competition.session.flush()

    deputy = competition.people["deputy"].id
    held = [
        conflict(competition.session, initiative.id, deputy, today + timedelta(days))
        for days in (-1, 0, 1)
    ]

    assert held == [(), ("own_district",), ()]


def test_the_group_and_its_leader_keep_out(competition: Competition) -> None:
    group = [competition.people["friend"], competition.people["second"]]
    initiative = competition.initiative(group=group, leader=competition.people["expert"])

    assert grounds(competition, initiative, "second") == ("own_group",)
    assert grounds(competition, initiative, "expert") == ("own_group",)
    assert grounds(competition, initiative, "third") == ()


def test_a_leader_who_was_taken_off_the_group_keeps_out_all_the_same(
    competition: Competition,
) -> None:
    initiative = competition.initiative(leader=competition.people["second"])
    initiative.group = [competition.people["friend"]]
    competition.session.flush()

    assert grounds(competition, initiative, "second") == ("own_group",)


SPELT = [
    ("ООО «Ромашка»", 'ооо "РОМАШКА"', True),
    ("ООО «Ромашка»", "ООО Ромашка ", True),
    ("Школа № 7", "школа №7", True),
    ("Школа № 7", "Школа № 17", False),
    ("Ромашка", "Ромашка-2", False),
    ("Ромашка", None, False),
    (None, None, False),
]


def is_same(competition: Competition, initiative: Initiative, theirs: str, groups: str) -> bool:
    """Whether the second expert and a friend in the group are taken for colleagues."""
    competition.people["second"].organisation = theirs
    competition.people["friend"].organisation = groups
    competition.session.flush()
    found = grounds(competition, initiative, "second")
    assert set(found) <= {"same_organisation"}
    return bool(found)


def test_the_same_organisation_is_known_however_it_is_spelt(competition: Competition) -> None:
    initiative = competition.initiative()

    for theirs, groups, same in SPELT:
        assert is_same(competition, initiative, theirs, groups) == same  # type: ignore[arg-type]
    assert grounds(competition, initiative, "third") == ()


@pytest.mark.parametrize(("theirs", "groups"), [("—", "-"), ("", "")], ids=["dash", "empty"])
def test_two_who_have_no_organisation_are_not_from_the_same(
    competition: Competition, theirs: str, groups: str
) -> None:
    assert not is_same(competition, competition.initiative(), theirs, groups)


def test_yo_is_spelt_either_way(competition: Competition) -> None:
    assert is_same(competition, competition.initiative(), "ООО «Берёзка»", "ООО «Березка»")


def test_a_relation_counts_once_declared_and_until_withdrawn(competition: Competition) -> None:
    initiative = competition.initiative()
    assert grounds(competition, initiative, "second") == ()

    relate(competition, "second", "friend")
    assert grounds(competition, initiative, "second") == ("declared_relation",)
    assert grounds(competition, initiative, "third") == ()

    facts = {name: competition.people[who].id for name, who in _SECOND_AND_FRIEND}
    competition.act(
        council(competition), "withdraw_relation", "chair", reason="Ошибка", facts=facts
    )
    assert grounds(competition, initiative, "second") == ()


_SECOND_AND_FRIEND = (("member", "second"), ("other", "friend"))


def test_a_relation_to_somebody_outside_the_group_is_none(competition: Competition) -> None:
    initiative = competition.initiative()

    relate(competition, "second", "other_deputy")

    assert grounds(competition, initiative, "second") == ()


def test_several_grounds_are_all_told(competition: Competition) -> None:
    competition.people["second"].organisation = "Ромашка"
    competition.people["leader"].organisation = "«Ромашка»"
    relate(competition, "second", "friend")
    initiative = competition.initiative()
    facts = {"member": competition.people["second"].id}
    competition.act(initiative, "record_conflict", "coordinator", reason=BECAUSE, facts=facts)

    found = grounds(competition, initiative, "second")

    assert found == ("declared", "declared_relation", "same_organisation")
    assert set(found) <= GROUNDS.keys()


def test_a_conflict_is_declared_by_oneself_with_a_reason(competition: Competition) -> None:
    initiative = competition.initiative()
    with pytest.raises(Refusal) as refused:
        competition.act(initiative, "declare_conflict", "second")
    assert refused.value.codes == ["reason_missing"]

    declare(competition, initiative, "second")

    assert grounds(competition, initiative, "second") == ("declared",)
    assert [grounds(competition, initiative, name) for name in ("third", "expert")] == [(), ()]
    entry = competition.session.scalars(
        select(HistoryEntry).where(HistoryEntry.action == "declare_conflict")
    ).one()
    assert (entry.actor_id, entry.reason) == (competition.people["second"].id, BECAUSE)


def test_only_members_declare_and_only_the_coordinator_records(competition: Competition) -> None:
    initiative = competition.initiative()
    facts = {"member": competition.people["second"].id}

    for trigger, name, told in (
        ("declare_conflict", "coordinator", {}),
        ("declare_conflict", "leader", {}),
        ("record_conflict", "chair", facts),
        ("record_conflict", "leader", facts),
    ):
        with pytest.raises(Refusal) as refused:
            competition.act(initiative, trigger, name, reason=BECAUSE, facts=told)
        assert refused.value.codes == ["not_permitted"]


@pytest.mark.parametrize("ground", sorted(LIFTABLE))
def test_a_conflict_is_lifted_ground_by_ground(competition: Competition, ground: str) -> None:
    competition.people["second"].organisation = "Ромашка"
    competition.people["leader"].organisation = "Ромашка"
    relate(competition, "second", "friend")
    initiative = competition.initiative()
    declare_by_coordinator(competition, initiative, "second")
    make_deputy(competition, "second")
    before = grounds(competition, initiative, "second")

    lift(competition, initiative, "second", ground)

    assert before == tuple(sorted(LIFTABLE))
    assert grounds(competition, initiative, "second") == tuple(sorted(LIFTABLE - {ground}))


def declare_by_coordinator(competition: Competition, initiative: Initiative, name: str) -> None:
    facts = {"member": competition.people[name].id}
    declare_conflict(
        competition.session,
        initiative,
        "record_conflict",
        actor=competition.actor("coordinator"),
        now=competition.now,
        reason=BECAUSE,
        facts=facts,
    )


def make_deputy(competition: Competition, name: str) -> None:
    """The person becomes a deputy of the first district as well."""
    competition.session.add(
        RoleAssignment(
            programme_id=competition.programme.id,
            person_id=competition.people[name].id,
            role=Role.DEPUTY,
            district_id=competition.district.id,
            since=make.day(competition.now),
        )
    )
    competition.session.flush()


def test_lifting_needs_a_reason_a_conflict_and_somebody_else(competition: Competition) -> None:
    initiative = competition.initiative()
    declare(competition, initiative, "second")
    second = competition.people["second"].id

    for by, ground, reason, codes in (
        ("chair", "declared", None, ["reason_missing"]),
        ("chair", "own_district", "Проверено", ["conflict_stands"]),
        ("chair", "nonsense", "Проверено", ["conflict_stands"]),
        ("second", "declared", "Проверено", ["not_permitted", "somebody_else"]),
        ("third", "declared", "Проверено", ["not_permitted"]),
        ("secretary", "declared", "Проверено", ["not_permitted"]),
    ):
        facts = {"member": second, "ground": ground}
        with pytest.raises(Refusal) as refused:
            competition.act(initiative, "lift_conflict", by, reason=reason, facts=facts)
        assert refused.value.codes == codes
    assert grounds(competition, initiative, "second") == ("declared",)


def test_the_chair_lifts_no_conflict_of_their_own(competition: Competition) -> None:
    initiative = competition.initiative()
    declare(competition, initiative, "chair")

    with pytest.raises(Refusal) as refused:
        lift(competition, initiative, "chair", "declared")

    assert refused.value.codes == ["conflict_of_interest", "somebody_else"]


def test_a_chair_with_a_conflict_lifts_nobodys_there(competition: Competition) -> None:
    initiative = competition.initiative()
    declare(competition, initiative, "chair")
    declare(competition, initiative, "second")

    with pytest.raises(Refusal) as refused:
        lift(competition, initiative, "second", "declared")

    assert refused.value.codes == ["conflict_of_interest"]
    lift(competition, initiative, "second", "declared", by="coordinator")


def test_nobody_lifts_the_conflict_of_a_member_of_the_group(competition: Competition) -> None:
    group = [competition.people["friend"], competition.people["second"]]
    initiative = competition.initiative(group=group)

    with pytest.raises(Refusal, match="correct the group") as refused:
        lift(competition, initiative, "second", "own_group", by="coordinator")

    assert refused.value.codes == ["conflict_stands"]


def test_a_conflict_that_was_lifted_can_be_declared_again(competition: Competition) -> None:
    initiative = competition.initiative()
    declare(competition, initiative, "second")
    lift(competition, initiative, "second", "declared")
    assert grounds(competition, initiative, "second") == ()

    declare(competition, initiative, "second")

    assert grounds(competition, initiative, "second") == ("declared",)


def test_a_conflict_in_one_initiative_is_none_in_another(competition: Competition) -> None:
    initiative, another = competition.initiative(), competition.initiative("1-02")

    declare(competition, initiative, "second")

    assert grounds(competition, another, "second") == ()


def test_a_conflict_shuts_file_scores_and_vote(competition: Competition) -> None:
    initiative = competition.at("approval")
    (item,) = competition.convened(initiative).items
    declare(competition, initiative, "second")
    session, now, second = competition.session, competition.now, competition.actor("second")

    with pytest.raises(Refusal) as refused:
        read_file(session, initiative, second, now)
    assert refused.value.codes == ["conflict_of_interest"]
    if initiative.state == "approval":
        competition.on_item(item, "put", "chair", facts={"motion": Motion.APPROVE})
        with pytest.raises(Refusal) as refused:
            act_on_item(session, item, "vote", actor=second, now=now, facts={"choice": "for"})
        assert refused.value.codes == ["conflict_of_interest"]


def test_a_review_ends_with_its_experts_conflict_and_another_is_asked(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    kept, recused = competition.reviews(initiative)
    competition.submit(kept)
    theirs = competition.name_of(recused.expert_id)

    declare(competition, initiative, theirs)

    assert recused.state == "recused"
    with pytest.raises(Refusal) as refused:
        act_on_review(
            competition.session,
            recused,
            "submit",
            actor=Actor.person(recused.expert_id),
            now=competition.now,
        )
    assert refused.value.codes == ["not_available"]
    _, _, third = competition.reviews(initiative)
    assert third.state == "assigned"
    assert third.expert_id not in (kept.expert_id, recused.expert_id)


def test_a_submitted_review_of_an_expert_with_a_conflict_no_longer_counts(
    competition: Competition,
) -> None:
    initiative = competition.at("approval")
    (first, _) = competition.reviews(initiative)
    theirs = competition.name_of(first.expert_id)

    declare(competition, initiative, theirs)

    assert (first.state, initiative.state) == ("recused", "expert_review")
    assert [r.state for r in competition.reviews(initiative)] == [
        "recused",
        "submitted",
        "assigned",
    ]


@pytest.mark.parametrize("tie", ["relation", "district", "organisation"])
def test_a_conflict_that_follows_from_the_records_ends_a_review_as_well(
    competition: Competition, tie: str
) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)
    theirs = competition.name_of(first.expert_id)

    if tie == "relation":
        relate(competition, theirs, "friend")
    elif tie == "district":
        make_deputy(competition, theirs)
    else:
        competition.people[theirs].organisation = "Ромашка"
        competition.people["friend"].organisation = "Ромашка"
        competition.session.flush()
    competition.submit(second)

    assert grounds(competition, initiative, theirs) != ()
    assert initiative.state == "expert_review", "one of two reviews may not count"


def test_a_relation_declared_while_the_council_waits_takes_the_review_out(
    competition: Competition,
) -> None:
    initiative = competition.at("approval")
    first, second = competition.reviews(initiative)

    relate(competition, competition.name_of(first.expert_id), "friend")

    assert [first.state, second.state] == ["recused", "submitted"]
    assert initiative.state == "expert_review"
    assert [review.state for review in competition.reviews(initiative)] == [
        "recused",
        "submitted",
        "assigned",
    ]


@pytest.mark.parametrize("tie", ["district", "organisation"])
def test_ties_that_the_records_show_are_found_before_the_council_meets(
    competition: Competition, tie: str
) -> None:
    initiative = competition.at("approval")
    first, _ = competition.reviews(initiative)
    if tie == "district":
        make_deputy(competition, competition.name_of(first.expert_id))
    else:
        first.expert.organisation = competition.people["friend"].organisation = "Ромашка"
        competition.session.flush()

    meeting = competition.convened(initiative)

    assert first.state == "recused"
    assert meeting.items == []


@pytest.mark.parametrize("many", [1, 50])
def test_however_many_are_asked_about_the_statements_are_the_same(
    competition: Competition, many: int
) -> None:
    competition.people["second"].organisation = "Ромашка"
    initiatives = [competition.initiative(f"1-{number:02}").id for number in range(many)]
    people = [person.id for person in competition.people.values()]
    competition.session.flush()

    with statements(competition.session) as asked:
        found = conflicts(competition.session, initiatives, people, make.day(competition.now))

    assert len(found) == 4 * many
    assert len(asked) == 6


def test_a_conflict_with_a_term_that_is_over_is_still_one(competition: Competition) -> None:
    """A member without a seat keeps the conflict that was declared: seats come back."""
    initiative = competition.initiative()
    declare(competition, initiative, "second")
    facts = {"member": competition.people["second"].id}
    competition.act(council(competition), "dismiss", "coordinator", reason="Уехал", facts=facts)
    competition.later(days=1)
    appoint(
        competition.session,
        council(competition),
        Role.EXPERT,
        competition.people["second"].id,
        constituency="deputies",
        since=make.day(competition.now),
        until=competition.programme.ends_on,
        actor=competition.actor("coordinator"),
        now=competition.now,
    )

    assert grounds(competition, initiative, "second") == ("declared",)
