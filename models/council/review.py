from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.council.council import CouncilRules
from models.gate.subject import Subject
from models.initiative import Initiative
from models.people import Person


class Review(Subject):
    """One expert's review of one initiative: a draft until it is submitted."""

    __tablename__ = "review"
    __table_args__ = (UniqueConstraint("initiative_id", "expert_id"),)
    __mapper_args__ = {"polymorphic_identity": "review"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    expert_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    rules_id: Mapped[int] = mapped_column(ForeignKey("council_rules.id"))
    """The rules whose rubric it is written by."""
    read_version: Mapped[int | None]
    """The proposal's version on which the expert last worked; none before they began."""
    salt: Mapped[str | None] = mapped_column(String(32))
    """Of the commitment to what was submitted; destroyed when something of it is struck out."""
    conclusion: Mapped[str] = mapped_column(String(4000), default="")

    initiative: Mapped[Initiative] = relationship(foreign_keys=initiative_id)
    expert: Mapped[Person] = relationship()
    rules: Mapped[CouncilRules] = relationship()
    scores: Mapped[list["Score"]] = relationship(order_by="Score.criterion")


class Score(Base):
    """What an expert gave one criterion, and why. Either may still be missing in a draft."""

    __tablename__ = "score"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), primary_key=True)
    criterion: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int | None]
    justification: Mapped[str] = mapped_column(String(4000), default="")
