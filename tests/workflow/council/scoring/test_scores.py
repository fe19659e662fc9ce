"""What reviews come to, against other implementations and the definitions written out."""

import math
import random
from collections.abc import Mapping, Sequence
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.regression.mixed_linear_model import MixedLM

from workflow.council.scoring.scores import (
    LEAST_SHRINKAGE,
    Assessment,
    Assessments,
    Floats,
    Marks,
    assess,
    ranked,
    weighted_total,
)

ONE = {"quality": 1}
TWO = {"need": 3, "team": 1}

TRIANGLE = ("5 . 5", "6 6 .", ". 8 9")
"""Three experts, each of whom shares a proposal with each other, and who contradict one another."""

LENIENT_AND_SEVERE = ("8 7 .", "6 5 6")
"""The second expert gives two points less than the first wherever both reviewed."""

KRIPPENDORFF = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
"""Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"."""


def grid(*experts: str) -> list[Marks]:
    """A row for each expert, a column for each proposal, both numbered from 1; a dot is none."""
    return [
        Marks(proposal, expert, {"quality": int(score)})
        for expert, row in enumerate(experts, start=1)
        for proposal, score in enumerate(row.split(), start=1)
        if score != "."
    ]


@st.composite
def competitions(draw: st.DrawFn, *, complete: bool = False) -> list[Marks]:
    """Reviews by two criteria, by experts of whom some give more to all; some pairs left out."""
    proposals, experts = range(1, draw(st.integers(1, 7)) + 1), range(11, draw(st.integers(12, 16)))
    lenient = {expert: draw(st.integers(0, 15)) for expert in experts}
    pairs = list(product(proposals, experts))
    if not complete:
        absent = draw(st.sets(st.sampled_from(pairs), max_size=len(pairs) - 1))
        pairs = [pair for pair in pairs if pair not in absent]
    return [
        Marks(proposal, expert, {code: draw(st.integers(0, 10)) + lenient[expert] for code in TWO})
        for proposal, expert in pairs
    ]


def shifted(reviews: Sequence[Marks], by: int, **which: int) -> list[Marks]:
    """All scores of one proposal or of one expert with so many points more."""
    ((field, number),) = which.items()
    return [
        Marks(one.proposal, one.expert, {code: score + by for code, score in one.scores.items()})
        if getattr(one, field) == number
        else one
        for one in reviews
    ]


def of_all(assessments: Assessments, figure: str) -> dict[int, float]:
    return {p: getattr(one, figure) for p, one in assessments.proposals.items()}


def adjusted(assessments: Assessments) -> dict[int, float]:
    return of_all(assessments, "adjusted")


# Totals


@pytest.mark.parametrize(
    ("scores", "coefficients", "total"),
    [
        ({"need": 4}, {"need": 7}, 4),
        ({"need": 4, "team": 8}, {"need": 1, "team": 1}, 6),
        ({"need": 4, "team": 8}, {"need": 3, "team": 1}, 5),
        ({"need": 4, "team": 8}, {"need": 1, "team": 3}, 7),
        ({"need": 4, "team": 8}, {"need": 0, "team": 3}, 8),
        ({"need": 0, "team": 1}, {"need": 2, "team": 1}, 1 / 3),
        ({"need": 4, "team": 8, "remark": 9}, {"need": 3, "team": 1}, 5),
    ],
)
def test_weighted_total_counts_criteria_by_their_coefficients(
    scores: dict[str, int], coefficients: dict[str, int], total: float
) -> None:
    assert weighted_total(scores, coefficients) == total


def test_a_criterion_without_a_score_is_a_fault() -> None:
    with pytest.raises(KeyError, match="team"):
        weighted_total({"need": 4}, TWO)
    with pytest.raises(KeyError, match="team"):
        assess([Marks(1, 1, {"need": 4})], TWO)


def test_two_reviews_of_one_proposal_by_one_expert_are_a_fault() -> None:
    with pytest.raises(ValueError, match="expert 7 reviewed proposal 3 twice"):
        assess([Marks(3, 7, {"quality": 1}), Marks(3, 7, {"quality": 2})], ONE)


def test_assess_counts_reviews_takes_means_and_tells_how_far_experts_are_apart() -> None:
    reviews = [
        Marks(5, 1, {"need": 4, "team": 8, "remark": 100}),
        Marks(5, 2, {"need": 10, "team": 6, "remark": 100}),
        Marks(6, 3, {"need": 1, "team": 0, "remark": 100}),
    ]
    assert assess(reviews, TWO).proposals == {
        5: Assessment(reviews=2, raw=7, weighted=7, adjusted=7, spread=4),
        6: Assessment(reviews=1, raw=0.5, weighted=0.75, adjusted=0.75, spread=0),
    }


def test_without_reviews_there_is_nothing_to_assess() -> None:
    assert assess([], ONE) == Assessments({}, {}, math.inf, None)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ({}, []),
        ({7: 1.0}, [7]),
        ({1: 2.0, 2: 3.0, 3: 1.0}, [2, 1, 3]),
        ({3: 2.0, 1: 2.0, 2: 2.0}, [1, 2, 3]),
        ({9: -1.0, 4: -2.0, 6: 0.0}, [6, 9, 4]),
        ({1: 0.3, 2: 0.1 + 0.2}, [1, 2]),
        ({1: 5.0, 2: 5.0 + 4e-10}, [1, 2]),
        ({1: 5.0, 2: 5.0 + 6e-10}, [2, 1]),
        ({1: 0.0, 2: -0.0, 3: -1e-12}, [1, 2, 3]),
    ],
)
def test_ranked_puts_the_best_first_and_of_equals_the_smaller_id(
    values: dict[int, float], order: list[int]
) -> None:
    assert ranked(values) == order


def test_ranked_keeps_equals_in_order_of_id_however_many_there_are() -> None:
    values = {proposal: float(proposal % 3) for proposal in reversed(range(300))}
    assert ranked(values) == sorted(range(300), key=lambda proposal: (-(proposal % 3), proposal))


# Agreement


def pairwise_alpha(reviews: Sequence[Marks]) -> float | None:
    """From the definition: the mean squared difference within proposals, each weighted by its
    number of reviews, over that of all pairs of values."""
    units: dict[int, list[float]] = {}
    for one in reviews:
        units.setdefault(one.proposal, []).append(weighted_total(one.scores, TWO))
    paired = [values for values in units.values() if len(values) > 1]
    together = [value for values in paired for value in values]
    expected = mean_squared_difference(together) if together else 0
    if expected == 0:
        return None
    observed = sum(len(values) * mean_squared_difference(values) for values in paired)
    return 1 - observed / len(together) / expected


def mean_squared_difference(values: Sequence[float]) -> float:
    squares = [(one - other) ** 2 for one, other in combinations(values, 2)]
    return sum(squares) / len(squares)


def test_agreement_is_the_published_one() -> None:
    alpha = assess(grid(*KRIPPENDORFF), ONE).agreement
    assert alpha is not None
    assert round(alpha, 3) == 0.849


@pytest.mark.parametrize(
    ("experts", "alpha"),
    [
        (("1 2 3", "1 2 3"), 1),
        (("1 2 3", "1 2 ."), 1),
        (("1 . 3", ". 2 ."), None),
        (("4",), None),
        (("4 4 .", "4 4 9"), None),  # who reviewed alone agrees with nobody
        (("1 2", "2 1"), -0.5),
    ],
)
def test_agreement_is_undefined_without_pairs_or_differences(
    experts: tuple[str, ...], alpha: float | None
) -> None:
    assert assess(grid(*experts), ONE).agreement == (
        None if alpha is None else pytest.approx(alpha)
    )


@settings(deadline=None)
@given(competitions())
def test_agreement_is_that_of_all_pairs(reviews: list[Marks]) -> None:
    expected = pairwise_alpha(reviews)
    found = assess(reviews, TWO).agreement
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-12))


# Severity: what can be told, what cannot


@pytest.mark.parametrize(
    "experts",
    [
        pytest.param(("4",), id="one review"),
        pytest.param(("4 9 2",), id="one expert"),
        pytest.param(("4", "9"), id="one proposal: severity or noise, nobody can tell"),
        pytest.param(("4", "9", "9"), id="one proposal, three experts"),
        pytest.param(("1 2 . .", ". . 8 9"), id="nobody shares a proposal"),
        pytest.param(("5 5 5", "5 5 5"), id="all scores equal"),
        pytest.param(("3 7 5", "3 7 5", "3 7 5"), id="full agreement"),
        pytest.param(("5 .", "1 1", ". 5"), id="a chain: effects could explain everything"),
        pytest.param(("2 8 5", "8 2 5"), id="experts differ, but none on the whole"),
        pytest.param(("2 8 4 6", "4 6 3 7"), id="less than noise makes them"),
    ],
)
def test_nobody_is_found_severe_where_it_cannot_be_told(experts: tuple[str, ...]) -> None:
    assessments = assess(grid(*experts), ONE)
    assert assessments.shrinkage == math.inf
    assert set(assessments.leniency.values()) == {0}
    assert adjusted(assessments) == of_all(assessments, "weighted")


def test_nobody_is_found_severe_where_totals_agree_but_for_rounding() -> None:
    """The mean of seven equal totals, sevenths themselves, is not that total to the last digit."""
    sevenths = [Marks(p, e, {"need": p, "team": 1}) for p in range(5) for e in range(7)]
    assessments = assess(sevenths, {"need": 6, "team": 1})
    assert (assessments.shrinkage, set(assessments.leniency.values())) == (math.inf, {0})


def test_a_severe_expert_lowers_his_own_proposals_no_more() -> None:
    """Proposal 3 met only the severe one: without him it is level with the best."""
    assessments = assess(grid(*LENIENT_AND_SEVERE), ONE)
    assert of_all(assessments, "weighted") == {1: 7, 2: 6, 3: 6}
    assert adjusted(assessments) == pytest.approx({1: 7, 2: 6, 3: 7}, abs=1e-5)
    assert assessments.leniency == pytest.approx({1: 1, 2: -1}, abs=1e-5)


def test_where_experts_explain_everything_shrinkage_stays_above_zero() -> None:
    assessments = assess(grid(*LENIENT_AND_SEVERE), ONE)
    assert assessments.shrinkage == pytest.approx(LEAST_SHRINKAGE, rel=1e-9)


def test_an_expert_who_shares_no_proposal_is_neither_severe_nor_lenient() -> None:
    assessments = assess(grid("8 7 6 .", "6 5 5 .", ". . . 1"), ONE)
    assert assessments.leniency[3] == pytest.approx(0, abs=1e-12)
    assert assessments.leniency[1] > 0.5
    assert assessments.proposals[4].adjusted == pytest.approx(1)


@settings(deadline=None)
@given(competitions(complete=True))
def test_if_all_review_all_the_shrinkage_is_that_of_the_analysis_of_variance(
    reviews: list[Marks],
) -> None:
    """With complete tables REML has a closed form: Searle, Casella and McCulloch 1992, Variance
    Components, ch. 4."""
    proposals = len({one.proposal for one in reviews})
    totals = np.array([weighted_total(one.scores, TWO) for one in reviews]).reshape(proposals, -1)
    experts = totals.shape[1]
    assume(proposals > 1 and experts > 1)
    effects = totals.mean(axis=0) - totals.mean()
    noise = totals - totals.mean(axis=1, keepdims=True) - effects
    of_noise = (noise**2).sum() / (proposals - 1) / (experts - 1)
    of_experts = proposals * (effects**2).sum() / (experts - 1)
    assume(of_noise > 1e-3 and abs(of_experts / of_noise - 1) > 1e-3)
    if of_experts < of_noise:
        assert assess(reviews, TWO).shrinkage == math.inf
    else:
        expected = proposals * of_noise / (of_experts - of_noise)
        assert assess(reviews, TWO).shrinkage == pytest.approx(expected, rel=1e-6)


# Severity: against other implementations


def unbalanced(seed: int) -> list[Marks]:
    """Two to four experts of eight on each of twenty proposals, who differ as much as proposals."""
    chance = random.Random(seed)
    lenient = [chance.gauss(0, 8) for _ in range(8)]
    reviews = []
    for proposal in range(20):
        level = chance.gauss(50, 10)
        for expert in chance.sample(range(8), chance.randint(2, 4)):
            score = round(level + lenient[expert] + chance.gauss(0, 6))
            reviews.append(Marks(proposal, expert, {"quality": score}))
    return reviews


def design(reviews: Sequence[Marks]) -> tuple[Floats, Floats, Floats]:
    """y, X and Z of the model y = X proposals + Z experts + noise, written out."""
    proposals = sorted({one.proposal for one in reviews})
    experts = sorted({one.expert for one in reviews})
    y = np.array([weighted_total(one.scores, dict.fromkeys(one.scores, 1)) for one in reviews])
    x = np.array([[one.proposal == p for p in proposals] for one in reviews], float)
    z = np.array([[one.expert == e for e in experts] for one in reviews], float)
    return y, x, z


def restricted_deviance(reviews: Sequence[Marks], shrinkage: float) -> float:
    """-2 log restricted likelihood from its definition, without absorbing or profiling by parts:
    log|V| + log|X'V^-1 X| + (N - P) log y'Py."""
    y, x, z = design(reviews)
    inverse = np.linalg.inv(np.eye(len(y)) + z @ z.T / shrinkage)
    information = x.T @ inverse @ x
    residual = y - x @ np.linalg.solve(information, x.T @ inverse @ y)
    sizes = np.linalg.slogdet(information)[1] - np.linalg.slogdet(inverse)[1]
    return float(sizes + (len(y) - x.shape[1]) * np.log(residual @ inverse @ residual))


@pytest.mark.parametrize("seed", range(6))
def test_severity_is_what_statsmodels_estimates(seed: int) -> None:
    reviews = unbalanced(seed)
    y, x, _ = design(reviews)
    model = MixedLM(y, x, groups=np.array([one.expert for one in reviews]))
    fitted = model.fit(reml=True, gtol=1e-9)
    effects = {expert: float(effect.iloc[0]) for expert, effect in fitted.random_effects.items()}
    found = assess(reviews, ONE)
    assert found.shrinkage == pytest.approx(fitted.scale / fitted.cov_re[0, 0], rel=1e-3)
    assert found.leniency == pytest.approx(effects, abs=1e-3)
    assert list(adjusted(found).values()) == pytest.approx(fitted.fe_params, abs=1e-3)


@pytest.mark.parametrize("seed", range(6))
def test_no_other_shrinkage_is_more_likely(seed: int) -> None:
    reviews = unbalanced(seed)
    best = assess(reviews, ONE).shrinkage
    others = [*(best * factor for factor in (0.99, 1.01)), *np.geomspace(1e-6, 1e6, 60)]
    at_best = restricted_deviance(reviews, best)
    assert [other for other in others if restricted_deviance(reviews, other) < at_best] == []


@pytest.mark.parametrize(
    ("experts", "peaks", "highest"),
    [
        (("2 5 . 0", "7 8 0 .", ". 0 . .", ". . 2 ."), 2, 0.0593),
        ((". 6 2 10", ". 3 3 .", "6 . 7 .", ". . 10 ."), 1, math.inf),
    ],
    ids=["two peaks", "a peak, but lower than where experts do not differ"],
)
def test_of_several_peaks_the_highest_is_taken(
    experts: tuple[str, ...], peaks: int, highest: float
) -> None:
    reviews = grid(*experts)
    line = [restricted_deviance(reviews, other) for other in np.geomspace(1e-3, 1e6, 300)]
    dips = [
        one
        for before, one, after in zip(line, line[1:], line[2:], strict=False)
        if before > one < after
    ]
    assert len(dips) == peaks
    assert min(line) == (dips[0] if math.isfinite(highest) else line[-1])
    assert assess(reviews, ONE).shrinkage == pytest.approx(highest, rel=1e-3)


@settings(deadline=None)
@given(competitions())
def test_no_other_shrinkage_is_more_likely_in_the_smallest_of_competitions(
    reviews: list[Marks],
) -> None:
    found = assess(reviews, {"need": 1, "team": 1})
    assume(math.isfinite(found.shrinkage) and found.shrinkage > 2 * LEAST_SHRINKAGE)
    at_best = restricted_deviance(reviews, found.shrinkage)
    others = [restricted_deviance(reviews, other) for other in np.geomspace(1e-3, 1e6, 40)]
    assert min(others) > at_best - 1e-6


@settings(deadline=None)
@given(competitions())
def test_effects_solve_the_mixed_model_equations_in_full(reviews: list[Marks]) -> None:
    """Proposals and experts together, as Henderson wrote them, none absorbed."""
    found = assess(reviews, {"need": 1, "team": 1})
    assume(math.isfinite(found.shrinkage))
    y, x, z = design(reviews)
    experts = z.T @ z + found.shrinkage * np.eye(z.shape[1])
    whole = np.block([[x.T @ x, x.T @ z], [z.T @ x, experts]])
    solved = np.linalg.solve(whole, np.concatenate([x.T @ y, z.T @ y]))
    expected = [*adjusted(found).values(), *found.leniency.values()]
    assert expected == pytest.approx(list(solved), abs=1e-6)


# What must not matter, and what must


@settings(deadline=None)
@given(st.data())
def test_the_order_of_reviews_does_not_matter(data: st.DataObject) -> None:
    reviews = data.draw(competitions())
    assert assess(data.draw(st.permutations(reviews)), TWO) == assess(reviews, TWO)


@settings(deadline=None)
@given(competitions())
def test_totals_lie_between_the_lowest_and_the_highest_score(reviews: list[Marks]) -> None:
    for proposal, found in assess(reviews, TWO).proposals.items():
        scores = [s for one in reviews if one.proposal == proposal for s in one.scores.values()]
        assert min(scores) <= found.weighted <= max(scores)
        assert min(scores) <= found.raw <= max(scores)
        assert 0 <= found.spread <= max(scores) - min(scores)


@settings(deadline=None)
@given(competitions(complete=True))
def test_if_all_review_all_severity_changes_no_total(reviews: list[Marks]) -> None:
    found = assess(reviews, TWO)
    assert adjusted(found) == pytest.approx(of_all(found, "weighted"), abs=1e-9)


@settings(deadline=None)
@given(competitions(complete=True), st.integers(-20, 20))
def test_if_all_review_all_one_experts_severity_does_not_change_the_ranking(
    reviews: list[Marks], by: int
) -> None:
    harsher = shifted(reviews, by, expert=11)
    assert ranked(adjusted(assess(harsher, TWO))) == ranked(adjusted(assess(reviews, TWO)))


@pytest.mark.parametrize("by", [-3, -1, 1, 3])
def test_an_expert_who_gives_more_is_found_more_lenient(by: int) -> None:
    before = assess(unbalanced(1), ONE).leniency
    after = assess(shifted(unbalanced(1), by, expert=4), ONE).leniency
    assert 0.8 < (after[4] - before[4]) / by < 1.0
    assert all((after[other] - before[other]) / by < 0 for other in before.keys() - {4})


@settings(deadline=None)
@given(competitions(), st.integers(-20, 20))
def test_a_better_proposal_makes_nobody_more_lenient(reviews: list[Marks], by: int) -> None:
    first = reviews[0].proposal
    before, after = assess(reviews, TWO), assess(shifted(reviews, by, proposal=first), TWO)
    raised = {p: value + by * (p == first) for p, value in adjusted(before).items()}
    assert after.leniency == pytest.approx(before.leniency, abs=1e-6)
    assert adjusted(after) == pytest.approx(raised, abs=1e-6)


@settings(deadline=None)
@given(competitions())
def test_effects_add_up_to_zero(reviews: list[Marks]) -> None:
    assert sum(assess(reviews, TWO).leniency.values()) == pytest.approx(0, abs=1e-6)


@settings(deadline=None)
@given(competitions(), st.integers(2, 9))
def test_a_finer_scale_changes_no_ratio(reviews: list[Marks], times: int) -> None:
    def finer(scores: Mapping[str, int]) -> dict[str, int]:
        return {code: times * score for code, score in scores.items()}

    before = assess(reviews, TWO)
    after = assess([Marks(m.proposal, m.expert, finer(m.scores)) for m in reviews], TWO)
    scaled = {expert: times * effect for expert, effect in before.leniency.items()}
    assert after.leniency == pytest.approx(scaled, abs=1e-5)
    assert after.shrinkage == pytest.approx(before.shrinkage, rel=1e-5)


def test_contradicting_experts_are_adjusted_by_less_than_they_differ() -> None:
    assessments = assess(grid(*TRIANGLE), ONE)
    assert math.isfinite(assessments.shrinkage)
    assert assessments.shrinkage > LEAST_SHRINKAGE
    assert ranked(assessments.leniency) == [3, 2, 1]
    assert assessments.leniency[3] - assessments.leniency[1] < 4
