import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import numpy as np

from workflow.council.scoring.scores import (
    Floats,
    Marks,
    Scoresheet,
    best_first,
    expert_effects,
    scoresheet,
)

Basis = Literal["raw", "weighted", "adjusted"]
Choose = Callable[[Sequence[int]], Collection[int]]
"""Given proposals from best to worst, those above the cut."""


@dataclass(frozen=True)
class Stability:
    """How far the choice above the cut hangs on which experts' totals happened to come in."""

    resamples: int
    elsewhere: float
    """Share of resamples in which the set above the cut is another one."""
    chosen: Mapping[int, float]
    """Proposal -> share of resamples in which it is above the cut."""


def rank_stability(
    reviews: Sequence[Marks],
    coefficients: Mapping[str, int],
    choose: Choose,
    *,
    basis: Basis = "weighted",
    resamples: int = 1000,
) -> Stability | None:
    """How often the choice would be another if experts' noise had fallen otherwise; None where
    no proposal has two reviews, for then nothing tells how large the noise is.

    Semiparametric bootstrap of samples with a common distribution of errors (Davison and Hinkley
    1997, Bootstrap Methods and Their Application, 3.2-3.3), as Graves, Barnett and Clarke 2011
    (BMJ 343:d4797) resample panels' scores. Experts' effects are held as they were estimated.
    """
    sheet = scoresheet(reviews, coefficients)
    totals = _totals(sheet, basis)
    errors = _errors(sheet, totals)
    if not len(errors):
        return None
    levels = sheet.means(totals)
    actual = _above(sheet, levels, choose)
    times: Counter[int] = Counter()
    elsewhere = 0
    for change in islice(_changes(sheet, errors, _seed(reviews)), resamples):
        above = _above(sheet, levels + change, choose)
        times.update(above)
        elsewhere += above != actual
    chosen = {proposal: times[proposal] / resamples for proposal in sheet.proposals.tolist()}
    return Stability(resamples, elsewhere / resamples, chosen)


def _totals(sheet: Scoresheet, basis: Basis) -> Floats:
    """Of each review: the total whose mean over experts ranks its proposal."""
    if basis == "raw":
        return sheet.plain
    if basis == "weighted":
        return sheet.weighted
    return sheet.weighted - expert_effects(sheet)[0][sheet.expert]


def _errors(sheet: Scoresheet, totals: Floats) -> Floats:
    """Distances of totals from their proposals' means, of all proposals with two reviews or more.

    Among n reviews the variance of a distance is 1 - 1/n times that of the error it stands for,
    hence the factor. They need no centring: their mean is zero within each proposal.
    """
    reviews = sheet.reviews[sheet.proposal]
    several = reviews > 1
    factors = np.sqrt(reviews[several] / (reviews[several] - 1))
    return np.asarray(sheet.centred(totals)[several] * factors, dtype=np.float64)


def _changes(sheet: Scoresheet, errors: Floats, seed: int) -> Iterator[Floats]:
    """Without end: by how much each proposal's mean moves as its experts' errors are drawn anew."""
    # Raw bits: numpy promises their stream for all versions, that of its distributions not.
    bits = np.random.PCG64(seed)
    while True:
        drawn = bits.random_raw(len(sheet.proposal)) % np.uint64(len(errors))
        yield sheet.means(errors[drawn])


def _above(sheet: Scoresheet, levels: Floats, choose: Choose) -> frozenset[int]:
    return frozenset(choose(sheet.proposals[best_first(levels)].tolist()))


def _seed(reviews: Sequence[Marks]) -> int:
    """From the data themselves: whoever computes it again gets the same figures."""
    rows = sorted([marks.proposal, marks.expert, sorted(marks.scores.items())] for marks in reviews)
    return int.from_bytes(hashlib.sha256(json.dumps(rows).encode()).digest())
