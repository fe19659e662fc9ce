"""Who ranks where, who is disputed, and where the cut falls."""

from models import Initiative, Money
from tests.make import Competition
from workflow.council.scoring.ranking import Ranking, ranking


def ranked(competition: Competition, *states: str) -> Ranking:
    return ranking(competition.session, competition.programme, states=states or None)


def order(competition: Competition, *states: str) -> list[tuple[int, str]]:
    return [(line.rank, line.initiative.code) for line in ranked(competition, *states).lines]


def scored(
    competition: Competition, code: str, *benefits: int, roubles: int = 50_000
) -> Initiative:
    initiative = competition.at("expert_review", code, request=Money(roubles * 100))
    competition.reviewed(initiative, *benefits)
    return initiative


def test_the_better_is_scored_the_higher_it_ranks(competition: Competition) -> None:
    for code, benefit in (("1-01", 3), ("1-02", 9), ("1-03", 6)):
        scored(competition, code, benefit, benefit)

    assert order(competition) == [(1, "1-02"), (2, "1-03"), (3, "1-01")]


def test_of_two_equals_the_earlier_comes_first_whenever_it_is_asked(
    competition: Competition,
) -> None:
    for code in ("1-02", "1-01", "1-03"):
        scored(competition, code, 7, 7)

    assert order(competition) == [(1, "1-02"), (2, "1-01"), (3, "1-03")]
    assert order(competition) == order(competition)


def test_only_reviews_that_are_submitted_count(competition: Competition) -> None:
    initiative = competition.at("expert_review")
    first, second = competition.reviews(initiative)
    competition.draft(first, benefit=10)
    assert order(competition) == []

    competition.submit(second, benefit=4)

    (line,) = ranked(competition).lines
    assert (line.assessment.reviews, line.assessment.weighted) == (1, (2 * 4 + 7) / 3)


def test_a_review_set_aside_counts_for_nothing(competition: Competition) -> None:
    initiative = scored(competition, "1-01", 10, 7)
    other = next(r for r in competition.reviews(initiative) if not is_chairs(competition, r))

    competition.act(other, "set_aside", "chair", reason="Не по методике")

    (line,) = ranked(competition).lines
    assert line.assessment.reviews == 1


def is_chairs(competition: Competition, review: object) -> bool:
    return review.expert_id == competition.people["chair"].id  # type: ignore[attr-defined, no-any-return]


def test_a_spread_above_the_threshold_is_a_dispute_and_one_at_it_is_none(
    competition: Competition,
) -> None:
    agreed, disputed = (competition.at("expert_review", code) for code in ("1-01", "1-02"))
    first, second = competition.reviews(agreed)
    competition.submit(first, benefit=9, feasibility=8)
    competition.submit(second, benefit=5, feasibility=7)
    first, second = competition.reviews(disputed)
    competition.submit(first, benefit=9, feasibility=9)
    competition.submit(second, benefit=5, feasibility=7)

    lines = {line.initiative.code: line for line in ranked(competition).lines}

    assert round(lines["1-01"].assessment.spread, 9) == 3
    assert not lines["1-01"].disputed
    assert lines["1-02"].disputed
    assert (agreed.state, disputed.state) == ("approval", "expert_review")


def test_the_cut_follows_slots_and_money_down_the_ranking(competition: Competition) -> None:
    competition.has_only(100_000)
    for n, roubles in enumerate((80_000, 30_000, 20_000), start=1):
        scored(competition, f"1-0{n}", 10 - n, 10 - n, roubles=roubles)

    funded = {line.initiative.code: line.funded for line in ranked(competition).lines}

    assert funded == {"1-01": True, "1-02": False, "1-03": True}


def test_the_cut_does_not_move_once_decisions_are_carried_out(competition: Competition) -> None:
    competition.has_only(60_000)
    for n in (1, 2):
        scored(competition, f"1-0{n}", 10 - n, 10 - n)
    before = {line.initiative.code: line.funded for line in ranked(competition).lines}

    competition.meeting(ranked(competition).lines[0].initiative)

    after = {line.initiative.code: line.funded for line in ranked(competition).lines}
    assert before == after == {"1-01": True, "1-02": False}


def test_initiatives_of_some_states_are_ranked_among_themselves(competition: Competition) -> None:
    scored(competition, "1-01", 9, 9)
    competition.meeting(ranked(competition).lines[0].initiative)
    scored(competition, "1-02", 5, 5)

    assert order(competition, "approval") == [(1, "1-02")]
    assert order(competition) == [(1, "1-01"), (2, "1-02")]


def test_what_is_withdrawn_takes_no_place_above_the_cut(competition: Competition) -> None:
    competition.has_only(50_000)
    best = scored(competition, "1-01", 9, 9)
    scored(competition, "1-02", 5, 5)

    competition.act(best, "withdraw", "leader", reason="Передумали")

    funded = {line.initiative.code: line.funded for line in ranked(competition).lines}
    assert funded["1-02"]
    assert not funded.get("1-01")


def test_nothing_reviewed_is_no_ranking(competition: Competition) -> None:
    competition.at("expert_review")

    found = ranking(competition.session, competition.programme, resamples=10)

    assert (list(found.lines), found.stability) == ([], None)
