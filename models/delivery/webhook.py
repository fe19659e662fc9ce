from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigKey
from models.gate.subject import Subject

_WAITING = text("delivered_at is null and dead_at is null")


class Webhook(Base):
    """Another system that is told of what happens in a programme."""

    __tablename__ = "webhook"
    __table_args__ = (UniqueConstraint("programme_id", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    url: Mapped[str] = mapped_column(String(500))
    secret: Mapped[str] = mapped_column(String(100))
    """Signs what is sent, so that the other system knows it for ours."""
    events: Mapped[list[str]]
    """Names of events, or patterns of them, such as `vmeste.initiative.*`."""
    created_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]


class WebhookCall(Base):
    """One event to tell one other system of."""

    __tablename__ = "webhook_call"
    __table_args__ = (
        UniqueConstraint("webhook_id", "subject_id", "sequence"),
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        CheckConstraint("delivered_at is null or dead_at is null", name="delivered_or_dead"),
        Index(
            "ix_webhook_call_waiting",
            "next_attempt_at",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhook.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    sequence: Mapped[int]
    """The history entry it tells of."""
    queued_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(500))
    delivered_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]

    webhook: Mapped[Webhook] = relationship()
    subject: Mapped[Subject] = relationship()
