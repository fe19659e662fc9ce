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


class Deadline(Base):
    """Something is due; open until it has an outcome."""

    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("subject_id", "name", "opened_by"),
        CheckConstraint("(outcome is null) = (closed_at is null)", name="closed_with_outcome"),
        CheckConstraint("outcome in ('met', 'missed', 'cancelled')", name="outcome_known"),
        Index(
            "ix_deadline_open",
            "due_at",
            sqlite_where=text("outcome is null"),
            postgresql_where=text("outcome is null"),
        ),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    name: Mapped[str] = mapped_column(String(40))
    """The name the lifecycle gives it."""
    opened_by: Mapped[int]
    """Sequence of the history entry that opened it."""
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(40))
    """What the clock does when it passes."""
    outcome: Mapped[str | None] = mapped_column(String(20))
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
