from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.gate.subject import Subject
from models.monitoring.questionnaire import Questionnaire
from models.text import Text


class RoundMode(StrEnum):
    """What is kept of who answered; chosen before the round opens and told to whoever is asked."""

    ANONYMOUS = "anonymous"
    """Nothing: answers of two rounds cannot be brought together."""
    LINKED = "linked"
    """A pseudonym, the same in every round of the programme, that leads back to nobody."""
    NAMED = "named"
    """The person."""


class MonitoringRound(Subject):
    """One asking of the questionnaires: the baseline before the programme or the endline after."""

    __tablename__ = "monitoring_round"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
        CheckConstraint(
            f"mode in ({', '.join(repr(str(mode)) for mode in RoundMode)})", name="mode_known"
        ),
    )
    __mapper_args__ = {"polymorphic_identity": "monitoring_round"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    title: Mapped[Text]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    mode: Mapped[str] = mapped_column(String(10))
    baseline_id: Mapped[int | None] = mapped_column(ForeignKey("monitoring_round.id"))
    """The round before the programme that this one is compared with."""

    baseline: Mapped["MonitoringRound | None"] = relationship(
        foreign_keys=baseline_id, remote_side=id
    )
    asked: Mapped[list["RoundQuestionnaire"]] = relationship(
        order_by="RoundQuestionnaire.ordinal", cascade="all, delete-orphan"
    )


class RoundQuestionnaire(Base):
    """A questionnaire that a round asks; frozen when the round opens."""

    __tablename__ = "round_questionnaire"
    __table_args__ = (CheckConstraint("population > 0", name="population_positive"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("monitoring_round.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    ordinal: Mapped[int]
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    population: Mapped[int | None]
    """How many there are in all, where that is a number that counts, as of deputies; None where
    those who are asked are a few of very many."""

    questionnaire: Mapped[Questionnaire] = relationship()
