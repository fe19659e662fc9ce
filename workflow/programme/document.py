from datetime import date
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import holidays
from babel.numbers import list_currencies
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from models import Choice, Motion, Role, Text
from models.money import Money
from workflow.council.rules import Rules
from workflow.documents import Document
from workflow.lifecycles.document import Name

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,38}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("there is no such time zone; write one like Asia/Novosibirsk") from None
    return name


def _country(code: str) -> str:
    if len(code) != 2 or code not in holidays.list_supported_countries():
        raise ValueError("no national calendar is known for it; write one like RU")
    return code


def _currency(code: str) -> str:
    if code not in list_currencies():
        raise ValueError("there is no such currency; write its code, like RUB")
    return code


def _day(written: Any) -> Any:
    if not isinstance(written, str | date):
        raise ValueError("write a day like 2017-03-24")
    return written


def _minor(written: Any) -> int:
    return Money.parse(written).minor


Zone = Annotated[str, AfterValidator(_zone)]
Country = Annotated[str, AfterValidator(_country)]
Currency = Annotated[str, AfterValidator(_currency)]
Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[int, Field(gt=0, le=1_000_000, strict=True)]
Amount = Annotated[int, BeforeValidator(_minor)]
"""Written in roubles, kept in kopecks."""


class Period(Document):
    starts_on: Day
    ends_on: Day

    @field_validator("ends_on")
    @classmethod
    def _in_order(cls, ends_on: date, info: ValidationInfo) -> date:
        if "starts_on" in info.data and ends_on < info.data["starts_on"]:
            raise ValueError("it ends before it starts")
        return ends_on


class Stage(Period):
    code: Name
    title: Text


class IndicatorTarget(Document):
    indicator: Name
    title: Text
    planned: Number | None = None


class ConstituencyEntry(Document):
    code: Name
    title: Text


class Transfer(Document):
    day: Day
    working: bool


class Round(Document):
    code: Code
    title: Text
    stage: Name
    """The stage of the calendar in which it is open."""


class NumberedText(Document):
    n: Number
    ru: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    en: str | None = None

    @property
    def text(self) -> Text:
        return Text(ru=self.ru, en=self.en)


class DistrictEntry(Document):
    code: Code
    title: Text
    sample: bool = False
    problems: tuple[NumberedText, ...] = ()
    growth_points: tuple[NumberedText, ...] = ()


class RoleEntry(Document):
    role: Role
    district: Code | None = None
    constituency: Name | None = None
    since: Day | None = None
    """The programme's first day if not given."""
    until: Day | None = None


class PersonEntry(Document):
    code: Code
    name: Line
    email: Email
    language: Annotated[str, StringConstraints(pattern="^(ru|en)$")] = "ru"
    organisation: Line | None = None
    sample: bool = False
    roles: tuple[RoleEntry, ...] = ()


class Act(Document):
    """Something that somebody does in the play."""

    on: Day
    do: Name
    by: Code | None = None
    """Who; whoever the lifecycle lets do it if not given."""
    reason: str | None = None
    facts: dict[Name, str | int] = {}
    changes: dict[Name, str] = {}
    """With `revise`: field of the proposal → what it says from now on."""


class DonationAct(Document):
    agreement: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    amount: Amount
    on: Day


class ApplicationAct(Document):
    district: Code
    deputy: Code
    way: tuple[Act, ...] = Field(min_length=1)


class EventAct(Document):
    on: Day
    title: Line
    district: Code | None = None


class ReviewAct(Document):
    """A review submitted in the play."""

    on: Day
    expert: Number
    """1 for the first of the initiative's experts, whoever that came to be."""
    scores: dict[Name, int]
    because: dict[Name, str]
    """Criterion → justification."""
    conclusion: str = ""


class RelationAct(Document):
    on: Day
    member: Code
    other: Code
    relation: Line


class ConflictAct(Document):
    """A conflict that a member declares by hand."""

    on: Day
    member: Code
    initiative: Code
    reason: str


class ItemAct(Document):
    """What the council decides on one item: members vote for it but for those named."""

    initiative: Code
    motion: Motion
    reason: str
    votes: dict[Code, Choice] = {}
    defeated: tuple[Motion, ...] = ()
    """Motions put before it which all present voted against."""


class MeetingAct(Document):
    convened: Day
    """The agenda has whatever awaits a decision on this day, in the order of the ranking."""
    on: Day
    announced: Day
    place: Line
    absent: tuple[Code, ...] = ()
    items: tuple[ItemAct, ...] = ()


class CouncilAct(Document):
    assignments: tuple[Day, ...] = ()
    """Days on which the coordinator assigns experts to what has come in."""
    relations: tuple[RelationAct, ...] = ()
    conflicts: tuple[ConflictAct, ...] = ()
    meetings: tuple[MeetingAct, ...] = ()


class InitiativeAct(Document):
    code: Code
    district: Code
    title: Line
    summary: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    leader: Code
    group: tuple[Code, ...]
    problems: tuple[int, ...] = ()
    growth_points: tuple[int, ...] = ()
    requested: Amount
    consultations: tuple[Day, ...] = ()
    """Days on which the leader was advised."""
    reviews: tuple[ReviewAct, ...] = ()
    way: tuple[Act, ...] = Field(min_length=1)


class Play(Document):
    """What invented people do in the calendar, to see the programme alive."""

    notice: Text
    donations: tuple[DonationAct, ...] = ()
    events: tuple[EventAct, ...] = ()
    applications: tuple[ApplicationAct, ...] = ()
    council: CouncilAct = CouncilAct()
    initiatives: tuple[InitiativeAct, ...] = ()


class ProgrammeDocument(Period):
    programme: Code
    title: Text
    place: Text
    foundation: Text
    time_zone: Zone
    country: Country
    currency: Currency = "RUB"
    fund_target: Amount
    slots_per_district: Number
    tranche_shares: tuple[Annotated[int, Field(gt=0, le=100, strict=True)], ...] = (100,)
    """How an award is paid out: shares in percent, a hundred together."""
    news_within_days: Number = 30
    """A group under way that is silent for longer is a risk."""
    lifecycles: dict[Name, str]
    """Kind of subject → file of its lifecycle, beside this one."""
    constituencies: tuple[ConstituencyEntry, ...]
    council: Rules
    targets: tuple[IndicatorTarget, ...]
    calendar: tuple[Stage, ...]
    transferred_days: tuple[Transfer, ...] = ()
    monitoring: tuple[Round, ...] = ()
    districts: tuple[DistrictEntry, ...]
    people: tuple[PersonEntry, ...] = ()
    play: Play | None = None
