from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.people import Person


class TemplateVersion(Base):
    """A letter's text as a programme's coordinator wrote it; the latest one holds, earlier ones
    stay. Triggers in the database refuse to change or remove it."""

    __tablename__ = "template_version"
    __table_args__ = (
        UniqueConstraint("programme_id", "name", "language", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("language in ('ru', 'en')", name="language_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    name: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    number: Mapped[int]
    """1, 2, 3 …; the text that comes with the program is what there was before the first."""
    text: Mapped[str | None]
    """None: back to the text that comes with the program."""
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]

    author: Mapped[Person] = relationship()
