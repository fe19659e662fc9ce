from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigKey
from models.gate.deadline import Deadline
from models.gate.subject import Subject
from models.people import Person


class OutboxMessage(Base):
    """A message to deliver, queued in the transaction of the change that it tells about."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        CheckConstraint("delivered_at is null or dead_at is null", name="delivered_or_dead"),
        Index(
            "ix_outbox_message_waiting",
            "next_attempt_at",
            sqlite_where=text("delivered_at is null and dead_at is null"),
            postgresql_where=text("delivered_at is null and dead_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    """Says what the message is about and to whom: queueing it twice is impossible, and its
    Message-ID is made of it."""
    recipient_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    sequence: Mapped[int | None]
    """The history entry it tells about."""
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadline.id"))
    """The deadline it reminds of."""
    template: Mapped[str] = mapped_column(String(60))
    queued_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    """While a worker is sending it: when another may take over."""
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(500))
    delivered_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]

    recipient: Mapped[Person] = relationship()
    subject: Mapped[Subject] = relationship()
    deadline: Mapped[Deadline | None] = relationship()
