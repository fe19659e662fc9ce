from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Consultation(Base):
    """Advice given to a participant of the programme."""

    __tablename__ = "consultation"
    __table_args__ = (UniqueConstraint("programme_id", "person_id", "held_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    held_on: Mapped[date]
    is_sample: Mapped[bool] = mapped_column(default=False)


class ProgrammeEvent(Base):
    """A seminar, a round table, a presentation: something held for the programme's people."""

    __tablename__ = "programme_event"
    __table_args__ = (UniqueConstraint("programme_id", "held_on", "title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    held_on: Mapped[date]
    title: Mapped[str] = mapped_column(String(200))
    is_sample: Mapped[bool] = mapped_column(default=False)
