from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.gate.subject import Subject


class CouncilRules(Base):
    """Rubric, quorum and the other rules of a council as they once stood. Written once."""

    __tablename__ = "council_rules"
    __table_args__ = (UniqueConstraint("programme_id", "content_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    content_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of `content`."""
    content: Mapped[str]
    """That part of the programme's document as JSON."""
    stored_at: Mapped[datetime]


class Council(Subject):
    """The expert council of a programme. Its history says who sat on it when, by which rules."""

    __tablename__ = "council"
    __mapper_args__ = {"polymorphic_identity": "council"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    rules_id: Mapped[int | None] = mapped_column(ForeignKey("council_rules.id"))
    """The rules in force."""

    rules: Mapped[CouncilRules | None] = relationship()


class Relation(Base):
    """A tie between a member of the council and somebody else, which the member declared."""

    __tablename__ = "relation"
    __table_args__ = (
        UniqueConstraint("programme_id", "member_id", "other_id"),
        CheckConstraint("member_id <> other_id", name="between_two"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    stands: Mapped[bool] = mapped_column(default=True)
    """False once it was withdrawn."""


class Conflict(Base):
    """What was ruled by hand on a member's conflict of interest in one initiative: declared, or
    one that follows from the records lifted. Without a row the records alone decide."""

    __tablename__ = "conflict"
    __table_args__ = (UniqueConstraint("initiative_id", "member_id", "ground"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    ground: Mapped[str] = mapped_column(String(40))
    stands: Mapped[bool]
    """True where it was declared, False where it was lifted."""
