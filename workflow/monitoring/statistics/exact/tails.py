"""Tails of the usual distributions. scipy is imported where it is needed: it would double the time
in which a command starts."""

import math


def normal_p(z: float) -> float:
    """Two-sided p of a standard normal value."""
    return math.erfc(abs(z) / math.sqrt(2))


def student_p(t: float, freedom: float) -> float:
    """Two-sided p of Student's t."""
    from scipy.special import stdtr  # noqa: PLC0415 - heavy

    return min(1.0, 2 * float(stdtr(freedom, -abs(t))))


def student_quantile(level: float, freedom: float) -> float:
    """How many standard errors a two-sided interval of this level reaches."""
    from scipy.special import stdtrit  # noqa: PLC0415 - heavy

    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level}")
    return float(stdtrit(freedom, (1 + level) / 2))


def beta_quantile(a: float, b: float, share: float) -> float:
    from scipy.special import betaincinv  # noqa: PLC0415 - heavy

    return float(betaincinv(a, b, share))


def binomial_at_least(successes: int, n: int, chance: float) -> float:
    """P(X ≥ successes) of a binomial X, by the incomplete beta function."""
    from scipy.special import betainc  # noqa: PLC0415 - heavy

    return 1.0 if successes <= 0 else float(betainc(successes, n - successes + 1, chance))
