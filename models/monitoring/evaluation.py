from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.people import Person


class EvaluationStage(StrEnum):
    INTERIM = "interim"
    FINAL = "final"


class EvaluationObject(StrEnum):
    """What of the programme is evaluated."""

    GOAL = "goal"
    TASK = "task"
    RESULT = "result"
    """The expected result."""


class EvaluationPlan(Base):
    """How a programme is evaluated, and by which parameters its districts are monitored."""

    __tablename__ = "evaluation_plan"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    content: Mapped[str]
    """The document as canonical JSON."""
    content_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of `content`."""


class Assessment(Base):
    """What an expert or an outside evaluator writes of how far the programme came."""

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("programme_id", "stage", "object", "person_id"),
        CheckConstraint("stage in ('interim', 'final')", name="stage_known"),
        CheckConstraint("object in ('goal', 'task', 'result')", name="object_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    stage: Mapped[str] = mapped_column(String(10))
    object: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(String(4000))
    written_at: Mapped[datetime]
    is_sample: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
