from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.gate.subject import Subject


class Case(Subject):
    """A case of another system's competition, brought in with its history."""

    __tablename__ = "case"
    __mapper_args__ = {"polymorphic_identity": "case"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    log: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the log that it was read from."""
