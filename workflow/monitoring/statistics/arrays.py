import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]

PLACES = 6
"""Decimal places to which differences of decimals count: what differs further on is rounding."""
MOST = 1e12
"""Decimals above would be too large as whole numbers."""


def whole(differences: Ints | Floats) -> Ints:
    """The differences as whole numbers: as they are, or of decimals the millionths. None at all,
    anything but finite numbers, or millions of millions are a ValueError."""
    numbers = finite(differences)
    if numbers.dtype.kind in "iub":
        return numbers.astype(np.int64)
    if np.abs(numbers).max() > MOST:
        raise ValueError(f"differences of more than {MOST:.0e} are not expected")
    return np.rint(numbers * 10.0**PLACES).astype(np.int64)


def finite(numbers: Ints | Floats) -> Ints | Floats:
    """The same numbers; none at all, or anything but finite ones, is a ValueError."""
    if numbers.ndim != 1 or not numbers.size or not np.isfinite(numbers).all():
        raise ValueError("a row of finite numbers is needed, at least one")
    return numbers
