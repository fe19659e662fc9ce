from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.people import Person


class Consultation(Base):
    """Advice given to a participant of the programme."""

    __tablename__ = "consultation"
    __table_args__ = (
        UniqueConstraint("programme_id", "person_id", "held_on", "topic"),
        CheckConstraint("minutes between 1 and 600", name="minutes_from_1_to_600"),
        CheckConstraint("consultant_id <> person_id", name="between_two"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    held_on: Mapped[date]
    topic: Mapped[str] = mapped_column(String(300))
    """Empty where it was not noted."""
    minutes: Mapped[int | None]
    """None where they were not noted."""
    consultant_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who advised; None where it was not noted."""
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_sample: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    consultant: Mapped[Person | None] = relationship(foreign_keys=consultant_id)
