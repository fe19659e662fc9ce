from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, MinorUnits
from models.gate.subject import Subject


class DonorKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class Fund(Subject):
    """The money of a programme. Its history says what was pledged, agreed, received and given
    back; the ledger says where each kopeck is."""

    __tablename__ = "fund"
    __mapper_args__ = {"polymorphic_identity": "fund"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)


class Donor(Base):
    """A person or an organisation that gives money to a programme."""

    __tablename__ = "donor"
    __table_args__ = (
        UniqueConstraint("programme_id", "kind", "name"),
        CheckConstraint("kind in ('person', 'organisation')", name="kind_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(300))
    anonymous: Mapped[bool] = mapped_column(default=False)
    """Asked not to be named in anything that is published."""


class Donation(Base):
    """What a donor promised, and what it may be spent on. What came of it is in the ledger."""

    __tablename__ = "donation"
    __table_args__ = (
        UniqueConstraint("programme_id", "code"),
        UniqueConstraint("programme_id", "agreement"),
        CheckConstraint("pledged > 0", name="pledged_positive"),
        CheckConstraint("length(currency) = 3", name="currency_is_iso_4217"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    """What people call it: unique in the programme."""
    donor_id: Mapped[int] = mapped_column(ForeignKey("donor.id"), index=True)
    pledged: Mapped[MinorUnits]
    currency: Mapped[str] = mapped_column(String(3))
    agreement: Mapped[str | None] = mapped_column(String(40))
    """Number of the donation agreement (договор пожертвования); none while it is only pledged."""
    agreed_on: Mapped[date | None]
    purpose: Mapped[str] = mapped_column(String(300), default="")
    """In the agreement's words."""
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    """Only for initiatives of this district."""
    problem_id: Mapped[int | None] = mapped_column(ForeignKey("problem.id"))
    """Only for initiatives that address this problem or growth point."""
    is_sample: Mapped[bool] = mapped_column(default=False)

    donor: Mapped[Donor] = relationship()
