from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    select,
    text,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from models.base import Base, BigKey
from models.people import Person


class Remark(StrEnum):
    """What makes an entry stand out to whoever oversees a programme."""

    LATE = "late"
    """The clock did it, and not when it should have."""
    OVERRIDDEN = "overridden"
    """A person set aside what a rule or another person had settled, as a deadline or a review."""
    BY_HAND = "by_hand"
    """A person did what the clock does otherwise."""


def _given(column: str, *columns: str) -> Index:
    """An index of the entries that have something in the column."""
    condition = text(f"{column} is not null")
    name = f"ix_history_entry_{column}"
    return Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


class EntryText(Base):
    """What somebody wrote with an entry, kept apart from it so that it can be erased: the entry has
    only a commitment to it. Triggers in the database let it be struck, and nothing else."""

    __tablename__ = "entry_text"
    __table_args__ = (
        ForeignKeyConstraint(
            ["subject_id", "sequence"], ["history_entry.subject_id", "history_entry.sequence"]
        ),
        UniqueConstraint("subject_id", "sequence", "name"),
        CheckConstraint("(salt is null) = (struck_by_id is not null)", name="struck_by_somebody"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    sequence: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    """`reason`, or the fact's name."""
    text: Mapped[str] = mapped_column(String(4000))
    """Without what was struck out. Its words are in an index that migrations make, `entry_words`:
    FTS5 in SQLite, GIN in PostgreSQL."""
    at: Mapped[datetime]
    """The entry's own, for who searches."""
    salt: Mapped[str | None] = mapped_column(String(32))
    """Destroyed when the text is struck: from then on nobody can try out what it may have said."""
    struck_by_id: Mapped[int | None] = mapped_column(ForeignKey("subject.id"), index=True)
    """The consent whose history says why."""


class HistoryEntry(Base):
    """One change of one subject. Triggers in the database refuse to change or remove it."""

    __tablename__ = "history_entry"
    __table_args__ = (
        UniqueConstraint("subject_id", "sequence"),
        CheckConstraint("sequence > 0", name="sequence_positive"),
        CheckConstraint("(actor_id is null) <> (flow is null)", name="person_or_flow"),
        CheckConstraint("remark in ('late', 'overridden', 'by_hand')", name="remark_known"),
        # Each ends in the order of a search, newest first: it reads a page and goes no further.
        Index(None, "programme_id", "at", "id"),
        Index(None, "programme_id", "kind", "at", "id"),
        Index(None, "programme_id", "action", "at", "id"),
        Index(None, "programme_id", "to_state", "at", "id"),
        Index(None, "district_id", "at", "id"),
        Index(None, "actor_id", "at", "id"),
        _given("remark", "programme_id", "remark", "at", "id"),
        _given("flow", "programme_id", "flow", "at", "id"),
        _given("on_behalf_of_id", "on_behalf_of_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    """This, the kind and the district are the subject's own, for who looks through all histories;
    they never change."""
    kind: Mapped[str] = mapped_column(String(40))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    remark: Mapped[str | None] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    sequence: Mapped[int] = mapped_column()
    """1, 2, 3 … within the subject."""
    action: Mapped[str] = mapped_column(String(40))
    from_state: Mapped[str] = mapped_column(String(40))
    to_state: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    flow: Mapped[str | None] = mapped_column(String(80))
    """The flow that acted by the clock, where no person did."""
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    facts: Mapped[str]
    """Canonical JSON: sorted keys, no spaces, UTF-8."""
    commitments: Mapped[str]
    """Name of a text → its commitment, as canonical JSON; the texts themselves are kept apart."""
    lifecycle_hash: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 over everything from `subject_id` on; the formula is in `workflow.history.chain`."""

    actor: Mapped[Person | None] = relationship(foreign_keys=actor_id)
    on_behalf_of: Mapped[Person | None] = relationship(foreign_keys=on_behalf_of_id)
    texts: Mapped[list[EntryText]] = relationship(viewonly=True, order_by=EntryText.name)
    reason: Mapped[str | None] = column_property(
        select(EntryText.text)
        .where(
            EntryText.subject_id == subject_id,
            EntryText.sequence == sequence,
            EntryText.name == "reason",
        )
        .correlate_except(EntryText)
        .scalar_subquery()
    )


class IdempotencyKey(Base):
    """Names a request, so that its repeat is answered with the first result."""

    __tablename__ = "idempotency_key"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of what was asked, so that another request under the same key is noticed."""
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    sequence: Mapped[int]
