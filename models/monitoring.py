from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.gate.subject import Subject
from models.text import Text


class MonitoringRound(Subject):
    """One asking of the questionnaires: the baseline before the programme or the endline after."""

    __tablename__ = "monitoring_round"
    __table_args__ = (CheckConstraint("closes_at > opens_at", name="closes_after_opening"),)
    __mapper_args__ = {"polymorphic_identity": "monitoring_round"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    title: Mapped[Text]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
