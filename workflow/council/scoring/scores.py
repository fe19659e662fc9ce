"""What the experts' reviews come to: totals, severity of experts, agreement.

Notation: y is the weighted total of one review, N the number of reviews, P that of proposals.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DIGITS = 9
"""Totals that agree to so many digits are equal: what differs further on is rounding."""
NEGLIGIBLE = 10.0**-DIGITS
LEAST_SHRINKAGE = 1e-6
"""Noise a thousandth of the experts' differences (squared: their variances): with whole-number
scores that is as good as none, and equations can still be solved."""


@dataclass(frozen=True)
class Marks:
    """One expert's submitted review of one proposal."""

    proposal: int
    expert: int
    scores: Mapping[str, int]
    """By code of criterion. A criterion without a coefficient does not count."""


@dataclass(frozen=True)
class Assessment:
    """What the reviews of one proposal come to; all on the scale of the scores."""

    reviews: int
    raw: float
    """Mean over its experts of the plain mean over criteria."""
    weighted: float
    """Mean over its experts of the weighted total."""
    adjusted: float
    """`weighted` with each expert's severity taken out."""
    spread: float
    """Largest less smallest weighted total among its experts; 0 with one review."""


@dataclass(frozen=True)
class Assessments:
    """What all reviews of a competition come to, taken together."""

    proposals: Mapping[int, Assessment]
    leniency: Mapping[int, float]
    """Each expert's effect in points: above zero lenient, below severe."""
    shrinkage: float
    """Residual variance over the experts' variance; infinite where experts do not differ."""
    agreement: float | None
    """Krippendorff's alpha; None where it is undefined."""


@dataclass(frozen=True)
class Scoresheet:
    """All reviews in columns, one row each, in order of proposal and expert.

    The order is what makes every figure independent of the order in which reviews came in.
    """

    proposals: Ints
    """Ids, ascending; likewise `experts`."""
    experts: Ints
    proposal: Ints
    """Of each row: the place of its proposal in `proposals`; likewise `expert`."""
    expert: Ints
    plain: Floats
    weighted: Floats

    @cached_property
    def reviews(self) -> Ints:
        """How many reviews each proposal has."""
        return np.bincount(self.proposal, minlength=len(self.proposals))

    def means(self, values: Floats) -> Floats:
        """Of each proposal: the mean of its rows' values."""
        sums = np.bincount(self.proposal, values, minlength=len(self.proposals))
        return np.asarray(sums / self.reviews, dtype=np.float64)

    def centred(self, values: Floats) -> Floats:
        """Of each row: how far its value lies from the mean of its proposal."""
        return values - self.means(values)[self.proposal]

    @cached_property
    def spreads(self) -> Floats:
        """Of each proposal: its largest weighted total less its smallest."""
        starts = np.cumsum(self.reviews) - self.reviews
        highest = np.maximum.reduceat(self.weighted, starts)
        return np.asarray(highest - np.minimum.reduceat(self.weighted, starts), dtype=np.float64)


def weighted_total(scores: Mapping[str, int], coefficients: Mapping[str, int]) -> float:
    """The mean of the scores, each criterion counted as often as its coefficient says."""
    points = sum(coefficient * scores[code] for code, coefficient in coefficients.items())
    return points / sum(coefficients.values())


def _plain_total(scores: Mapping[str, int], coefficients: Mapping[str, int]) -> float:
    return sum(scores[code] for code in coefficients) / len(coefficients)


def scoresheet(reviews: Sequence[Marks], coefficients: Mapping[str, int]) -> Scoresheet:
    """The reviews in columns; a proposal reviewed twice by one expert is a fault of the caller."""
    rows = sorted(reviews, key=lambda marks: (marks.proposal, marks.expert))
    for one, next_one in pairwise(rows):
        if (one.proposal, one.expert) == (next_one.proposal, next_one.expert):
            raise ValueError(f"expert {one.expert} reviewed proposal {one.proposal} twice")
    proposals, proposal = _places([marks.proposal for marks in rows])
    experts, expert = _places([marks.expert for marks in rows])
    plain = np.array([_plain_total(marks.scores, coefficients) for marks in rows], float)
    weighted = np.array([weighted_total(marks.scores, coefficients) for marks in rows], float)
    return Scoresheet(proposals, experts, proposal, expert, plain, weighted)


def _places(ids: Sequence[int]) -> tuple[Ints, Ints]:
    """The different ids, ascending, and the place of each among them."""
    different, places = np.unique(np.array(ids, dtype=np.int64), return_inverse=True)
    return different, places.astype(np.int64)


def best_first(values: Floats) -> Ints:
    """Places of the values from the highest to the lowest; of equal ones the first stays first."""
    return np.argsort(-np.round(values, DIGITS), kind="stable")


def ranked(values: Mapping[int, float]) -> list[int]:
    """Proposals from best to worst; of two with equal values the smaller id comes first."""
    proposals = sorted(values)
    order = best_first(np.array([values[proposal] for proposal in proposals], float))
    return [proposals[place] for place in order]


@dataclass(frozen=True)
class _ExpertEquations:
    """Henderson's mixed-model equations with those of the proposals absorbed.

    What is left is (C + lambda I) u = r, experts x experts: C counts each expert's reviews less
    what goes to the proposals' own levels, r sums how far his totals lie from their proposals'
    means. All is kept along C's principal axes, where the equations part; axes on which no expert
    is compared with another (one for each group of experts without a common proposal with the
    rest) are left out, so effects add up to zero within each such group.
    """

    axes: Floats
    """Experts x axes."""
    weights: Floats
    """C along each axis, all above zero."""
    sums: Floats
    """r along each axis."""
    residual: float
    """Sum of squares that neither proposals nor experts explain."""
    freedom: int
    """N - P: what the proposals' levels leave of the data."""

    @cached_property
    def explained(self) -> Floats:
        """Sum of squares that experts explain, by axis."""
        return self.sums**2 / self.weights

    def effects(self, shrinkage: float) -> Floats:
        """Best linear unbiased predictions of the experts' effects."""
        predicted = self.axes @ (self.sums / (self.weights + shrinkage))
        return np.asarray(predicted + 0.0, dtype=np.float64)  # no negative zeros

    def deviance(self, log_shrinkage: float) -> float:
        """-2 log restricted likelihood, less that of experts who do not differ.

        The contrasts within proposals are independent along the axes, with variances
        s_e^2 (1 + weight/lambda); s_e^2 is put at its best value for each lambda.
        """
        shrinkage = math.exp(log_shrinkage)
        unexplained = self.residual + self.explained @ (shrinkage / (self.weights + shrinkage))
        ratio = unexplained / (self.residual + self.explained.sum())
        return float(self.freedom * np.log(ratio) + np.log1p(self.weights / shrinkage).sum())

    def slope(self, log_shrinkage: float) -> float:
        """Derivative of the deviance by the logarithm of lambda."""
        shrinkage = math.exp(log_shrinkage)
        kept = self.weights / (self.weights + shrinkage)
        left = self.explained * (1 - kept)
        change = self.freedom * (left @ kept) / (self.residual + left.sum())
        return float(change - kept.sum())


def _expert_equations(sheet: Scoresheet) -> _ExpertEquations:
    distances = sheet.centred(sheet.weighted)
    count = len(sheet.experts)
    weights, axes = np.linalg.eigh(_comparisons(sheet))
    compared = weights > NEGLIGIBLE * weights.max(initial=1)
    weights, axes = weights[compared], axes[:, compared]
    sums: Floats = axes.T @ np.bincount(sheet.expert, distances, minlength=count)
    fitted = axes @ (sums / weights)
    residuals = sheet.centred(distances - fitted[sheet.expert])
    freedom = len(sheet.proposal) - len(sheet.proposals)
    return _ExpertEquations(axes, weights, sums, float(residuals @ residuals), freedom)


def _comparisons(sheet: Scoresheet) -> Floats:
    """C: of n experts on a proposal each has 1 - 1/n with himself, -1/n with each other."""
    shares = np.zeros((len(sheet.proposals), len(sheet.experts)))
    shares[sheet.proposal, sheet.expert] = 1 / np.sqrt(sheet.reviews[sheet.proposal])
    reviews = np.bincount(sheet.expert, minlength=len(sheet.experts))
    return np.diag(reviews).astype(np.float64) - shares.T @ shares


def _best_shrinkage(equations: _ExpertEquations) -> float:
    """Lambda of the highest restricted likelihood (REML: Patterson and Thompson 1971,
    "Recovery of inter-block information when block sizes are unequal", Biometrika 58).

    That likelihood may have several peaks, so all are looked at. Infinite, and nobody is found
    severe, where experts do not differ by more than noise makes them, where all agree, and where
    experts' effects could explain every disagreement and nothing is left to tell noise by. Where
    they explain all although something is left, lambda stays at LEAST_SHRINKAGE.
    """
    unexplained = equations.residual + equations.explained.sum()
    nothing_left = equations.freedom <= len(equations.weights)
    if nothing_left or unexplained <= equations.freedom * NEGLIGIBLE**2:
        return math.inf
    candidates = [math.log(LEAST_SHRINKAGE), *_peaks(equations)]
    best = min(candidates, key=equations.deviance)
    return math.exp(best) if equations.deviance(best) < -NEGLIGIBLE else math.inf


def _peaks(equations: _ExpertEquations) -> list[float]:
    """Logarithms of lambda at which the restricted likelihood is higher than around."""
    if not len(equations.weights):
        return []
    highest = math.log(equations.weights.max() / LEAST_SHRINKAGE)
    grid = np.linspace(math.log(LEAST_SHRINKAGE), highest, 200)
    slopes = [equations.slope(point) for point in grid]
    turns = [k for k in range(len(grid) - 1) if slopes[k] < 0 <= slopes[k + 1]]
    return [float(brentq(equations.slope, grid[k], grid[k + 1], xtol=1e-12)) for k in turns]


def expert_effects(sheet: Scoresheet) -> tuple[Floats, float]:
    """How far each expert lies above the others on the same proposals, in points, and the
    shrinkage applied.

    Model: y = proposal (fixed) + expert (random, normal) + noise. Effects are best linear
    unbiased predictions from the mixed-model equations of Henderson 1975, "Best linear unbiased
    estimation and prediction under a selection model", Biometrics 31.
    """
    equations = _expert_equations(sheet)
    shrinkage = _best_shrinkage(equations)
    return equations.effects(shrinkage), shrinkage


def agreement(sheet: Scoresheet) -> float | None:
    """Krippendorff's alpha, interval metric, over weighted totals: 1 is full agreement, 0 what
    chance would give, below 0 disagreement on purpose.

    1 - observed/expected disagreement, over proposals with at least two reviews: Krippendorff,
    Content Analysis (2nd ed., 2004), ch. 11; "Computing Krippendorff's Alpha-Reliability" (2011).
    Squared differences of all pairs of n values add up to n times their sum of squares about the
    mean; hence no pairs below. None where nobody reviewed with another or no totals differ.
    """
    paired = sheet.reviews[sheet.proposal] > 1
    totals = sheet.weighted[paired]
    if not len(totals) or np.ptp(totals) == 0:
        return None
    pairs = 1 - 1 / sheet.reviews[sheet.proposal][paired]
    observed = (sheet.centred(sheet.weighted)[paired] ** 2 / pairs).sum() / len(totals)
    return float(1 - observed / np.var(totals, ddof=1))


def assess(reviews: Sequence[Marks], coefficients: Mapping[str, int]) -> Assessments:
    """What the reviews come to; their order does not matter.

    A proposal's adjusted total is the mean over its experts of total less leniency, which is its
    estimate in the model of `expert_effects`.
    """
    sheet = scoresheet(reviews, coefficients)
    leniency, shrinkage = expert_effects(sheet)
    columns = (
        sheet.reviews,
        sheet.means(sheet.plain),
        sheet.means(sheet.weighted),
        sheet.means(sheet.weighted - leniency[sheet.expert]),
        sheet.spreads,
    )
    rows = zip(sheet.proposals.tolist(), *(column.tolist() for column in columns), strict=True)
    return Assessments(
        {proposal: Assessment(*figures) for proposal, *figures in rows},
        dict(zip(sheet.experts.tolist(), leniency.tolist(), strict=True)),
        shrinkage,
        agreement(sheet),
    )
