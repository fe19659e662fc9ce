from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Feedback(Base):
    """A short form that somebody filled in after an event. Nothing here says who: no person, a day
    and no hour, a random key, and no numbering of SQLite's own beside it."""

    __tablename__ = "feedback"
    __table_args__ = (
        CheckConstraint("usefulness between 1 and 5", name="usefulness_from_1_to_5"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    event_id: Mapped[int] = mapped_column(ForeignKey("programme_event.id"), index=True)
    received_on: Mapped[date]
    usefulness: Mapped[int]
    """1 for useless to 5 for very useful."""
    recommends: Mapped[bool]
    """Whether they would recommend such an event to others."""
    positive: Mapped[bool | None]
    """Whether they had a positive experience of solving the district's problems together; None
    where they gave no answer."""
    comment: Mapped[str] = mapped_column(String(1000), default="")
    request: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 naming the sheet that it came in with, so that a sheet is not kept twice."""
    is_sample: Mapped[bool] = mapped_column(default=False)
