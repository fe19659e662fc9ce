from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, MinorUnits


class Donation(Base):
    """Money received for the programme under a donation agreement (договор пожертвования)."""

    __tablename__ = "donation"
    __table_args__ = (
        UniqueConstraint("programme_id", "agreement"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("length(currency) = 3", name="currency_is_iso_4217"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    agreement: Mapped[str] = mapped_column(String(40))
    """The agreement's number."""
    amount: Mapped[MinorUnits]
    currency: Mapped[str] = mapped_column(String(3))
    received_on: Mapped[date]
    is_sample: Mapped[bool] = mapped_column(default=False)
