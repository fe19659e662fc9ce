"""A report on a programme's effectiveness, as it is drawn on a page and on paper. Every part says
from which records its figures come; a figure that is None could not be given, and it is said why.
Nobody is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models import EventKind, MediaKind, Money, ProblemKind, Rating, RoundMode, Text
from models.monitoring.evaluation import EvaluationObject, EvaluationStage
from workflow.monitoring.analysis.results import Results
from workflow.monitoring.evaluation.document import EvaluationMethod
from workflow.monitoring.questionnaires.document import QuestionnaireDocument
from workflow.programme.indicators import Aside


class Records(StrEnum):
    """Where figures come from."""

    PEOPLE = "people"
    INITIATIVES = "initiatives"
    CONSULTATIONS = "consultations"
    EVENTS = "events"
    QUESTIONNAIRES = "questionnaires"
    FEEDBACK = "feedback"
    REVIEWS = "reviews"
    REPORTS = "reports"
    ASSESSMENTS = "assessments"
    LEDGER = "ledger"
    MILESTONES = "milestones"
    CALENDAR = "calendar"
    MEDIA = "media"


RECORDS: Mapping[Records, Text] = {
    Records.PEOPLE: Text(
        en="initiative groups, enrolment applications and attendance of events",
        ru="инициативные группы, заявки на включение и списки участников мероприятий",
    ),
    Records.INITIATIVES: Text(
        en="histories of the initiatives and of the districts' enrolment",
        ru="истории инициатив и включения округов",
    ),
    Records.CONSULTATIONS: Text(en="the consultations on record", ru="журнал консультаций"),
    Records.EVENTS: Text(en="the events on record", ru="журнал мероприятий"),
    Records.QUESTIONNAIRES: Text(
        en="answers to the questionnaires of the monitoring rounds",
        ru="ответы на анкеты раундов мониторинга",
    ),
    Records.FEEDBACK: Text(
        en="anonymous feedback forms filled in after events",
        ru="анонимные отзывы, заполненные после мероприятий",
    ),
    Records.REVIEWS: Text(
        en="reviews submitted by the expert council", ru="заключения экспертного совета"
    ),
    Records.REPORTS: Text(
        en="creative reports that were accepted", ru="принятые творческие отчёты"
    ),
    Records.ASSESSMENTS: Text(
        en="assessments written by experts and the outside evaluator",
        ru="оценки, написанные экспертами и внешним специалистом",
    ),
    Records.LEDGER: Text(en="the ledger of donations", ru="учёт пожертвований"),
    Records.MILESTONES: Text(
        en="milestones of the supported initiatives", ru="контрольные точки поддержанных инициатив"
    ),
    Records.CALENDAR: Text(
        en="the programme's calendar, its deadlines and its events",
        ru="календарный план программы, сроки и мероприятия",
    ),
    Records.MEDIA: Text(en="publications on record", ru="учтённые публикации"),
}
"""As they are called where a figure says where it comes from."""


@dataclass(frozen=True)
class Header:
    programme: str
    """The programme's code."""
    title: Text
    place: Text
    foundation: Text
    starts_on: date
    ends_on: date
    stage: EvaluationStage
    as_of: date
    """Only what had happened by the end of this day is in the report."""
    plan_hash: str
    """SHA-256 of the evaluation plan that it follows."""
    is_sample: bool
    """Something in it was invented, to show the program at work: the report says so."""


@dataclass(frozen=True)
class IndicatorFinding:
    """A target indicator: plan against fact."""

    indicator: str
    title: Text
    planned: int | None
    """None where the programme set no figure."""
    fact: int | None
    missing: Text | None
    """Why there is no fact; None where there is one."""
    percent: int | None
    """Of the plan, whole percent, rounded down: 100 is said only where the plan is met."""
    aside: Aside | None
    """Beside the fact, never in it."""
    records: Records


@dataclass(frozen=True)
class QuestionnaireFinding:
    """What one questionnaire of a round came to."""

    document: QuestionnaireDocument
    """Has the questions' and options' words."""
    results: Results
    """Compared with its baseline where the round has one; else only described, as `after`."""


@dataclass(frozen=True)
class RoundFinding:
    """A monitoring round that was closed and analysed by the report's day. Response rates are in
    the results: `turnout_after`, and `turnout_before` of the baseline."""

    code: str
    title: Text
    mode: RoundMode
    opened_on: date
    closed_on: date
    baseline: str | None
    """Code of the round it is compared with."""
    questionnaires: tuple[QuestionnaireFinding, ...]
    is_sample: bool


@dataclass(frozen=True)
class QuestionnaireEvidence:
    """The latest round is what counts: at the end the one that compares, before it the baseline."""

    rounds: tuple[RoundFinding, ...]
    missing: Text | None = None
    """Why there is none."""
    method: EvaluationMethod = EvaluationMethod.QUESTIONNAIRES
    records: Records = Records.QUESTIONNAIRES


@dataclass(frozen=True)
class IndicatorEvidence:
    indicators: tuple[IndicatorFinding, ...]
    method: EvaluationMethod = EvaluationMethod.INDICATORS


@dataclass(frozen=True)
class MoneyFinding:
    """Money on the report's day."""

    target: Money
    received: Money
    """From donors, less what was given back to them."""
    awarded: Money
    """To initiatives whose award stands."""
    paid: Money
    """To initiatives, less what they returned."""
    spent: Money
    """By expenses that were accepted."""
    percent: int | None
    """Received, of the target: whole percent, rounded down."""
    records: Records = Records.LEDGER


@dataclass(frozen=True)
class SupportFinding:
    """How many initiatives of a district were supported, of the places it has."""

    district: str
    title: Text
    planned: int
    proposed: int
    supported: int
    completed: int
    records: Records = Records.INITIATIVES


class Phase(StrEnum):
    """How a stage of the calendar stands on the report's day."""

    AHEAD = "ahead"
    UNDER_WAY = "under_way"
    OVER = "over"


@dataclass(frozen=True)
class StageFinding:
    """A stage of the calendar, and what the records have from its days. Stages overlap: what is
    from the days of two is in both."""

    code: str
    title: Text
    starts_on: date
    ends_on: date
    phase: Phase
    deadlines_met: int
    deadlines_missed: int
    """Passed before what they ask for was done, even if it was done later."""
    events: int
    """Held with their last day in it."""
    records: Records = Records.CALENDAR


@dataclass(frozen=True)
class MilestoneFinding:
    """Milestones of supported initiatives by the report's day."""

    planned: int
    """All of them, as the plans in force say."""
    due: int
    """Planned for a day that has come."""
    reached: int
    """Of all."""
    in_time: int
    """Of those reached, not later than planned."""
    overdue: int
    """Due and not reached."""
    records: Records = Records.MILESTONES


@dataclass(frozen=True)
class PlanAndFact:
    indicators: tuple[IndicatorFinding, ...]
    money: MoneyFinding
    support: tuple[SupportFinding, ...]
    """By district, of those that take part."""
    stages: tuple[StageFinding, ...]
    milestones: MilestoneFinding
    method: EvaluationMethod = EvaluationMethod.PLAN_AND_FACT


@dataclass(frozen=True)
class CriterionFinding:
    """What reviews gave one criterion, over all proposals."""

    criterion: str
    title: Text
    lowest: int
    highest: int
    """Of the scale."""
    reviews: int
    mean: float


@dataclass(frozen=True)
class RatingFinding:
    """How many accepted creative reports were rated so."""

    rating: Rating
    number: int


@dataclass(frozen=True)
class AssessmentFinding:
    """What somebody wrote of how far the programme came; the role says who, and no name does."""

    by: Text
    """Such as “Expert council, the administration of Berdsk”."""
    text: str
    written_on: date
    is_sample: bool
    records: Records = Records.ASSESSMENTS


@dataclass(frozen=True)
class ExpertEvidence:
    criteria: tuple[CriterionFinding, ...]
    ratings: tuple[RatingFinding, ...]
    """Every rating, the best first."""
    assessments: tuple[AssessmentFinding, ...]
    """Of this cell's object at this stage."""
    missing: Text | None = None
    """Why there is none of all three."""
    method: EvaluationMethod = EvaluationMethod.EXPERTS
    criteria_records: Records = Records.REVIEWS
    ratings_records: Records = Records.REPORTS


@dataclass(frozen=True)
class EventFeedback:
    """What the forms of one event say; only where at least five came."""

    code: str
    title: str
    kind: EventKind
    held_on: date
    """Its last day."""
    forms: int
    usefulness: float
    """The mean, 1–5."""
    recommend: float
    """The share, 0–1."""
    positive: float | None
    """The share of those who answered whether it was a positive experience; None where fewer than
    five did."""


@dataclass(frozen=True)
class FeedbackEvidence:
    events: tuple[EventFeedback, ...]
    """By day."""
    forms: int
    """Of those events."""
    usefulness: float | None
    """The mean over all their forms."""
    recommend: float | None
    positive: float | None
    too_few: int
    """Events with forms, but too few to be shown; theirs are in no figure here."""
    missing: Text | None = None
    method: EvaluationMethod = EvaluationMethod.FEEDBACK
    records: Records = Records.FEEDBACK


@dataclass(frozen=True)
class Mention:
    kind: MediaKind
    outlet: str
    title: str
    url: str
    published_on: date


@dataclass(frozen=True)
class MediaEvidence:
    kinds: tuple[tuple[MediaKind, int], ...]
    """Those of which there are any, in the order of `MediaKind`."""
    mentions: tuple[Mention, ...]
    """By day."""
    missing: Text | None = None
    method: EvaluationMethod = EvaluationMethod.MEDIA
    records: Records = Records.MEDIA


Evidence = (
    QuestionnaireEvidence
    | IndicatorEvidence
    | PlanAndFact
    | ExpertEvidence
    | FeedbackEvidence
    | MediaEvidence
)


@dataclass(frozen=True)
class EvaluatedCell:
    """One row of the evaluation plan with its evidence, a piece for each of its methods."""

    stage: EvaluationStage
    object: EvaluationObject
    texts: tuple[Text, ...]
    """The goal, the tasks, or the expected results."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class FunnelStep:
    state: str
    title: Text
    reached: int
    """Initiatives that ever came so far by the report's day."""


@dataclass(frozen=True)
class FunnelExit:
    """Off the way: on the reserve list, rejected, withdrawn, terminated on the report's day."""

    state: str
    title: Text
    number: int


@dataclass(frozen=True)
class Funnel:
    steps: tuple[FunnelStep, ...]
    """From proposal to completed."""
    exits: tuple[FunnelExit, ...]
    records: Records = Records.INITIATIVES


@dataclass(frozen=True)
class ProblemCoverage:
    kind: ProblemKind
    ordinal: int
    text: Text
    supported: int
    """Supported initiatives that address it."""


@dataclass(frozen=True)
class DistrictCoverage:
    """The problems and growth points of a district that takes part, in the order of its list."""

    district: str
    title: Text
    problems: tuple[ProblemCoverage, ...]
    addressed: int
    """Problems (growth points not counted) that a supported initiative addresses."""
    listed: int
    """Problems on the list."""
    records: Records = Records.INITIATIVES


class Unit(StrEnum):
    SHARE = "share"
    """0–1, of favourable answers."""
    MEAN = "mean"
    NUMBER = "number"


@dataclass(frozen=True)
class ParameterValue:
    """A parameter in one district. None: not asked, not known, or suppressed."""

    district: str | None
    """None: all districts together."""
    title: Text | None
    before: float | None
    after: float | None


@dataclass(frozen=True)
class ParameterFinding:
    """A parameter by which districts are monitored. Before: in the baseline, or counted as of the
    day it closed; after: in the endline, or counted as of the report's day."""

    code: str
    title: Text
    unit: Unit
    records: Records
    before_on: date | None
    """The day on which the baseline closed."""
    after_on: date | None
    values: tuple[ParameterValue, ...]
    """All together first, if it is known; then each district that takes part."""


@dataclass(frozen=True)
class Limit:
    """Something that the report cannot say, and why."""

    code: str
    text: Text


@dataclass(frozen=True)
class EffectivenessReport:
    header: Header
    indicators: tuple[IndicatorFinding, ...]
    """In the order of the programme's list."""
    cells: tuple[EvaluatedCell, ...]
    """The plan's rows of this stage, in its order."""
    rounds: tuple[RoundFinding, ...]
    """By the day they closed."""
    funnel: Funnel
    coverage: tuple[DistrictCoverage, ...]
    parameters: tuple[ParameterFinding, ...]
    limits: tuple[Limit, ...]
    """What cannot be said; first of all, without a comparison group, what a change comes from."""

    @property
    def has_comparison_group(self) -> bool:
        """Only then may the report's words attribute a change."""
        return any(
            finding.results.has_comparison_group
            for round_ in self.rounds
            for finding in round_.questionnaires
        )
