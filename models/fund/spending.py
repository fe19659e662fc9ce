from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import MinorUnits
from models.gate.subject import Subject
from models.initiative import Initiative
from models.money import Money


class Tranche(Subject):
    """A part of an award, paid out at one time."""

    __tablename__ = "tranche"
    __table_args__ = (
        UniqueConstraint("initiative_id", "ordinal"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )
    __mapper_args__ = {"polymorphic_identity": "tranche"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    ordinal: Mapped[int]
    """1, 2 … in the order in which they are paid."""
    amount: Mapped[MinorUnits]

    initiative: Mapped[Initiative] = relationship(foreign_keys=initiative_id)

    @property
    def money(self) -> Money:
        return Money(self.amount, self.initiative.currency)


class Expense(Subject):
    """What a group spent, and the document that shows it."""

    __tablename__ = "expense"
    __table_args__ = (CheckConstraint("amount > 0", name="amount_positive"),)
    __mapper_args__ = {"polymorphic_identity": "expense"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)
    line: Mapped[int]
    """Ordinal of the line of the budget that it belongs to."""
    amount: Mapped[MinorUnits]
    spent_on: Mapped[date]
    payee: Mapped[str] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(String(300))

    initiative: Mapped[Initiative] = relationship(foreign_keys=initiative_id)

    @property
    def money(self) -> Money:
        return Money(self.amount, self.initiative.currency)
