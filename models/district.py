from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.gate.subject import Subject
from models.text import Text


class District(Base):
    """A single-member constituency of the city council (одномандатный округ)."""

    __tablename__ = "district"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[Text]

    problems: Mapped[list["Problem"]] = relationship(order_by="Problem.kind, Problem.ordinal")


class ProblemKind(StrEnum):
    PROBLEM = "problem"
    GROWTH_POINT = "growth_point"


class Problem(Base):
    """A key problem of a district, or a growth point (точка роста)."""

    __tablename__ = "problem"
    __table_args__ = (
        UniqueConstraint("district_id", "kind", "ordinal"),
        CheckConstraint("ordinal > 0", name="ordinal_positive"),
        CheckConstraint("kind in ('problem', 'growth_point')", name="kind_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    kind: Mapped[str] = mapped_column(String(20))
    ordinal: Mapped[int]
    """The number in the district's published list."""
    text: Mapped[Text]


class Enrolment(Subject):
    """A district's way into the programme, from the deputy's application."""

    __tablename__ = "enrolment"
    __mapper_args__ = {"polymorphic_identity": "enrolment"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    deputy_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    curator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
