"""Changes of the same people: how many rose and how many fell."""

from workflow.monitoring.statistics.exact.flips import halves
from workflow.monitoring.statistics.intervals import Interval, normal_quantile


def mcnemar_mid_p(improved: int, worsened: int) -> float:
    """Two-sided mid-p of as many improving as worsening: Fagerland, Lydersen and Laake 2013, "The
    McNemar test for binary matched-pairs data: mid-p and asymptotic are better than exact
    conditional", BMC Medical Research Methodology 13:91.

    Given who changed at all, improving is Binomial(changed, ½); what is observed counts by half,
    so p is smaller than the exact test's, which is too cautious. Where as many improved as worsened
    it is 1 less half the chance of just that, as the authors define it. Assumes pairs independent
    of each other. 1 where nobody changed. Negative counts are a ValueError.
    """
    _check(improved, worsened, improved + worsened)
    if not (changed := improved + worsened):
        return 1.0
    chances = halves(changed)
    fewer = min(improved, worsened)
    if improved == worsened:
        return 1 - float(chances[fewer]) / 2
    return 2 * float(chances[:fewer].sum()) + float(chances[fewer])


def bonett_price(improved: int, worsened: int, n: int, level: float = 0.95) -> Interval:
    """Adjusted Wald interval of (improved - worsened)/n: Bonett and Price 2012, "Adjusted Wald
    confidence interval for a difference of binomial proportions based on paired data", Journal of
    Educational and Behavioral Statistics 37.

    One is added to both kinds of changed pairs, so that it works where nobody changed or everybody
    did. It is an interval of the difference of two shares in the same people, where improving is
    from unfavourable to favourable, and as well of a net change, of which there are the same three
    kinds of pairs: improved, worsened, same. Assumes pairs independent of each other. Within -1…1.
    n of 0 is a ValueError.
    """
    _check(improved, worsened, n)
    if not n:
        raise ValueError("no pairs have no share")
    rose, fell = (improved + 1) / (n + 2), (worsened + 1) / (n + 2)
    change = rose - fell
    reach = normal_quantile(level) * ((rose + fell - change**2) / (n + 2)) ** 0.5
    return Interval(change - reach, change + reach).within(-1, 1)


def net_change_variance(improved: int, worsened: int, n: int) -> float:
    """Variance of (improved - worsened)/n with the same ones added as in `bonett_price`, for
    pooling over districts: it is never 0."""
    _check(improved, worsened, n)
    rose, fell = (improved + 1) / (n + 2), (worsened + 1) / (n + 2)
    return (rose + fell - (rose - fell) ** 2) / (n + 2)


def _check(improved: int, worsened: int, n: int) -> None:
    if min(improved, worsened) < 0 or improved + worsened > n:
        raise ValueError(f"{improved} improved and {worsened} worsened are not among {n}")
