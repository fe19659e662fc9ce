"""What is stored: tables and the words for their contents. No decisions are taken here."""

from models.base import Base
from models.council.council import Conflict, Council, CouncilRules, Relation
from models.council.meeting import AgendaItem, Attendance, Choice, Meeting, Motion, Vote
from models.council.review import Review, Score
from models.district import District, Enrolment, Problem, ProblemKind
from models.donation import Donation
from models.gate.deadline import Deadline, DeadlineOutcome, Reminder
from models.gate.history import HistoryEntry, IdempotencyKey
from models.gate.outbox import OutboxMessage
from models.gate.subject import LifecycleVersion, Subject
from models.initiative import Initiative, ProposalVersion
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
from models.monitoring import MonitoringRound
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

__all__ = [
    "AgendaItem",
    "Attendance",
    "Audience",
    "Base",
    "CalendarStage",
    "Choice",
    "Conflict",
    "Constituency",
    "Consultation",
    "Council",
    "CouncilRules",
    "DayTransfer",
    "Deadline",
    "DeadlineOutcome",
    "District",
    "Donation",
    "Enrolment",
    "EventKind",
    "EventState",
    "Feedback",
    "Headcount",
    "HistoryEntry",
    "IdempotencyKey",
    "Initiative",
    "LifecycleVersion",
    "MediaKind",
    "MediaMention",
    "Meeting",
    "Money",
    "MonitoringRound",
    "Motion",
    "OutboxMessage",
    "Participation",
    "Person",
    "Problem",
    "ProblemKind",
    "Programme",
    "ProgrammeEvent",
    "ProgrammeLifecycle",
    "ProposalVersion",
    "Relation",
    "Reminder",
    "Review",
    "Role",
    "RoleAssignment",
    "Score",
    "Subject",
    "Target",
    "Text",
    "Vote",
]
