"""What an auditor recomputes the selection from."""

import pytest

from models import Money, Motion
from tests.make import BECAUSE, Competition
from workflow.council.scoring.selection import Selection, selection_of
from workflow.reviews.settling import act_on_review


def selected(competition: Competition, resamples: int = 20) -> Selection:
    return selection_of(competition.session, competition.programme, resamples=resamples)


def test_everything_that_was_reviewed_is_in_it_best_first(competition: Competition) -> None:
    for code, benefit in (("1-01", 4), ("1-02", 9)):
        competition.reviewed(competition.at("expert_review", code), benefit, benefit)
    competition.initiative("1-03")

    found = selected(competition)

    assert [(line.rank, line.code, line.reviews) for line in found.initiatives] == [
        (1, "1-02", 2),
        (2, "1-01", 2),
    ]
    assert [(line.initiative, line.scores) for line in found.reviews] == [
        ("1-01", {"benefit": 4, "feasibility": 7}),
        ("1-01", {"benefit": 4, "feasibility": 7}),
        ("1-02", {"benefit": 9, "feasibility": 7}),
        ("1-02", {"benefit": 9, "feasibility": 7}),
    ]
    assert {tuple(line.justifications.values()) for line in found.reviews} == {(BECAUSE, BECAUSE)}


def test_the_rubric_and_its_scale_are_in_it(competition: Competition) -> None:
    found = selected(competition)

    assert [(c.code, c.coefficient) for c in found.criteria] == [("benefit", 2), ("feasibility", 1)]
    assert (found.lowest, found.highest, found.ranked_by, found.threshold) == (0, 10, "weighted", 3)


def test_its_figures_follow_from_the_scores_in_it(competition: Competition) -> None:
    competition.reviewed(competition.at("expert_review"), 9, 5)

    found = selected(competition)

    (line,) = found.initiatives
    totals = [(2 * r.scores["benefit"] + r.scores["feasibility"]) / 3 for r in found.reviews]
    assert line.weighted == pytest.approx(sum(totals) / 2)
    assert line.spread == pytest.approx(max(totals) - min(totals))
    assert not line.disputed


def test_a_review_set_aside_is_in_it_with_the_reason_and_in_no_figure(
    competition: Competition,
) -> None:
    initiative = competition.at("approval")
    chair = competition.people["chair"].id
    aside = next(r for r in competition.reviews(initiative) if r.expert_id != chair)
    act_on_review(
        competition.session,
        aside,
        "set_aside",
        actor=competition.actor("chair"),
        now=competition.now,
        reason="Не по методике",
    )

    found = selected(competition)

    assert sorted(str(line.set_aside) for line in found.reviews) == ["None", "Не по методике"]
    assert [line.reviews for line in found.initiatives] == [1]


def test_namesakes_are_two_experts(competition: Competition) -> None:
    for name in ("chair", "expert", "second", "third"):
        competition.people[name].name = "Иванов Пётр"
    competition.reviewed(competition.at("expert_review"), 9, 5)

    found = selected(competition)

    assert len(found.leniency) == 2
    assert [line.expert for line in found.reviews] == ["Иванов Пётр (1)", "Иванов Пётр (2)"]
    assert set(found.leniency) == {line.expert for line in found.reviews}


def test_a_draft_is_not_in_it(competition: Competition) -> None:
    first, second = competition.reviews(competition.at("expert_review"))
    competition.submit(first)
    competition.draft(second, benefit=0)

    found = selected(competition)

    assert len(found.reviews) == 1
    assert [line.reviews for line in found.initiatives] == [1]


def test_announced_decisions_are_in_it_with_their_reason_and_award(
    competition: Competition,
) -> None:
    competition.at("funding", "1-01")
    competition.at("rejected", "1-02")

    lines = {line.code: line for line in selected(competition).initiatives}

    assert (lines["1-01"].decision, lines["1-01"].award) == (Motion.APPROVE, Money(50_000_00))
    assert (lines["1-02"].decision, lines["1-02"].award) == (Motion.REJECT, None)
    assert {line.reason for line in lines.values()} == {"Так решили"}


def test_a_decision_that_is_not_announced_is_not_in_it(competition: Competition) -> None:
    (item,) = competition.convened(competition.at("approval")).items
    competition.vote(item, Motion.REJECT)
    competition.close_vote(item)

    (line,) = selected(competition).initiatives

    assert (line.decision, line.reason) == (None, None)


def test_nothing_reviewed_makes_an_empty_one(competition: Competition) -> None:
    found = selected(competition)

    assert (found.initiatives, found.reviews, found.leniency) == ((), (), {})
    assert (found.agreement, found.elsewhere, found.resamples) == (None, None, 0)


def test_it_is_the_same_whenever_it_is_made(competition: Competition) -> None:
    for n in range(3):
        competition.reviewed(competition.at("expert_review", f"1-0{n}"), 9 - n, 7)

    assert selected(competition) == selected(competition)


def test_what_is_withdrawn_is_never_above_the_cut(competition: Competition) -> None:
    best = competition.at("expert_review", "1-01")
    competition.reviewed(best, 9, 9)
    competition.reviewed(competition.at("expert_review", "1-02"), 5, 6)
    competition.has_only(50_000)
    competition.act(best, "withdraw", "leader", reason="Передумали")

    shares = {line.code: line.above_cut for line in selected(competition).initiatives}

    assert shares["1-02"] == 1
    assert not shares.get("1-01")
