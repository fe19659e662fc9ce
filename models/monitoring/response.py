from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Response(Base):
    """What somebody answered. No moment and no day, a random key, no numbering of SQLite's own
    beside it, and others' rows written anew in the same transaction."""

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint("link is null or person_id is null", name="linked_or_named"),
        Index(None, "round_id", "questionnaire"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[int] = mapped_column(ForeignKey("monitoring_round.id"))
    questionnaire: Mapped[str] = mapped_column(String(40))
    """The questionnaire's code."""
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    """Only where the questionnaire compares districts: else it could give somebody away."""
    link: Mapped[str | None] = mapped_column(String(64))
    """The pseudonym: HMAC-SHA-256 of who was invited."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Only in a round that was announced as named."""
    answers: Mapped[str]
    """Name of the question → answer, as canonical JSON."""
    is_sample: Mapped[bool] = mapped_column(default=False)


class RoundAnalysis(Base):
    """What one questionnaire of a round came to, as far as it may be shown. The history of the
    round has its hash."""

    __tablename__ = "round_analysis"

    round_id: Mapped[int] = mapped_column(ForeignKey("monitoring_round.id"), primary_key=True)
    questionnaire: Mapped[str] = mapped_column(String(40), primary_key=True)
    content: Mapped[str]
    """The results as canonical JSON."""
    content_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of `content`."""
