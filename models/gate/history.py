from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigKey
from models.people import Person


class HistoryEntry(Base):
    """One change of one subject. Triggers in the database refuse to change or remove it."""

    __tablename__ = "history_entry"
    __table_args__ = (
        UniqueConstraint("subject_id", "sequence"),
        CheckConstraint("sequence > 0", name="sequence_positive"),
        CheckConstraint("(actor_id is null) <> (flow is null)", name="person_or_flow"),
        Index(None, "actor_id", "at"),
        Index(None, "at"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    sequence: Mapped[int]
    """1, 2, 3 … within the subject."""
    action: Mapped[str] = mapped_column(String(40))
    from_state: Mapped[str] = mapped_column(String(40))
    to_state: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    flow: Mapped[str | None] = mapped_column(String(80))
    """The flow that acted by the clock, where no person did."""
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(String(4000))
    facts: Mapped[str]
    """Canonical JSON: sorted keys, no spaces, UTF-8."""
    lifecycle_hash: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 over everything above; the formula is in `workflow.history.chain`."""

    actor: Mapped[Person | None] = relationship(foreign_keys=actor_id)
    on_behalf_of: Mapped[Person | None] = relationship(foreign_keys=on_behalf_of_id)


class IdempotencyKey(Base):
    """Names a request, so that its repeat is answered with the first result."""

    __tablename__ = "idempotency_key"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of what was asked, so that another request under the same key is noticed."""
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    sequence: Mapped[int]
