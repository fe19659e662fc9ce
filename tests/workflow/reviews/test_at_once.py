"""Experts and coordinators at once: one result, one history, a clear word to the other."""

import json
from collections.abc import Sequence

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import HistoryEntry, Initiative, OutboxMessage, Programme, Review, Role
from tests import make
from tests.make import BECAUSE, NOON
from tests.workflow.at_once import Act, actions, afterwards, at_once, prepared
from workflow.actor import Actor
from workflow.gate import perform
from workflow.gate.effects.review import review_content
from workflow.history.commitments import commitment
from workflow.programme.council import appoint
from workflow.programme.lookup import find_council
from workflow.reviews.planning import assign_experts, preview
from workflow.reviews.settling import act_on_review, declare_conflict
from workflow.reviews.writing import save_draft

EIGHT = make.PROGRAMME.replace("reviews_per_proposal: 2", "reviews_per_proposal: 8").replace(
    "most_reviews_per_proposal: 3", "most_reviews_per_proposal: 8"
)


def submit(review_id: int, key: str | None = None) -> Act:
    def act(session: Session) -> None:
        review = session.get_one(Review, review_id)
        actor = Actor.person(review.expert_id)
        act_on_review(session, review, "submit", actor=actor, now=NOON, key=key)

    return act


def drafted(competition: make.Competition, initiative: Initiative) -> list[Review]:
    reviews = competition.reviews(initiative)
    for review in reviews:
        competition.draft(review)
    return reviews


def states(session: Session) -> Sequence[str]:
    return sorted(review.state for review in session.query(Review))


def test_two_experts_submit_the_last_reviews_and_it_concludes_once(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiatives = [competition.at("expert_review", f"1-0{n}") for n in range(5)]
        pairs = [[r.id for r in drafted(competition, initiative)] for initiative in initiatives]

    for first, second in pairs:
        assert at_once(engine, submit(first), submit(second)) == ["done", "done"]

    with afterwards(engine) as session:
        assert {initiative.state for initiative in session.query(Initiative)} == {"approval"}
        assert (actions(session, "conclude_review"), actions(session, "submit")) == (5, 15)


def test_eight_experts_submit_at_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    eight = make.document(EIGHT)
    monkeypatch.setattr(make, "document", lambda: eight)
    with prepared(engine) as competition:
        for number in range(4):
            appoint(
                competition.session,
                find_council(competition.session, competition.programme),
                Role.EXPERT,
                competition.resident(f"member{number}").id,
                constituency="deputies",
                since=competition.programme.starts_on,
                until=competition.programme.ends_on,
                actor=competition.actor("coordinator"),
                now=NOON,
            )
        ids = [r.id for r in drafted(competition, competition.at("expert_review"))]
    assert len(ids) == 8

    ended = at_once(engine, *[submit(review_id) for review_id in ids])

    assert ended == ["done"] * 8
    with afterwards(engine) as session:
        assert session.query(Initiative).one().state == "approval"
        assert actions(session, "conclude_review") == 1


def test_two_who_disagree_at_once_are_joined_by_one_further_expert(engine: Engine) -> None:
    with prepared(engine) as competition:
        first, second = competition.reviews(competition.at("expert_review"))
        competition.draft(first, benefit=10)
        competition.draft(second, benefit=0)
        ids = [first.id, second.id]

    assert at_once(engine, *[submit(review_id) for review_id in ids]) == ["done", "done"]

    with afterwards(engine) as session:
        assert states(session) == ["assigned", "submitted", "submitted"]
        assert actions(session, "assign") == 3


def test_a_double_click_submits_once(engine: Engine) -> None:
    with prepared(engine) as competition:
        first, _ = drafted(competition, competition.at("expert_review"))
        review_id = first.id

    ended = at_once(engine, *[submit(review_id, key="click")] * 4)

    assert ended == ["done"] * 4
    with afterwards(engine) as session:
        assert actions(session, "submit", subject_id=review_id) == 1


def test_without_a_key_the_second_click_is_told_that_it_is_submitted(engine: Engine) -> None:
    with prepared(engine) as competition:
        first, _ = drafted(competition, competition.at("expert_review"))
        review_id = first.id

    ended = at_once(engine, *[submit(review_id)] * 3)

    assert sorted(ended) == ["done", "not_available", "not_available"]
    with afterwards(engine) as session:
        assert actions(session, "submit", subject_id=review_id) == 1


def test_two_coordinators_assign_at_once_and_nobody_is_asked_twice(engine: Engine) -> None:
    with prepared(engine) as competition:
        for number in range(5):
            competition.at("expert_review", f"1-0{number}")
        seen = preview(competition.session, competition.programme, now=NOON).fingerprint
        coordinator = competition.people["coordinator"].id

    def assign(session: Session) -> None:
        programme = session.query(Programme).one()
        actor = Actor.person(coordinator)
        assign_experts(session, programme, actor=actor, now=NOON, previewed=seen)

    ended = at_once(engine, *[assign] * 3)

    assert sorted(ended) == ["done", "plan_changed", "plan_changed"]
    with afterwards(engine) as session:
        pairs = [(review.initiative_id, review.expert_id) for review in session.query(Review)]
        assert len(pairs) == len(set(pairs)) == 10
        letters = session.query(OutboxMessage).filter_by(template="review_requested").count()
        assert letters == 10


def test_a_proposal_withdrawn_while_experts_are_assigned_keeps_none(engine: Engine) -> None:
    with prepared(engine) as competition:
        initiative_id = competition.at("expert_review").id
        people = {name: competition.people[name].id for name in ("coordinator", "leader")}

    def assign(session: Session) -> None:
        programme = session.query(Programme).one()
        assign_experts(session, programme, actor=Actor.person(people["coordinator"]), now=NOON)

    def withdraw(session: Session) -> None:
        initiative = session.get_one(Initiative, initiative_id)
        leader = Actor.person(people["leader"])
        perform(session, initiative, "withdraw", actor=leader, now=NOON, reason="Передумали")

    assert at_once(engine, assign, withdraw) == ["done", "done"]

    with afterwards(engine) as session:
        assert set(states(session)) <= {"released"}


def test_a_conflict_declared_while_the_same_expert_submits(engine: Engine) -> None:
    with prepared(engine) as competition:
        rounds = []
        for number in range(4):
            initiative = competition.at("expert_review", f"1-0{number}")
            first, _ = drafted(competition, initiative)
            rounds.append((initiative.id, first.id, first.expert_id))

    for initiative_id, review_id, expert in rounds:

        def declare(session: Session, initiative_id: int = initiative_id, by: int = expert) -> None:
            declare_conflict(
                session,
                session.get_one(Initiative, initiative_id),
                "declare_conflict",
                actor=Actor.person(by),
                now=NOON,
                reason="Работали вместе",
            )

        declared, submitted = at_once(engine, declare, submit(review_id))
        assert declared == "done"
        assert submitted in ("done", "not_available")

    with afterwards(engine) as session:
        ends = [session.get_one(Review, review_id).state for _, review_id, _ in rounds]
        assert ends == ["recused"] * 4, "either way it does not count"


def test_a_proposal_returned_while_the_last_review_comes_in(engine: Engine) -> None:
    with prepared(engine) as competition:
        rounds = []
        for number in range(4):
            initiative = competition.at("expert_review", f"1-0{number}")
            first, second = drafted(competition, initiative)
            competition.submit(first)
            rounds.append((initiative.id, second.id))
        chair = competition.people["chair"].id

    for initiative_id, review_id in rounds:

        def give_back(session: Session, initiative_id: int = initiative_id) -> None:
            initiative = session.get_one(Initiative, initiative_id)
            actor = Actor.person(chair)
            perform(
                session, initiative, "return_for_revision", actor=actor, now=NOON, reason="Смета"
            )

        ended = at_once(engine, give_back, submit(review_id))
        with Session(engine) as session:
            state = session.get_one(Initiative, initiative_id).state
        outcomes = {"returned": ["done", "not_available"], "approval": [ended[0], "done"]}
        assert ended == outcomes[state]
        assert (state == "approval") == (ended[0] != "done")

    with afterwards(engine):
        pass


def test_a_draft_saved_while_the_review_is_submitted_is_in_it_or_refused(engine: Engine) -> None:
    with prepared(engine) as competition:
        reviews = [
            drafted(competition, competition.at("expert_review", f"1-0{n}"))[0].id for n in range(4)
        ]

    for review_id in reviews:

        def save(session: Session, review_id: int = review_id) -> None:
            review = session.get_one(Review, review_id)
            actor = Actor.person(review.expert_id)
            save_draft(
                session,
                review,
                actor=actor,
                now=NOON,
                scores={"benefit": 1},
                justifications={"benefit": BECAUSE},
            )

        saved, submitted = at_once(engine, save, submit(review_id))
        assert submitted == "done"
        with Session(engine) as session:
            (benefit, _) = session.get_one(Review, review_id).scores
            assert (benefit.value == 1) == (saved == "done")

    with afterwards(engine) as session:
        for review in session.query(Review).filter_by(state="submitted"):
            entry = session.query(HistoryEntry).filter_by(subject_id=review.id, action="submit")
            told = json.loads(entry.one().facts)["content"]
            assert told == commitment(review.salt or "", review_content(review))
