"""What is stored: tables and the words for their contents. No decisions are taken here."""

from models.attachment import Attachment
from models.audit.access import Access
from models.audit.checkpoint import Checkpoint, CheckpointLeaf, CheckpointNode
from models.audit.search import SavedSearch
from models.base import Base
from models.case import Case
from models.consent import Consent
from models.council.council import Conflict, Council, CouncilRules, Relation
from models.council.meeting import AgendaItem, Attendance, Choice, Meeting, Motion, Vote
from models.council.review import Review, Score
from models.delivery.address import MailDomain, RefusedAddress
from models.delivery.outbox import Category, OutboxMessage
from models.delivery.preference import Preference
from models.delivery.template import TemplateVersion
from models.delivery.webhook import Webhook, WebhookCall
from models.district import District, Enrolment, Problem, ProblemKind
from models.fund.donation import Donation, Donor, DonorKind, Fund
from models.fund.ledger import THE_FUND, Account, Balance, LedgerEntry, Slot
from models.fund.spending import Expense, Tranche
from models.gate.deadline import Deadline, DeadlineOutcome, Reminder
from models.gate.history import EntryText, HistoryEntry, IdempotencyKey, Remark
from models.gate.subject import LifecycleVersion, Subject
from models.initiative import BudgetLine, Initiative, Milestone, ProposalVersion
from models.life.consultation import Consultation
from models.life.event import (
    Audience,
    EventKind,
    EventState,
    Headcount,
    Participation,
    ProgrammeEvent,
)
from models.life.feedback import Feedback
from models.life.media import MediaKind, MediaMention
from models.money import Money
from models.monitoring.evaluation import (
    Assessment,
    EvaluationObject,
    EvaluationPlan,
    EvaluationStage,
)
from models.monitoring.invitation import Draft, Invitation, LinkSalt
from models.monitoring.questionnaire import Questionnaire
from models.monitoring.response import Response, RoundAnalysis
from models.monitoring.round import MonitoringRound, RoundMode, RoundQuestionnaire
from models.people import Person, Role, RoleAssignment
from models.programme import (
    CalendarStage,
    Constituency,
    DayTransfer,
    Programme,
    ProgrammeLifecycle,
    Target,
)
from models.text import Text
from models.work.plan import ChangeRequest
from models.work.report import CreativeReport, Rating

__all__ = [
    "THE_FUND",
    "Access",
    "Account",
    "AgendaItem",
    "Assessment",
    "Attachment",
    "Attendance",
    "Audience",
    "Balance",
    "Base",
    "BudgetLine",
    "CalendarStage",
    "Case",
    "Category",
    "ChangeRequest",
    "Checkpoint",
    "CheckpointLeaf",
    "CheckpointNode",
    "Choice",
    "Conflict",
    "Consent",
    "Constituency",
    "Consultation",
    "Council",
    "CouncilRules",
    "CreativeReport",
    "DayTransfer",
    "Deadline",
    "DeadlineOutcome",
    "District",
    "Donation",
    "Donor",
    "DonorKind",
    "Draft",
    "Enrolment",
    "EntryText",
    "EvaluationObject",
    "EvaluationPlan",
    "EvaluationStage",
    "EventKind",
    "EventState",
    "Expense",
    "Feedback",
    "Fund",
    "Headcount",
    "HistoryEntry",
    "IdempotencyKey",
    "Initiative",
    "Invitation",
    "LedgerEntry",
    "LifecycleVersion",
    "LinkSalt",
    "MailDomain",
    "MediaKind",
    "MediaMention",
    "Meeting",
    "Milestone",
    "Money",
    "MonitoringRound",
    "Motion",
    "OutboxMessage",
    "Participation",
    "Person",
    "Preference",
    "Problem",
    "ProblemKind",
    "Programme",
    "ProgrammeEvent",
    "ProgrammeLifecycle",
    "ProposalVersion",
    "Questionnaire",
    "Rating",
    "RefusedAddress",
    "Relation",
    "Remark",
    "Reminder",
    "Response",
    "Review",
    "Role",
    "RoleAssignment",
    "RoundAnalysis",
    "RoundMode",
    "RoundQuestionnaire",
    "SavedSearch",
    "Score",
    "Slot",
    "Subject",
    "Target",
    "TemplateVersion",
    "Text",
    "Tranche",
    "Vote",
    "Webhook",
    "WebhookCall",
]
