from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigKey
from models.gate.subject import Subject


class DeadlineOutcome(StrEnum):
    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


_ACTING = text("acts_at is not null")
_OPEN = text("closed_at is null")


class Deadline(Base):
    """Something is due. Open until it is closed; one that was missed stays open until what it asks
    for is done or no longer asked."""

    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("subject_id", "name", "opened_by"),
        CheckConstraint("outcome in ('met', 'missed', 'cancelled')", name="outcome_known"),
        CheckConstraint("closed_at is null or outcome is not null", name="closed_with_outcome"),
        CheckConstraint(
            "closed_at is not null or outcome is null or outcome = 'missed'",
            name="open_unless_missed",
        ),
        CheckConstraint(
            "acts_at is null or (closed_at is null and paused_at is null)", name="acts_while_open"
        ),
        CheckConstraint("step >= 0", name="step_not_negative"),
        Index("ix_deadline_acting", "acts_at", sqlite_where=_ACTING, postgresql_where=_ACTING),
        Index("ix_deadline_open", "due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    name: Mapped[str] = mapped_column(String(40))
    """The name the lifecycle gives it."""
    opened_by: Mapped[int]
    """Sequence of the history entry that opened it."""
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    step: Mapped[int] = mapped_column(default=0)
    """How many steps of the ladder that begins when it has passed were taken."""
    acts_at: Mapped[datetime | None]
    """When the clock takes the next step; none while it is paused and after the last step."""
    paused_at: Mapped[datetime | None]
    """Since when it waits for somebody else."""
    refused_at: Mapped[datetime | None]
    """Since when a rule has stood in the way of the next step."""
    outcome: Mapped[str | None] = mapped_column(String(20))
    """Known from the moment it passes, or is met or cancelled before."""
    closed_at: Mapped[datetime | None]

    subject: Mapped[Subject] = relationship()


class Reminder(Base):
    """A letter to send ahead of a deadline; waiting until it is sent or skipped."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("deadline_id", "due_at"),
        Index(
            "ix_reminder_waiting",
            "due_at",
            sqlite_where=text("done_at is null"),
            postgresql_where=text("done_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"))
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]

    deadline: Mapped[Deadline] = relationship()
