from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.gate.subject import Subject
from models.initiative import Initiative


class ChangeRequest(Subject):
    """What a group asks to change in the plan of its initiative: days, or the budget's lines."""

    __tablename__ = "change_request"
    __mapper_args__ = {"polymorphic_identity": "change_request"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)
    milestones: Mapped[dict[str, Any]]
    """Ordinal of a milestone → the new day, as ISO 8601 text."""
    budget: Mapped[dict[str, Any]]
    """Ordinal of a line → the new amount, in the currency's smallest unit."""

    initiative: Mapped[Initiative] = relationship(foreign_keys=initiative_id)
