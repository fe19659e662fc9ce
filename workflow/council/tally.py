from collections.abc import Mapping
from dataclasses import dataclass

from models import Choice


@dataclass(frozen=True)
class Tally:
    """Votes on a motion, counted."""

    in_favour: int
    against: int
    abstained: int
    casting: bool
    """It was a tie, and the chair's vote decided it."""
    carried: bool

    @property
    def cast(self) -> int:
        return self.in_favour + self.against + self.abstained


def tally(votes: Mapping[int, str], chair: int | None) -> Tally:
    """More for than against carries a motion; in a tie the chair's vote is the casting one, and
    where the chair gave none, or abstained, the motion is lost.

    `votes` says each member's choice.
    """
    counted = {choice: sum(vote == choice for vote in votes.values()) for choice in Choice}
    in_favour, against = counted[Choice.FOR], counted[Choice.AGAINST]
    cast = None if chair is None else votes.get(chair)
    casting = in_favour == against and cast in (Choice.FOR, Choice.AGAINST)
    return Tally(
        in_favour,
        against,
        counted[Choice.ABSTAIN],
        casting,
        in_favour > against or (casting and cast == Choice.FOR),
    )
