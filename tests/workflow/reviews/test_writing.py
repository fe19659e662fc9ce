"""Drafts, and what a review needs before it is submitted."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from models import HistoryEntry, Review
from tests.make import BECAUSE, NOON, Competition
from workflow.actor import Actor
from workflow.errors import Refusal
from workflow.gate.effects.review import review_content
from workflow.history.commitments import commitment
from workflow.reviews.settling import act_on_review
from workflow.reviews.writing import save_draft


def save(
    competition: Competition, review: Review, actor: Actor | None = None, **given: Any
) -> None:
    save_draft(
        competition.session,
        review,
        actor=actor or Actor.person(review.expert_id),
        now=competition.now,
        **given,
    )


def submit(competition: Competition, review: Review) -> None:
    actor = Actor.person(review.expert_id)
    act_on_review(competition.session, review, "submit", actor=actor, now=competition.now)


@pytest.fixture
def review(competition: Competition) -> Review:
    return competition.reviews(competition.at("expert_review"))[0]


def written(review: Review) -> dict[str, tuple[int | None, str]]:
    return {score.criterion: (score.value, score.justification) for score in review.scores}


def test_a_draft_is_kept_bit_by_bit(competition: Competition, review: Review) -> None:
    save(competition, review, scores={"benefit": 8})
    save(competition, review, justifications={"benefit": "Потому"})
    save(competition, review, scores={"benefit": 9, "feasibility": 0}, conclusion="Поддержать")
    competition.session.expire_all()

    assert written(review) == {"benefit": (9, "Потому"), "feasibility": (0, "")}
    assert review.conclusion == "Поддержать"


def test_a_draft_is_in_no_history(competition: Competition, review: Review) -> None:
    before = review.version, review.head

    save(competition, review, scores={"benefit": 8}, conclusion="Поддержать")

    assert (review.version, review.head, review.state) == (*before, "assigned")


@pytest.mark.parametrize("value", [-1, 11, 7.5, "7", True, None, 10**30])
def test_a_score_is_a_whole_number_on_the_scale(
    competition: Competition, review: Review, value: Any
) -> None:
    with pytest.raises(Refusal) as refused:
        save(competition, review, scores={"benefit": value})

    assert refused.value.codes == ["score_off_scale"]
    assert written(review) == {}


def test_both_ends_of_the_scale_can_be_given(competition: Competition, review: Review) -> None:
    save(competition, review, scores={"benefit": 0, "feasibility": 10})

    assert {code: value for code, (value, _) in written(review).items()} == {
        "benefit": 0,
        "feasibility": 10,
    }


def test_all_that_is_wrong_with_a_draft_is_told_at_once(
    competition: Competition, review: Review
) -> None:
    with pytest.raises(Refusal) as refused:
        save(
            competition,
            review,
            scores={"benefit": 11, "beauty": 3},
            justifications={"feasibility": "т" * 4001},
            conclusion="\x00",
        )

    assert refused.value.codes == [
        "criterion_unknown",
        "score_off_scale",
        "text_too_long",
        "text_unreadable",
    ]


@pytest.mark.parametrize("name", ["coordinator", "chair", "secretary", "leader", "second"])
def test_nobody_writes_in_anothers_draft(competition: Competition, name: str) -> None:
    review = next(
        review
        for review in competition.reviews(competition.at("expert_review"))
        if review.expert_id != competition.people[name].id
    )

    with pytest.raises(Refusal) as refused:
        save(competition, review, competition.actor(name), scores={"benefit": 0})

    assert refused.value.codes == ["not_permitted"]
    assert written(review) == {}


def test_nobody_writes_a_draft_by_proxy(competition: Competition, review: Review) -> None:
    coordinator = competition.people["coordinator"]

    proxy = Actor.person(coordinator.id, on_behalf_of=review.expert_id)
    with pytest.raises(Refusal) as refused:
        save(competition, review, proxy, scores={"benefit": 0})

    assert refused.value.codes == ["no_proxy"]


def test_what_is_submitted_is_no_draft_any_more(competition: Competition, review: Review) -> None:
    competition.submit(review)

    with pytest.raises(Refusal) as refused:
        save(competition, review, scores={"benefit": 0})

    assert refused.value.codes == ["not_a_draft"]
    assert written(review)["benefit"] == (7, BECAUSE)


def test_a_draft_can_be_written_while_the_proposal_is_revised(
    competition: Competition, review: Review
) -> None:
    competition.act(review.initiative, "return_for_revision", "chair", reason="Нет сметы")

    save(competition, review, scores={"benefit": 3})

    assert written(review)["benefit"] == (3, "")


@pytest.mark.parametrize("end", ["withdrawn", "released"])
def test_a_review_that_is_over_is_not_written(
    competition: Competition, review: Review, end: str
) -> None:
    if end == "withdrawn":
        competition.act(review.initiative, "withdraw", "leader", reason="Передумали")
    else:
        competition.act(review, "release", "coordinator", reason="Болеет")

    with pytest.raises(Refusal) as refused:
        save(competition, review, scores={"benefit": 3})

    assert "not_a_draft" in refused.value.codes


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, ["score “Benefit”", "justify “Benefit”", "score “Feasibility”", "justify “Feas"]),
        ({"scores": {"benefit": 1, "feasibility": 1}}, ["justify “Benefit”", "justify “Feas"]),
        (
            {
                "scores": {"benefit": 1},
                "justifications": {"benefit": "т" * 20, "feasibility": "т" * 20},
            },
            ["score “Feasibility”"],
        ),
        (
            {
                "scores": {"benefit": 1, "feasibility": 1},
                "justifications": {"benefit": "т" * 20, "feasibility": f"{'т' * 19}   "},
            },
            ["justify “Feasibility” in at least 20 characters (now 19)"],
        ),
    ],
    ids=["nothing", "scores only", "a score lacking", "a short justification"],
)
def test_an_incomplete_review_is_not_submitted_and_all_that_it_lacks_is_told(
    competition: Competition, review: Review, given: dict[str, Any], missing: list[str]
) -> None:
    save(competition, review, **given)

    with pytest.raises(Refusal) as refused:
        submit(competition, review)

    assert refused.value.codes == ["rubric_is_filled_in"]
    told = refused.value.blockers[0].text.in_("en")
    assert [what for what in missing if what not in told] == []
    assert told.count("; ") == len(missing) - 1


def test_a_justification_of_blanks_is_none(competition: Competition, review: Review) -> None:
    blank = f"а{' ' * 18}б"
    save(
        competition,
        review,
        scores={"benefit": 1, "feasibility": 1},
        justifications={"benefit": blank, "feasibility": blank},
    )

    with pytest.raises(Refusal):
        submit(competition, review)


def test_the_shortest_justification_is_long_enough(
    competition: Competition, review: Review
) -> None:
    save(
        competition,
        review,
        scores={"benefit": 1, "feasibility": 1},
        justifications={"benefit": "т" * 20, "feasibility": "т" * 20},
    )

    submit(competition, review)

    assert review.state == "submitted"


def test_the_history_is_committed_to_what_was_submitted_and_has_no_word_of_it(
    competition: Competition, review: Review
) -> None:
    competition.submit(review, benefit=9)

    entry = competition.session.scalars(
        select(HistoryEntry).where(
            HistoryEntry.subject_id == review.id, HistoryEntry.action == "submit"
        )
    ).one()
    assert review.salt is not None
    assert json.loads(entry.facts) == {
        "content": commitment(review.salt, review_content(review)),
        "version": 1,
    }


def test_a_reviewer_of_another_proposal_writes_nothing_here(competition: Competition) -> None:
    competition.at("expert_review", "1-01")
    first, _ = competition.reviews(competition.at("expert_review", "1-02"))
    outsider = next(
        competition.people[name].id
        for name in ("expert", "chair", "second", "third")
        if competition.people[name].id
        not in {r.expert_id for r in competition.reviews(first.initiative)}
    )

    with pytest.raises(Refusal) as refused:
        save(competition, first, Actor.person(outsider), scores={"benefit": 1})

    assert refused.value.codes == ["not_permitted"]
    assert competition.now == NOON
