"""What follows for others from an action: each in its own history, in the same transaction."""

import pytest
from sqlalchemy import select

from models import HistoryEntry, Initiative, Motion, Review, Subject
from tests.make import Competition, document
from workflow.errors import Refusal
from workflow.gate.cascades import RELATED
from workflow.history.verify import verify


def last(competition: Competition, subject: Subject) -> HistoryEntry:
    return competition.session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_id == subject.id)
        .order_by(HistoryEntry.sequence.desc())
    ).all()[0]


def reviews(competition: Competition, initiative: Initiative) -> list[Review]:
    found = select(Review).where(Review.initiative_id == initiative.id).order_by(Review.code)
    return list(competition.session.scalars(found))


def test_every_cascade_of_the_lifecycles_leads_to_an_action_there_is() -> None:
    lifecycles, found = document().lifecycles, set()
    for kind, lifecycle in lifecycles.items():
        for transition in lifecycle.transitions:
            for cascade in transition.cascades:
                target = RELATED[kind, cascade.on]
                triggers = {t.trigger for t in lifecycles[target].transitions}
                assert cascade.do in triggers
                found.add((kind, transition.trigger, cascade.on, cascade.do))

    assert found == {
        *(("agenda_item", "announce", f"initiative_to_{motion}", str(motion)) for motion in Motion),
        ("initiative", "submit", "conflicted_reviews", "recuse"),
        ("initiative", "submit", "reviews", "renew"),
        ("initiative", "return_for_revision", "reviews", "pause"),
        ("initiative", "resume_review", "agenda_items", "drop"),
        ("initiative", "declare_conflict", "conflicted_reviews", "recuse"),
        ("initiative", "record_conflict", "conflicted_reviews", "recuse"),
        ("initiative", "withdraw", "reviews", "release"),
        ("initiative", "withdraw", "agenda_items", "drop"),
        ("initiative", "withdraw", "tranches", "cancel"),
        ("initiative", "sign_agreement", "tranches", "plan"),
        ("initiative", "accept_report", "tranches", "cancel"),
        ("initiative", "terminate", "tranches", "cancel"),
        ("tranche", "pay", "initiative", "begin"),
        ("change_request", "accept", "initiative", "change_plan"),
        ("initiative", "lapse", "reviews", "release"),
        ("meeting", "close", "agenda_items", "postpone"),
        ("meeting", "cancel", "agenda_items", "postpone"),
        ("meeting", "announce", "agenda_items", "announce"),
    }


def test_what_follows_is_in_the_others_history_with_its_cause_and_reason(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    first, _ = competition.reviews(initiative)

    competition.act(initiative, "withdraw", "leader", reason="Передумали")

    entry = last(competition, first)
    assert (entry.action, entry.flow, entry.actor_id, entry.reason) == (
        "release",
        "initiative/1-01",
        None,
        "Передумали",
    )
    assert verify(competition.session).sound


def test_without_a_reason_the_actions_name_is_the_reason(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, _ = competition.reviews(initiative)
    competition.act(initiative, "return_for_revision", "chair", reason="Нет сметы")

    competition.act(initiative, "submit", "leader")

    assert (last(competition, first).action, last(competition, first).reason) == (
        "renew",
        "Подать заявку",
    )


def test_those_whose_state_does_not_know_the_action_stay_as_they_are(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.submit(first)
    before = first.version

    competition.act(initiative, "withdraw", "leader", reason="Передумали")

    assert (first.state, first.version, second.state) == ("submitted", before, "released")


def test_only_ones_own_follow(competition: Competition) -> None:
    initiative = competition.at("expert_review", "1-01")
    other = competition.at("expert_review", "1-02")
    competition.reviews(initiative)

    competition.act(initiative, "withdraw", "leader", reason="Передумали")

    assert {review.state for review in reviews(competition, other)} == {"assigned"}


def test_a_meeting_postpones_its_own_items_only(competition: Competition) -> None:
    waiting = [competition.at("approval", f"1-0{n}") for n in range(2)]
    meetings = [competition.convened(initiative) for initiative in waiting]

    competition.act(meetings[0], "close", "chair")

    assert [meeting.items[0].state for meeting in meetings] == ["postponed", "waiting"]
    assert [initiative.state for initiative in waiting] == ["approval", "approval"]


@pytest.mark.parametrize("step", ["waiting", "voting", "decided"])
def test_a_withdrawn_initiative_leaves_the_agenda_at_any_step(
    competition: Competition, step: str
) -> None:
    initiative = competition.at("approval")
    (item,) = competition.convened(initiative).items
    if step != "waiting":
        competition.vote(item)
    if step == "decided":
        competition.close_vote(item)

    competition.act(initiative, "withdraw", "leader", reason="Передумали")

    assert (item.state, last(competition, item).from_state) == ("dropped", step)


def test_only_those_with_a_conflict_are_recused(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    facts = {"member": first.expert_id}

    competition.act(initiative, "record_conflict", "coordinator", reason="Родня", facts=facts)

    assert (first.state, second.state) == ("recused", "assigned")
    assert last(competition, first).reason == "Родня"


def test_a_refused_action_has_no_followers(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, _ = competition.reviews(initiative)

    with pytest.raises(Refusal):
        competition.act(initiative, "withdraw", "leader", reason=None)

    assert (first.state, first.version) == ("assigned", 1)


def test_a_conflict_of_somebody_who_reviews_nothing_recuses_nobody(
    competition: Competition,
) -> None:
    initiative = competition.at("expert_review")
    both = competition.reviews(initiative)
    asked = {review.expert_id for review in both}
    other = next(p.id for n, p in competition.people.items() if n == "secretary")
    assert other not in asked

    competition.act(
        initiative, "record_conflict", "coordinator", reason="Родня", facts={"member": other}
    )

    assert {review.state for review in both} == {"assigned"}
