from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Rating(StrEnum):
    """What the coordinator finds of an initiative's results."""

    SUCCESSFUL = "successful"
    SATISFACTORY = "satisfactory"
    UNSATISFACTORY = "unsatisfactory"


class CreativeReport(Base):
    """What a group tells of its initiative: a draft until it is submitted. Figures of money and
    milestones are not in it, for they are counted from the records."""

    __tablename__ = "creative_report"
    __table_args__ = (
        CheckConstraint("participants >= 0", name="participants_not_negative"),
        CheckConstraint(
            "rating is null or rating in ('successful', 'satisfactory', 'unsatisfactory')",
            name="rating_known",
        ),
    )

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), primary_key=True)
    done: Mapped[str] = mapped_column(String(4000), default="")
    """What was planned, what was done, and why they differ."""
    results: Mapped[str] = mapped_column(String(4000), default="")
    """What is different in the district now."""
    participants: Mapped[int] = mapped_column(default=0)
    """People who took part, beyond the group."""
    videos: Mapped[list[str]] = mapped_column(default=list)
    publications: Mapped[list[str]] = mapped_column(default=list)
    salt: Mapped[str | None] = mapped_column(String(32))
    """Of the commitment to what was submitted; destroyed when something of it is struck out."""
    rating: Mapped[str | None] = mapped_column(String(20))
    presented_on: Mapped[date | None]
    """Day of the public presentation."""
