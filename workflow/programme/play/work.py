"""What the groups of the play do with their awards, and what donors give."""

from typing import Annotated

from pydantic import Field, StringConstraints

from models import DonorKind, Rating
from workflow.documents import Document
from workflow.programme.written import Amount, Code, Day, Line, Number

Words = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class DonationAct(Document):
    """A donation from its promise to the fund's account."""

    code: Code
    donor: Line
    kind: DonorKind = DonorKind.ORGANISATION
    anonymous: bool = False
    amount: Amount
    pledged: Day
    agreement: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    agreed: Day
    received: tuple[tuple[Day, Amount], ...] = Field(min_length=1)
    """Days on which money came, and how much."""
    purpose: str = ""
    district: Code | None = None
    problem: int | None = None
    """Number in the district's list."""


class LineAct(Document):
    """A line of a budget."""

    title: Line
    amount: Amount


class MilestoneAct(Document):
    title: Line
    by: Day
    reached: Day | None = None


class TrancheAct(Document):
    released: Day
    paid: Day
    order: Line
    """Number of the payment order."""


class ExpenseAct(Document):
    """An expense; its document is drawn for the play and says that it is a sample."""

    on: Day
    """Spent, and reported."""
    line: Number
    amount: Amount
    payee: Line
    what: Line
    accepted: Day | None = None
    refused: Day | None = None
    because: str = ""


class NewsAct(Document):
    on: Day
    text: Words
    link: Line
    photo: Line | None = None
    """Caption of a picture, which is drawn for the play."""


class ChangeAct(Document):
    on: Day
    reason: Words
    milestones: dict[int, Day] = {}
    lines: dict[int, Amount] = {}
    accepted: Day | None = None
    declined: Day | None = None
    because: str = ""


class ReturnAct(Document):
    on: Day
    amount: Amount
    order: Line


class ReportAct(Document):
    on: Day
    done: Words
    results: Words
    results_at_first: Words | None = None
    """What `results` said before it was returned, where that was something else."""
    participants: Number
    videos: tuple[Line, ...] = ()
    publications: tuple[Line, ...] = ()
    photos: tuple[Line, ...] = ()
    """Captions of pictures, which are drawn for the play."""
    returned: Day | None = None
    because: str = ""
    again: Day | None = None
    """Submitted again, where it was returned."""
    accepted: Day
    rating: Rating
    presented: Day
    link: Line


class WorkAct(Document):
    """What becomes of an award."""

    drawn_up: Day
    signed: Day
    tranches: tuple[TrancheAct, ...] = ()
    expenses: tuple[ExpenseAct, ...] = ()
    news: tuple[NewsAct, ...] = ()
    changes: tuple[ChangeAct, ...] = ()
    returned: tuple[ReturnAct, ...] = ()
    report: ReportAct | None = None
