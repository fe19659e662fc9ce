from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Attachment(Base):
    """A file attached to a subject. Its content is kept elsewhere, under its hash."""

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("subject_id", "sha256", "purpose"),
        CheckConstraint("length(sha256) = 64", name="sha256_is_a_hash"),
        CheckConstraint("size > 0", name="size_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    """Of the content as it is kept. Others may have attached the same."""
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    """Bytes."""
    purpose: Mapped[str] = mapped_column(String(40))
    """What it is there for: `photo`, `receipt`, `agreement`, `report` …"""
    caption: Mapped[str] = mapped_column(String(300), default="")
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Nobody where a flow added it."""
    added_at: Mapped[datetime]
    erased_by_id: Mapped[int | None] = mapped_column(ForeignKey("subject.id"), index=True)
    """The consent whose history says why there is no content any more."""
