from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from workflow.council.members import Seat


@dataclass(frozen=True)
class Quorum:
    """Whether enough of those who may decide are in the room."""

    eligible: int
    """Members in office without those recused."""
    needed: int
    present: int
    missing: tuple[str, ...]
    """Constituencies without anyone present who may decide."""

    @property
    def reached(self) -> bool:
        return 0 < self.needed <= self.present and not self.missing


def quorum(
    seats: Sequence[Seat],
    *,
    recused: Collection[int],
    present: Collection[int],
    share: Fraction,
    constituencies: Sequence[str],
) -> Quorum:
    """`share` of the members without those recused, rounded up, must be present, and at least one
    of each of `constituencies`."""
    eligible = [seat for seat in seats if seat.person_id not in recused]
    here = [seat for seat in eligible if seat.person_id in present]
    represented = {seat.constituency for seat in here}
    return Quorum(
        len(eligible),
        ceil(len(eligible) * share),
        len(here),
        tuple(code for code in constituencies if code not in represented),
    )
