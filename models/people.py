from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Role(StrEnum):
    """What a person may be in a programme. A leader is one by an initiative, not by a role."""

    COORDINATOR = "coordinator"
    EXPERT = "expert"
    CHAIR = "chair"
    SECRETARY = "secretary"
    DEPUTY = "deputy"
    CURATOR = "curator"
    RESIDENT = "resident"
    TREASURER = "treasurer"
    EVALUATOR = "evaluator"


class Person(Base):
    """Someone who takes part. Histories refer to the row, so that its contents can be erased."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("language in ('ru', 'en')", name="language_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    language: Mapped[str] = mapped_column(String(2), default="ru")
    organisation: Mapped[str | None] = mapped_column(String(200))
    is_sample: Mapped[bool] = mapped_column(default=False)
    """Invented, to show the program at work."""
    erased_at: Mapped[datetime | None]
    """Since when nothing here tells any more who it was."""


class RoleAssignment(Base):
    """A person's role in a programme, in one district where the role belongs to a district."""

    __tablename__ = "role_assignment"
    __table_args__ = (
        UniqueConstraint("programme_id", "person_id", "role", "district_id"),
        CheckConstraint(f"role in ({', '.join(repr(str(r)) for r in Role)})", name="role_known"),
        CheckConstraint("until is null or until >= since", name="until_not_before_since"),
        CheckConstraint("role <> 'deputy' or district_id is not null", name="deputy_has_district"),
        Index(None, "programme_id", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    constituency_id: Mapped[int | None] = mapped_column(ForeignKey("constituency.id"))
    since: Mapped[date]
    until: Mapped[date | None]
