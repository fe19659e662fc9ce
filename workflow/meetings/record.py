"""What the minutes of a meeting say, in no particular language or layout."""

from dataclasses import dataclass
from datetime import datetime

from models import Money, Motion, Text


@dataclass(frozen=True)
class Attendee:
    name: str
    constituency: Text | None
    """None for a secretary who is no member."""
    present: bool


@dataclass(frozen=True)
class Ballot:
    """One motion put to the vote; names in alphabetical order."""

    motion: Motion
    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    abstained: tuple[str, ...]
    casting: bool
    """The vote was tied, and the chair's vote decided."""
    carried: bool


@dataclass(frozen=True)
class ItemRecord:
    """What became of one item of the agenda."""

    number: int
    code: str
    title: str
    district: Text
    request: Money
    rank: int
    eligible: int
    """Members in office without those recused."""
    needed: int
    """How many of them make the quorum."""
    present: int
    recused: tuple[tuple[str, tuple[Text, ...]], ...]
    """Name and grounds of each recusal."""
    ballots: tuple[Ballot, ...]
    decision: Motion | None
    """None where the meeting did not decide."""
    reason: str | None
    slots: tuple[int, int] | None
    """Used of all in the district, after the vote; None where none was held."""
    money_left: Money | None
    """After the vote."""


@dataclass(frozen=True)
class Minutes:
    code: str
    programme: Text
    foundation: Text
    place: str
    opened_at: datetime
    """In the programme's zone."""
    closed_at: datetime
    chair: str
    secretary: str
    attendees: tuple[Attendee, ...]
    eligible: int
    needed: int
    present: int
    items: tuple[ItemRecord, ...]
    is_sample: bool
    """People and initiatives are invented."""
