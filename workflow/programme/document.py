from typing import Annotated

from pydantic import Field, StringConstraints

from models import Choice, Motion, Role, RoundMode, Text
from workflow.council.rules import Rules
from workflow.documents import Document
from workflow.lifecycles.document import Clock, Name
from workflow.monitoring.evaluation.document import EvaluationDocument
from workflow.programme.play.life import ConsultationAct, EventAct, MentionAct
from workflow.programme.play.monitoring import MonitoringAct
from workflow.programme.play.work import DonationAct, LineAct, MilestoneAct, WorkAct
from workflow.programme.written import (
    Amount,
    Code,
    Country,
    Currency,
    Day,
    Email,
    Line,
    Number,
    Period,
    Zone,
)


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


class AskedEntry(Document):
    questionnaire: Name
    population: Number | None = None
    """How many such people there are in all, where those are few enough to count."""


class Round(Document):
    code: Code
    title: Text
    stage: Name
    """The stage of the calendar in which it is open."""
    mode: RoundMode = RoundMode.LINKED
    compared_with: Code | None = None
    """The round before it that has the same questions."""
    asks: tuple[AskedEntry, ...] = ()


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


class ApplicationAct(Document):
    district: Code
    deputy: Code
    way: tuple[Act, ...] = Field(min_length=1)


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
    budget: tuple[LineAct, ...] = ()
    milestones: tuple[MilestoneAct, ...] = ()
    consultations: tuple[ConsultationAct, ...] = ()
    """Given to its leader."""
    reviews: tuple[ReviewAct, ...] = ()
    way: tuple[Act, ...] = Field(min_length=1)
    work: WorkAct | None = None
    """What becomes of its award."""


class Play(Document):
    """What invented people do in the calendar, to see the programme alive."""

    notice: Text
    donations: tuple[DonationAct, ...] = ()
    events: tuple[EventAct, ...] = ()
    applications: tuple[ApplicationAct, ...] = ()
    council: CouncilAct = CouncilAct()
    initiatives: tuple[InitiativeAct, ...] = ()
    media: tuple[MentionAct, ...] = ()
    monitoring: MonitoringAct = MonitoringAct()


class LetterTimes(Document):
    """When letters go out, by the programme's clock."""

    quiet_from: Clock = "21:00"
    quiet_until: Clock = "08:00"
    """Between these no letter goes out; the same time twice: any time is right."""
    digest_at: Clock = "09:30"
    """When the daily digest goes to those who want one: after the morning's reminders."""


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
    letters: LetterTimes = LetterTimes()
    lifecycles: dict[Name, str]
    """Kind of subject → file of its lifecycle, beside this one."""
    constituencies: tuple[ConstituencyEntry, ...]
    council: Rules
    targets: tuple[IndicatorTarget, ...]
    calendar: tuple[Stage, ...]
    transferred_days: tuple[Transfer, ...] = ()
    questionnaires: dict[Name, str] = {}
    """Questionnaire → its file, beside this one."""
    monitoring: tuple[Round, ...] = ()
    evaluation: EvaluationDocument | None = None
    districts: tuple[DistrictEntry, ...]
    people: tuple[PersonEntry, ...] = ()
    play: Play | None = None
