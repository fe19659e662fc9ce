from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, MinorUnits
from models.district import Problem
from models.gate.subject import Subject
from models.money import Money
from models.people import Person

initiative_group = Table(
    "initiative_group",
    Base.metadata,
    Column("initiative_id", ForeignKey("initiative.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True, index=True),
)

initiative_problem = Table(
    "initiative_problem",
    Base.metadata,
    Column("initiative_id", ForeignKey("initiative.id"), primary_key=True),
    Column("problem_id", ForeignKey("problem.id"), primary_key=True, index=True),
)


class Initiative(Subject):
    """What residents of a district propose to do together about its problems."""

    __tablename__ = "initiative"
    __table_args__ = (
        CheckConstraint("requested > 0", name="requested_positive"),
        CheckConstraint("awarded is null or awarded > 0", name="awarded_positive"),
        CheckConstraint("awarded is null or awarded <= requested", name="awarded_within_request"),
        CheckConstraint("length(currency) = 3", name="currency_is_iso_4217"),
    )
    __mapper_args__ = {"polymorphic_identity": "initiative"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(4000))
    leader_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    currency: Mapped[str] = mapped_column(String(3))
    requested: Mapped[MinorUnits]
    awarded: Mapped[MinorUnits | None]
    is_sample: Mapped[bool] = mapped_column(default=False)

    leader: Mapped[Person] = relationship(foreign_keys=leader_id)
    group: Mapped[list[Person]] = relationship(secondary=initiative_group)
    """The initiative group, its leader among them."""
    addresses: Mapped[list[Problem]] = relationship(secondary=initiative_problem)
    budget: Mapped[list["BudgetLine"]] = relationship(
        order_by="BudgetLine.ordinal", cascade="all, delete-orphan"
    )
    milestones: Mapped[list["Milestone"]] = relationship(
        order_by="Milestone.ordinal", cascade="all, delete-orphan"
    )

    @property
    def ends_on(self) -> date:
        """Day of the last milestone of the plan."""
        return max(milestone.planned_on for milestone in self.milestones)

    @property
    def request(self) -> Money:
        return Money(self.requested, self.currency)

    @property
    def award(self) -> Money | None:
        return None if self.awarded is None else Money(self.awarded, self.currency)


class BudgetLine(Base):
    """A line of the budget that a proposal asks money for."""

    __tablename__ = "budget_line"
    __table_args__ = (CheckConstraint("planned > 0", name="planned_positive"),)

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    planned: Mapped[MinorUnits]


class Milestone(Base):
    """A control point (контрольная точка) of an initiative's plan."""

    __tablename__ = "milestone"

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    planned_on: Mapped[date]
    reached_on: Mapped[date | None]


class ProposalVersion(Base):
    """A proposal exactly as it stood at one time. Written once."""

    __tablename__ = "proposal_version"

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """1, 2, 3 … within the initiative."""
    content: Mapped[str]
    """Canonical JSON of what the group wrote."""
    salt: Mapped[str | None] = mapped_column(String(32))
    """Destroyed when something of the content is struck out."""
    commitment: Mapped[str] = mapped_column(String(64))
    """To the content as it was written; the history has it too."""
    written_at: Mapped[datetime]
