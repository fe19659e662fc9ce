from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigKey
from models.gate.deadline import Deadline
from models.gate.subject import Subject
from models.people import Person


class Category(StrEnum):
    """Why a letter is written. People may do without reminders and news, not without what obliges
    them or decides about them."""

    OBLIGATION = "obligation"
    REMINDER = "reminder"
    NEWS = "news"


_WAITING = text(
    "delivered_at is null and dead_at is null and unwanted_at is null and digest_id is null"
)


class OutboxMessage(Base):
    """A message to deliver, queued in the transaction of the change that it tells about."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        CheckConstraint(
            "(delivered_at is null or dead_at is null) and (delivered_at is null or "
            "unwanted_at is null) and (dead_at is null or unwanted_at is null)",
            name="one_end",
        ),
        CheckConstraint("category in ('obligation', 'reminder', 'news')", name="category_known"),
        Index(
            "ix_outbox_message_waiting",
            "next_attempt_at",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    """Says what the message is about and to whom: queueing it twice is impossible, and its
    Message-ID is made of it."""
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subject.id"), index=True)
    """What it is about; none where it is about no one thing, like a digest."""
    sequence: Mapped[int | None]
    """The history entry it tells about."""
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadline.id"))
    """The deadline it reminds of."""
    template: Mapped[str] = mapped_column(String(60))
    category: Mapped[str] = mapped_column(String(20))
    told: Mapped[dict[str, Any] | None]
    """What its template is told beyond what the database has."""
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_message.id"), index=True)
    """The digest that carries it."""
    queued_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    """While a worker is sending it: when another may take over."""
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(500))
    delivered_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    unwanted_at: Mapped[datetime | None]
    """When it turned out that its recipient does without letters of its category."""

    recipient: Mapped[Person] = relationship()
    subject: Mapped[Subject | None] = relationship()
    deadline: Mapped[Deadline | None] = relationship()
