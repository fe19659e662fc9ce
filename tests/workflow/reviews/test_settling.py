"""What follows when a review comes in, or is taken out."""

import pytest
from sqlalchemy import func, select

from models import Deadline, HistoryEntry, Initiative, OutboxMessage, Review
from tests.make import COUNCIL, Competition
from workflow.actor import Actor
from workflow.errors import KeyReused, Refusal
from workflow.gate import Move, perform
from workflow.history.verify import verify
from workflow.programme.lookup import find_council
from workflow.reviews.settling import act_on_review, declare_conflict


def states(competition: Competition, initiative: Initiative) -> list[str]:
    found = select(Review.state).where(Review.initiative_id == initiative.id).order_by(Review.code)
    return list(competition.session.scalars(found))


def on_review(
    competition: Competition,
    review: Review,
    trigger: str,
    name: str,
    reason: str | None = "Так надо",
) -> Move:
    return act_on_review(
        competition.session,
        review,
        trigger,
        actor=competition.actor(name),
        now=competition.now,
        reason=reason,
    )


def declare(competition: Competition, initiative: Initiative, name: str) -> None:
    declare_conflict(
        competition.session,
        initiative,
        "declare_conflict",
        actor=competition.actor(name),
        now=competition.now,
        reason="Работали вместе",
    )


def not_the_chairs(competition: Competition, *reviews: Review) -> Review:
    return next(r for r in reviews if r.expert_id != competition.people["chair"].id)


def keep_out(competition: Competition, initiative: Initiative, *names: str) -> None:
    """Before anyone was asked."""
    for name in names:
        declare(competition, initiative, name)


def test_while_an_expert_writes_nothing_is_concluded(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, _ = competition.reviews(initiative)

    competition.submit(first)

    assert (initiative.state, states(competition, initiative)) == (
        "expert_review",
        ["submitted", "assigned"],
    )


def test_the_last_review_concludes_the_expert_review(competition: Competition) -> None:
    initiative = competition.at("expert_review")

    competition.reviewed(initiative)

    assert initiative.state == "approval"
    entry = competition.session.scalars(
        select(HistoryEntry).where(HistoryEntry.action == "conclude_review")
    ).one()
    assert (entry.actor_id, entry.flow) == (None, "reviews settled")
    assert verify(competition.session).sound


def test_experts_who_disagree_are_joined_by_a_further_one(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    asked_before = {review.expert_id for review in competition.reviews(initiative)}

    competition.reviewed(initiative, 10, 0)

    third = competition.session.query(Review).filter_by(state="assigned").one()
    assert states(competition, initiative) == ["submitted", "submitted", "assigned"]
    assert third.expert_id not in asked_before
    assert initiative.state == "expert_review"
    letters = competition.session.scalars(
        select(OutboxMessage.recipient_id).where(OutboxMessage.template == "review_requested")
    ).all()
    assert letters.count(third.expert_id) == 1


def test_no_further_expert_is_asked_beyond_the_most(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    competition.reviewed(initiative, 10, 0)
    (third,) = [r for r in competition.reviews(initiative) if r.state == "assigned"]

    competition.submit(third, benefit=5)

    assert (initiative.state, len(states(competition, initiative))) == ("approval", 3)


def test_a_disagreement_that_nobody_can_settle_is_left_to_the_meeting(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    keep_out(competition, initiative, "third", "expert")

    competition.reviewed(initiative, 10, 0)

    assert initiative.state == "approval"


def test_a_recused_expert_is_replaced(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)

    declare(competition, initiative, competition.name_of(second.expert_id))

    assert states(competition, initiative) == ["submitted", "recused", "assigned"]


def test_a_recused_expert_is_replaced_while_another_still_writes(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    first, _ = competition.reviews(initiative)

    declare(competition, initiative, competition.name_of(first.expert_id))

    assert states(competition, initiative) == ["recused", "assigned", "assigned"]


def test_a_released_expert_is_replaced(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)

    on_review(competition, second, "release", "coordinator")

    assert states(competition, initiative) == ["submitted", "released", "assigned"]


def test_too_few_experts_are_reported_and_the_review_goes_on(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    others = [
        n for n in COUNCIL if competition.people[n].id not in (first.expert_id, second.expert_id)
    ]
    keep_out(competition, initiative, *others)
    competition.submit(first)

    declare(competition, initiative, competition.name_of(second.expert_id))

    assert (initiative.state, states(competition, initiative)) == (
        "expert_review",
        ["submitted", "recused"],
    )
    letters = competition.session.scalars(
        select(OutboxMessage.recipient_id).where(OutboxMessage.template == "experts_lacking")
    ).all()
    assert letters == [competition.people["coordinator"].id]


def test_a_review_set_aside_while_the_council_waits_takes_the_initiative_back(
    competition: Competition,
) -> None:
    initiative = competition.at("approval")
    aside = not_the_chairs(competition, *competition.reviews(initiative))

    on_review(competition, aside, "set_aside", "chair")

    assert initiative.state == "expert_review"
    assert sorted(states(competition, initiative)) == ["assigned", "set_aside", "submitted"]


def test_a_review_too_many_that_is_set_aside_changes_nothing_else(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    competition.reviewed(initiative, 10, 0)
    (third,) = [r for r in competition.reviews(initiative) if r.state == "assigned"]
    competition.submit(third)

    aside = not_the_chairs(competition, *competition.reviews(initiative))
    on_review(competition, aside, "set_aside", "chair")

    assert initiative.state == "approval"
    assert sorted(states(competition, initiative)) == ["set_aside", "submitted", "submitted"]


def test_an_initiative_that_goes_back_to_review_leaves_the_agenda(
    competition: Competition,
) -> None:
    initiative = competition.at("approval")
    (item,) = competition.convened(initiative).items

    aside = not_the_chairs(competition, *competition.reviews(initiative))
    on_review(competition, aside, "set_aside", "chair")

    assert (item.state, initiative.state) == ("dropped", "expert_review")


@pytest.mark.parametrize("step", ["voting", "decided"])
def test_no_review_is_set_aside_once_the_council_votes(competition: Competition, step: str) -> None:
    initiative = competition.at("approval")
    (item,) = competition.convened(initiative).items
    competition.vote(item)
    if step == "decided":
        competition.close_vote(item)
    aside = not_the_chairs(competition, *competition.reviews(initiative))

    with pytest.raises(Refusal) as refused:
        on_review(competition, aside, "set_aside", "chair")

    assert refused.value.codes == ["no_decision_is_taken"]
    assert item.state == step


def test_a_chair_does_not_set_aside_their_own_review(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    keep_out(competition, initiative, "expert")
    own = next(
        r for r in competition.reviews(initiative) if r.expert_id == competition.people["chair"].id
    )
    competition.submit(own)

    for trigger in ("set_aside", "reopen"):
        with pytest.raises(Refusal) as refused:
            on_review(competition, own, trigger, "chair")
        assert refused.value.codes == ["somebody_elses_review"]
    assert own.state == "submitted"
    on_review(competition, own, "reopen", "coordinator")


@pytest.mark.parametrize("name", ["coordinator", "secretary", "second", "leader", "treasurer"])
def test_only_the_chair_sets_a_review_aside(competition: Competition, name: str) -> None:
    initiative = competition.at("approval")
    review = next(
        r for r in competition.reviews(initiative) if competition.name_of(r.expert_id) != name
    )

    with pytest.raises(Refusal) as refused:
        on_review(competition, review, "set_aside", name)

    assert refused.value.codes == ["not_permitted"]


def test_a_chair_with_a_conflict_sets_nothing_aside(competition: Competition) -> None:
    initiative = competition.at("approval")
    keep_out(competition, initiative, "chair")
    review = next(r for r in competition.reviews(initiative) if r.state == "submitted")

    with pytest.raises(Refusal) as refused:
        on_review(competition, review, "set_aside", "chair")

    assert refused.value.codes == ["conflict_of_interest"]


@pytest.mark.parametrize("trigger", ["reopen", "set_aside", "release"])
def test_a_review_is_taken_from_its_expert_with_a_reason_only(
    competition: Competition, trigger: str
) -> None:
    initiative = competition.at("expert_review")
    review = not_the_chairs(competition, *competition.reviews(initiative))
    if trigger != "release":
        competition.submit(review)
    by = "chair" if trigger == "set_aside" else "coordinator"

    with pytest.raises(Refusal) as refused:
        on_review(competition, review, trigger, by, reason=" ")

    assert refused.value.codes == ["reason_missing"]


def test_a_reopened_review_counts_again_only_once_submitted_again(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)
    on_review(competition, first, "reopen", "coordinator")

    competition.submit(second)
    assert (initiative.state, first.state) == ("expert_review", "assigned")

    competition.submit(first)
    assert initiative.state == "approval"


def test_a_reopened_review_has_a_new_deadline(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, _ = competition.reviews(initiative)
    competition.submit(first)
    competition.later(days=3)

    on_review(competition, first, "reopen", "coordinator")

    met, reopened = competition.session.scalars(
        select(Deadline).where(Deadline.subject_id == first.id).order_by(Deadline.id)
    ).all()
    assert (met.outcome, reopened.outcome) == ("met", None)
    assert reopened.due_at > met.due_at


def test_a_review_is_not_reopened_once_all_are_in(competition: Competition) -> None:
    initiative = competition.at("approval")
    review = not_the_chairs(competition, *competition.reviews(initiative))

    with pytest.raises(Refusal) as refused:
        on_review(competition, review, "reopen", "coordinator")

    assert refused.value.codes == ["initiative_is_in"]


def test_no_review_is_submitted_while_the_initiative_is_returned(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.draft(first)
    competition.act(initiative, "return_for_revision", "chair", reason="Нет сметы")

    with pytest.raises(Refusal) as refused:
        competition.submit(first)

    assert refused.value.codes == ["not_available"]
    assert (first.state, second.state) == ("paused", "paused")


def test_experts_go_on_where_they_were_when_the_proposal_comes_back(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)
    competition.act(initiative, "return_for_revision", "chair", reason="Нет сметы")
    assert (first.state, second.state) == ("submitted", "paused")

    competition.act(initiative, "submit", "leader")

    assert states(competition, initiative) == ["assigned", "assigned"]
    competition.reviewed(initiative)
    assert initiative.state == "approval"


def test_who_joined_the_group_meanwhile_is_not_asked_again(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.act(initiative, "return_for_revision", "chair", reason="Мало людей")
    initiative.group.append(competition.people[competition.name_of(first.expert_id)])
    competition.session.flush()

    competition.act(initiative, "submit", "leader")
    competition.submit(second)

    assert first.state == "recused"
    assert states(competition, initiative) == ["recused", "submitted", "assigned"]


def test_a_withdrawn_initiative_releases_its_experts(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)

    competition.act(initiative, "withdraw", "leader", reason="Передумали")

    assert states(competition, initiative) == ["submitted", "released"]
    letters = competition.session.scalars(
        select(OutboxMessage.recipient_id).where(OutboxMessage.template == "review_released")
    ).all()
    assert letters == [second.expert_id]


def test_a_second_submission_with_the_same_key_is_the_first(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    (review, _) = competition.reviews(initiative)
    competition.draft(review)

    moves = [
        act_on_review(
            competition.session,
            review,
            "submit",
            actor=Actor.person(review.expert_id),
            now=competition.now,
            key="click",
        )
        for _ in range(2)
    ]

    assert [(move.sequence, move.repeated) for move in moves] == [(2, False), (2, True)]
    submitted = select(func.count()).where(HistoryEntry.action == "submit")
    assert competition.session.scalar(submitted.where(HistoryEntry.subject_id == review.id)) == 1


def test_a_key_of_another_review_is_refused(competition: Competition) -> None:
    first, second = competition.reviews(competition.at("expert_review"))
    for review in (first, second):
        competition.draft(review)

    def submit(review: Review) -> None:
        act_on_review(
            competition.session,
            review,
            "submit",
            actor=Actor.person(review.expert_id),
            now=competition.now,
            key="click",
        )

    submit(first)
    with pytest.raises(KeyReused):
        submit(second)
    assert second.state == "assigned"


@pytest.mark.parametrize("name", ["coordinator", "chair", "secretary", "leader", "third"])
def test_nobody_submits_anothers_review(competition: Competition, name: str) -> None:
    initiative = competition.at("expert_review")
    review = next(
        r for r in competition.reviews(initiative) if competition.name_of(r.expert_id) != name
    )
    competition.draft(review)

    with pytest.raises(Refusal) as refused:
        on_review(competition, review, "submit", name, reason=None)

    assert refused.value.codes == ["not_permitted"]


@pytest.mark.parametrize("trigger", ["recuse", "pause", "renew", "note_overdue"])
def test_what_only_the_calendar_does_no_person_does(competition: Competition, trigger: str) -> None:
    initiative = competition.at("expert_review")
    (review, other) = competition.reviews(initiative)
    competition.submit(other)
    subject = other if trigger == "renew" else review

    with pytest.raises(Refusal) as refused:
        perform(
            competition.session,
            subject,
            trigger,
            actor=competition.actor("coordinator"),
            now=competition.now,
            reason="Так",
        )

    assert refused.value.codes == ["not_permitted"]


def test_an_expert_recused_during_the_vote_leaves_too_few_reviews_behind(
    competition: Competition,
) -> None:
    initiative = competition.at("approval")
    review = not_the_chairs(competition, *competition.reviews(initiative))
    (item,) = competition.convened(initiative).items
    competition.on_item(item, "put", "chair", facts={"motion": "approve"})
    declare(competition, initiative, competition.name_of(review.expert_id))
    assert (review.state, item.state) == ("recused", "voting")

    competition.on_item(item, "call_off", "chair", reason="Экспертиз стало мало")
    with pytest.raises(Refusal):
        competition.vote(item)


def test_a_council_that_is_dismissed_leaves_the_review_to_the_coordinator(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    council = find_council(competition.session, competition.programme)
    for name in COUNCIL:
        facts = {"member": competition.people[name].id}
        competition.act(council, "dismiss", "coordinator", reason="Роспуск", facts=facts)

    on_review(competition, first, "release", "coordinator")

    assert (initiative.state, second.state) == ("expert_review", "released")
    lacking = select(func.count()).where(HistoryEntry.action == "ask_for_experts")
    assert competition.session.scalar(lacking) == 1
