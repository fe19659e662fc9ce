"""Response rates. How many were invited and how many answered is known of the contacts alone; that
few did not answer says nothing of what anybody thinks, and an honest report owes it. But where few
answered, it is they that later figures would be about."""

from collections.abc import Mapping, Sequence

import numpy as np

from workflow.monitoring.analysis.results import Turnout
from workflow.monitoring.analysis.suppression.few import hidden_rows

Counted = tuple[int, int]
"""Invited, and answered."""


def turnouts(counted: Mapping[str | None, Counted], *, by_district: bool) -> tuple[Turnout, ...]:
    """All together first, then each district. `counted` by the district's code; None for those who
    were invited without one."""
    total = tuple(map(sum, zip(*counted.values(), strict=True))) or (0, 0)
    (everybody,) = _rows([(None, (total[0], total[1]))], set())
    if not by_district:
        return (_few_hidden(everybody),)
    codes = sorted(code for code in counted if code is not None)
    rows = [counted[code] for code in codes] + [counted.get(None, (0, 0))]
    hidden = hidden_rows(np.array(rows, dtype=np.int64))
    return (
        _few_hidden(everybody),
        *_rows(list(zip(codes, rows, strict=False)), hidden),
    )


def _rows(found: Sequence[tuple[str | None, Counted]], hidden: set[int]) -> list[Turnout]:
    return [
        Turnout(district=code)
        if n in hidden
        else Turnout(district=code, invited=invited, answered=answered)
        for n, (code, (invited, answered)) in enumerate(found)
    ]


def _few_hidden(turnout: Turnout) -> Turnout:
    row = np.array([[turnout.invited or 0, turnout.answered or 0]])
    return Turnout(district=None) if hidden_rows(row) else turnout
