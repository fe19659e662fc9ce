"""The change within districts, pooled over them: what all together would show if the same part of
each round had come from each district. From the districts that may be shown, and so from figures
that are known."""

from collections.abc import Sequence
from itertools import groupby
from math import exp, isfinite, log
from statistics import NormalDist

import numpy as np

from workflow.monitoring.analysis.comparing.change import estimate, p_value
from workflow.monitoring.analysis.comparing.tables import Tables
from workflow.monitoring.analysis.results import Comparison, Design, Estimate, Measure, Method, Test
from workflow.monitoring.analysis.suppression.choice import Choice
from workflow.monitoring.analysis.suppression.districts import Shown
from workflow.monitoring.analysis.suppression.rounding import FINE, round_estimate, round_test
from workflow.monitoring.questionnaires.document import Scale
from workflow.monitoring.statistics.districts.strata import mantel_haenszel, pooled_within, weight

LEAST = 2
"""Districts to pool."""
NO_CHANGE = {Measure.SUPERIORITY: 0.5}
"""What a measure is where nothing changed, if not nought."""
_SHARES = (Scale.BINARY, Scale.MULTIPLE)
_Found = tuple[tuple[Estimate, ...], Test | None]
_WIDTHS = 2 * NormalDist().inv_cdf(0.975)
"""How many standard errors an interval is wide."""


def pool(districts: Sequence[Shown]) -> list[Comparison]:
    """`districts`: those of a question beside each other."""
    found = []
    for _, group in groupby(districts, key=lambda one: _key(one.comparison)):
        shown = list(group)
        estimates, test = _pooled(shown) if len(shown) >= LEAST else ((), None)
        if estimates:
            found.append(_told(shown[0].comparison, estimates, test))
    return found


def _key(one: Comparison) -> tuple[str, str | None]:
    return one.question, one.option


def _pooled(shown: Sequence[Shown]) -> _Found:
    tables = [one.item.scored for one in shown if isinstance(one.item, Choice)]
    unlinked = all(one.comparison.design == Design.UNLINKED for one in shown)
    if unlinked and shown[0].comparison.scale in _SHARES:
        return _mantel_haenszel(tables)
    return _within([one.comparison for one in shown])


def _mantel_haenszel(tables: Sequence[Tables]) -> _Found:
    """Two groups of people in each district, favourable or not."""
    found = mantel_haenszel(np.array([[t.before[::-1], t.after[::-1]] for t in tables]))
    test = p_value(Method.MANTEL_HAENSZEL, found.p)
    change = estimate(Measure.SHARE_CHANGE, found.difference, found.difference_interval)
    if found.odds_ratio is None or not isfinite(found.odds_ratio):
        return (change,), test
    return (estimate(Measure.ODDS_RATIO, found.odds_ratio, found.interval), change), test


def _within(shown: Sequence[Comparison]) -> _Found:
    """Each district's main change, weighted by how many answered; a ratio by its logarithm. Those
    with another measure than the first, for their design differs, do not fit in."""
    measure = shown[0].estimates[0].measure
    parts = [part for one in shown if (part := _part(one, measure)) is not None]
    if len(parts) < LEAST:
        return (), None
    changes, variances, sizes = np.array(parts).T
    found = pooled_within(changes, variances, sizes)
    value, ends = _back(measure, found.value), None
    if found.interval is not None:
        ends = _back(measure, found.interval.low), _back(measure, found.interval.high)
    return (estimate(measure, value, ends),), p_value(Method.POOLED_WITHIN, found.p)


def _back(measure: Measure, change: float) -> float:
    return exp(change) if measure == Measure.RATE_RATIO else change + NO_CHANGE.get(measure, 0.0)


def _part(one: Comparison, measure: Measure) -> tuple[float, float, float] | None:
    """Change, variance and weight of a district."""
    main, sizes = one.estimates[0], (one.answered_before, one.answered_after)
    if main.measure != measure or main.interval is None or not sizes[0] or not sizes[1]:
        return None
    to = log if measure == Measure.RATE_RATIO else float
    none = NO_CHANGE.get(measure, 0.0)
    if measure == Measure.RATE_RATIO and min(main.value, main.interval.low) <= 0:
        return None
    error = (to(main.interval.high) - to(main.interval.low)) / _WIDTHS
    return to(main.value) - none, error**2, weight(sizes[0], sizes[1])


def _told(first: Comparison, estimates: Sequence[Estimate], test: Test | None) -> Comparison:
    return Comparison(
        question=first.question,
        option=first.option,
        scale=first.scale,
        design=first.design,
        estimates=tuple(round_estimate(one, FINE) for one in estimates),
        test=round_test(test, FINE) if test else None,
    )
