"""Who reads what, and when: the file, others' reviews, what changed in a proposal."""

from collections.abc import Sequence
from datetime import date

import pytest

from models import Initiative, Money, Review, Role
from tests.make import COUNCIL, Competition
from tests.workflow.council.test_conflicts import make_deputy
from workflow.errors import Refusal
from workflow.initiatives import revise
from workflow.programme.lookup import find_council
from workflow.proposals import Change
from workflow.reviews.reading import blind, changed_since, read_file
from workflow.reviews.settling import act_on_review, declare_conflict
from workflow.work.plans import Plan


def reads(competition: Competition, initiative: Initiative, name: str) -> list[str]:
    """Why not, or nothing."""
    try:
        read_file(competition.session, initiative, competition.actor(name), competition.now)
    except Refusal as refusal:
        return refusal.codes
    return []


def sees(competition: Competition, review: Review, name: str) -> bool:
    actor = competition.actor(name)
    return blind(competition.session, review, actor, competition.now) is None


def declare(competition: Competition, initiative: Initiative, name: str) -> None:
    declare_conflict(
        competition.session,
        initiative,
        "declare_conflict",
        actor=competition.actor(name),
        now=competition.now,
        reason="Работали вместе",
    )


def others(competition: Competition, reviews: Sequence[Review]) -> list[str]:
    """Members who review none of these."""
    theirs = {review.expert_id for review in reviews}
    return [name for name in COUNCIL if competition.people[name].id not in theirs]


def test_the_file_is_read_by_those_who_work_on_it(competition: Competition) -> None:
    initiative = competition.at("expert_review")

    can = [name for name in competition.people if not reads(competition, initiative, name)]

    assert sorted(can) == sorted(
        [
            *COUNCIL,
            *("coordinator", "secretary", "deputy", "curator", "treasurer", "evaluator", "leader"),
        ]
    )


@pytest.mark.parametrize("name", ["expert", "chair", "secretary"])
def test_who_has_a_conflict_does_not_read_the_file(competition: Competition, name: str) -> None:
    initiative = competition.at("expert_review")

    declare(competition, initiative, name)

    assert reads(competition, initiative, name) == ["conflict_of_interest"]


def test_a_deputy_of_another_district_does_not_read_the_file(competition: Competition) -> None:
    initiative = competition.at("expert_review")

    assert reads(competition, initiative, "other_deputy") == ["other_district"]


def test_who_was_dismissed_reads_no_longer(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    council = find_council(competition.session, competition.programme)
    facts = {"member": competition.people["second"].id}
    competition.act(council, "dismiss", "coordinator", reason="Уехал", facts=facts)

    assert reads(competition, initiative, "second") == ["not_permitted"]


def test_reviews_are_blind_to_all_members_until_all_are_in(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)

    assert not sees(competition, first, competition.name_of(second.expert_id))
    assert [sees(competition, first, name) for name in others(competition, [first, second])] == [
        False,
        False,
    ]
    assert sees(competition, first, competition.name_of(first.expert_id)), "their own"
    assert sees(competition, first, "coordinator")

    competition.submit(second)
    assert all(sees(competition, review, name) for review in (first, second) for name in COUNCIL)


def test_reviews_are_open_once_the_time_of_the_awaited_has_passed(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)
    name = competition.name_of(second.expert_id)

    competition.later(days=13)
    assert not sees(competition, first, name)
    competition.later(days=7)
    assert sees(competition, first, name)


def test_a_draft_is_never_shown_to_another_expert(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)
    competition.draft(second)

    competition.later(days=30)

    assert not sees(competition, second, competition.name_of(first.expert_id))


@pytest.mark.parametrize("name", ["leader", "deputy"])
def test_a_draft_is_not_shown_to_those_whom_it_is_about(
    competition: Competition, name: str
) -> None:
    (first, _) = competition.reviews(competition.at("expert_review"))
    competition.draft(first)

    assert not sees(competition, first, name)


def test_a_further_expert_is_blind_to_the_first_two(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    competition.reviewed(initiative, 10, 0)
    first, second, third = competition.reviews(initiative)

    assert not sees(competition, first, competition.name_of(third.expert_id))
    assert not sees(competition, second, competition.name_of(third.expert_id))
    assert not sees(competition, first, competition.name_of(second.expert_id)), "blind again"


def test_a_reopened_review_makes_the_rest_blind_again(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)
    competition.later(days=20)
    assert sees(competition, first, competition.name_of(second.expert_id))

    act_on_review(
        competition.session,
        first,
        "reopen",
        actor=competition.actor("coordinator"),
        now=competition.now,
        reason="Опечатка",
    )

    assert not sees(competition, second, competition.name_of(first.expert_id))


def test_reviews_stay_blind_while_the_proposal_is_revised(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)
    competition.act(initiative, "return_for_revision", "chair", reason="Нет сметы")

    competition.later(days=60)

    assert not sees(competition, first, competition.name_of(second.expert_id))


def test_a_member_with_a_conflict_is_blind_as_well(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    (name, _) = others(competition, [first, second])
    make_deputy(competition, name)
    assert Role.DEPUTY in ("deputy",)
    competition.submit(first)

    assert reads(competition, initiative, name) == [], "as the district's deputy"
    assert not sees(competition, first, name)


PLANNED = [("Площадка стоит", date(2026, 8, 31)), ("Праздник двора", date(2026, 9, 15))]
"""The milestones of every proposal here."""
BUDGET = Change(
    "budget",
    [["Материалы", 40_000_00], ["Доставка", 10_000_00]],
    [["Материалы", 60_000_00]],
)


def change(competition: Competition, initiative: Initiative) -> None:
    """The proposal is returned, says something else, and comes back."""
    competition.act(initiative, "return_for_revision", "chair", reason="Нет сметы")
    revise(
        competition.session,
        initiative,
        actor=competition.actor("leader"),
        now=competition.now,
        title="Площадка и корт",
        request=Money(60_000_00),
        plan=Plan([("Материалы", 60_000_00)], PLANNED),
    )
    competition.act(initiative, "submit", "leader")


def test_a_reviewer_sees_exactly_what_changed_since_they_began(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.draft(first)
    assert changed_since(competition.session, first) == []

    change(competition, initiative)

    assert changed_since(competition.session, first) == [
        Change("title", "Площадка", "Площадка и корт"),
        Change("requested", 50_000_00, 60_000_00),
        BUDGET,
    ]
    assert changed_since(competition.session, second) == [], "they had not begun"


def test_what_changed_is_seen_until_the_review_is_submitted_again(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    first, _ = competition.reviews(initiative)
    competition.submit(first)
    change(competition, initiative)
    assert len(changed_since(competition.session, first)) == 3

    competition.draft(first)
    assert len(changed_since(competition.session, first)) == 3

    competition.submit(first)
    assert changed_since(competition.session, first) == []
    assert first.read_version == 2


def test_two_changes_are_seen_as_one(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, _ = competition.reviews(initiative)
    competition.draft(first)
    change(competition, initiative)
    competition.act(initiative, "return_for_revision", "chair", reason="Ещё раз")
    revise(
        competition.session,
        initiative,
        actor=competition.actor("leader"),
        now=competition.now,
        title="Площадка",
    )
    competition.act(initiative, "submit", "leader")

    assert changed_since(competition.session, first) == [
        Change("requested", 50_000_00, 60_000_00),
        BUDGET,
    ]
