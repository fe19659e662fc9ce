from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigKey, MinorUnits

THE_FUND = 0
"""Stands for the programme itself where otherwise an initiative holds the money."""


class Account(StrEnum):
    """Where a donation's money is."""

    OUTSIDE = "outside"
    """Not received yet, or given back to the donor."""
    FREE = "free"
    """In the fund, for nothing in particular."""
    RESERVED = "reserved"
    """Awarded to an initiative, not paid out."""
    PAID = "paid"
    """With the initiative group, not accounted for."""
    SPENT = "spent"
    """Spent, with documents that were accepted."""


def _known(column: str) -> str:
    return f"{column} in ({', '.join(repr(str(account)) for account in Account)})"


class LedgerEntry(Base):
    """Money of one donation that went from one account to another. Written once."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("source <> target", name="goes_somewhere"),
        CheckConstraint(_known("source"), name="source_known"),
        CheckConstraint(_known("target"), name="target_known"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    donation_id: Mapped[int] = mapped_column(ForeignKey("donation.id"), index=True)
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id"), index=True)
    """None where the money stays between donor and fund."""
    source: Mapped[str] = mapped_column(String(10))
    target: Mapped[str] = mapped_column(String(10))
    amount: Mapped[MinorUnits]
    at: Mapped[datetime]
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    """Whose history tells why, with `sequence` the number of that entry."""
    sequence: Mapped[int]


class Balance(Base):
    """How much of a donation is on an account: the sum of the ledger, kept so that the database
    itself refuses to give out what is not there."""

    __tablename__ = "balance"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount_not_negative"),)

    donation_id: Mapped[int] = mapped_column(ForeignKey("donation.id"), primary_key=True)
    account: Mapped[str] = mapped_column(String(10), primary_key=True)
    holder: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=False)
    """The initiative's key, or `THE_FUND`."""
    amount: Mapped[MinorUnits]


class Slot(Base):
    """One of the places that a district has for supported initiatives: no two hold the same."""

    __tablename__ = "slot"
    __table_args__ = (CheckConstraint("number > 0", name="number_positive"),)

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), unique=True)
