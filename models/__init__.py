"""What is stored: tables and the words for their contents. No decisions are taken here."""

from models.activity import Consultation, ProgrammeEvent
from models.base import Base
from models.district import District, Enrolment, Problem, ProblemKind
from models.donation import Donation
from models.gate.deadline import Deadline, DeadlineOutcome, Reminder
from models.gate.history import HistoryEntry, IdempotencyKey
from models.gate.outbox import OutboxMessage
from models.gate.subject import LifecycleVersion, Subject
from models.initiative import Initiative
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
    "Base",
    "CalendarStage",
    "Constituency",
    "Consultation",
    "DayTransfer",
    "Deadline",
    "DeadlineOutcome",
    "District",
    "Donation",
    "Enrolment",
    "HistoryEntry",
    "IdempotencyKey",
    "Initiative",
    "LifecycleVersion",
    "Money",
    "MonitoringRound",
    "OutboxMessage",
    "Person",
    "Problem",
    "ProblemKind",
    "Programme",
    "ProgrammeEvent",
    "ProgrammeLifecycle",
    "Reminder",
    "Role",
    "RoleAssignment",
    "Subject",
    "Target",
    "Text",
]
