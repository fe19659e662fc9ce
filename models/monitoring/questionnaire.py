from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.text import Text


class Questionnaire(Base):
    """A version of a questionnaire. Written once; triggers in the database refuse to change it."""

    __tablename__ = "questionnaire"
    __table_args__ = (
        UniqueConstraint("programme_id", "code", "number"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    """The same for all versions, such as `residents`."""
    number: Mapped[int]
    """1, 2, 3 …"""
    title: Mapped[Text]
    content: Mapped[str] = mapped_column(deferred=True)
    """The document as canonical JSON."""
    content_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of `content`."""
    stored_at: Mapped[datetime]
