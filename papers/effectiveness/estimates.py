"""Estimates, numbers of answers and p-values as words and figures."""

from models.text import Language
from papers.charts.numbers import decimal_in, number_or_hidden, points_in, share_in
from papers.effectiveness.phrases import questions as p
from papers.typography import NBSP, say
from workflow.monitoring.analysis.results import Comparison, Design, Estimate, Measure

_POINTS = {Measure.SHARE_CHANGE, Measure.NET_CHANGE}
_RATIOS = {Measure.RATE_RATIO, Measure.ODDS_RATIO}
_SMALLEST = 0.001


def value_in(estimate: Estimate, language: Language) -> str:
    return _figure(estimate.measure, estimate.value, language)


def interval_in(estimate: Estimate, language: Language) -> str:
    if estimate.interval is None:
        return "—"
    ends = (estimate.interval.low, estimate.interval.high)
    low, high = (_figure(estimate.measure, end, language) for end in ends)
    if estimate.measure in _POINTS:
        low = decimal_in(ends[0] * 100, language, signed=True)  # its unit stands at the other end
    return say(p.RANGE, language, low=low, high=high)


def _figure(measure: Measure, value: float, language: Language) -> str:
    if measure in _POINTS:
        return points_in(value, language)
    if measure in _RATIOS:
        return say(p.TIMES, language, n=decimal_in(value, language, 2))
    if measure == Measure.SUPERIORITY:
        return share_in(min(1, max(0, value)), language)
    return decimal_in(value, language, 2, signed=True)


def counts_in(comparison: Comparison, language: Language, *, is_new: bool) -> str:
    """How many answers a comparison rests on."""
    after = _about(comparison, comparison.answered_after, language)
    if is_new:
        return after
    if comparison.design == Design.LINKED and comparison.pairs is not None:
        return say(p.PAIRS, language, n=_about(comparison, comparison.pairs, language))
    before = _about(comparison, comparison.answered_before, language)
    return say(p.BOTH, language, before=before, after=after)


def _about(comparison: Comparison, number: int | None, language: Language) -> str:
    figure = number_or_hidden(number, language)
    is_rounded = number is not None and "rounded" in comparison.notes
    return f"≈{NBSP}{figure}" if is_rounded else figure


def notes_in(comparison: Comparison, language: Language) -> str:
    said = [say(p.PRIMARY, language)] if comparison.is_primary else []
    said += [say(p.NOTES[note], language) for note in comparison.notes]
    return "; ".join(said) or "—"


def p_in(p_value: float | None, language: Language) -> str:
    """Three digits; a smaller one is said to be so."""
    if p_value is None:
        return "—"
    if p_value < _SMALLEST:
        return f"<{NBSP}{decimal_in(_SMALLEST, language, 3)}"
    return decimal_in(p_value, language, 3)
