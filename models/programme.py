from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, MinorUnits
from models.text import Text


class Programme(Base):
    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_not_before_start"),
        CheckConstraint("slots_per_district > 0", name="slots_positive"),
        CheckConstraint("fund_target >= 0", name="fund_target_not_negative"),
        CheckConstraint("length(currency) = 3", name="currency_is_iso_4217"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[Text]
    place: Mapped[Text]
    foundation: Mapped[Text]
    time_zone: Mapped[str] = mapped_column(String(40))
    country: Mapped[str] = mapped_column(String(2))
    """ISO 3166 code of the country whose public holidays are not working days."""
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    currency: Mapped[str] = mapped_column(String(3))
    fund_target: Mapped[MinorUnits]
    """Least money for residents' initiatives, in the currency's smallest unit."""
    slots_per_district: Mapped[int]
    tranche_shares: Mapped[list[int]]
    """How an award is paid out: shares in percent, a hundred together."""
    news_within_days: Mapped[int]
    """A group under way that is silent for longer is a risk."""
    quiet_from: Mapped[str] = mapped_column(String(5))
    quiet_until: Mapped[str] = mapped_column(String(5))
    """Between these times of day, as `21:00`, no letter goes out; the same twice: any time."""
    digest_at: Mapped[str] = mapped_column(String(5))
    """Time of day at which the daily digest goes to those who want one."""
    content_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the document it was loaded from."""

    calendar: Mapped[list["CalendarStage"]] = relationship(order_by="CalendarStage.starts_on")
    targets: Mapped[list["Target"]] = relationship(order_by="Target.ordinal")
    transfers: Mapped[list["DayTransfer"]] = relationship(order_by="DayTransfer.day")
    lifecycles: Mapped[list["ProgrammeLifecycle"]] = relationship()
    constituencies: Mapped[list["Constituency"]] = relationship(order_by="Constituency.id")


class CalendarStage(Base):
    """A period of the programme's plan, both days included."""

    __tablename__ = "calendar_stage"
    __table_args__ = (
        UniqueConstraint("programme_id", "code"),
        CheckConstraint("ends_on >= starts_on", name="ends_not_before_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[Text]
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class Target(Base):
    """The plan for one indicator. The fact is counted from the records and never stored."""

    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint("programme_id", "indicator"),
        CheckConstraint("planned >= 0", name="planned_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator: Mapped[str] = mapped_column(String(40))
    ordinal: Mapped[int]
    title: Mapped[Text]
    planned: Mapped[int | None]
    """None where the programme sets no figure."""


class DayTransfer(Base):
    """A day that the programme counts otherwise than the national calendar does."""

    __tablename__ = "day_transfer"
    __table_args__ = (UniqueConstraint("programme_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    day: Mapped[date]
    is_working: Mapped[bool]


class Constituency(Base):
    """One of the groups whose representatives make up the expert council."""

    __tablename__ = "constituency"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[Text]


class ProgrammeLifecycle(Base):
    """The lifecycle that new subjects of a kind are pinned to; older ones keep their own."""

    __tablename__ = "programme_lifecycle"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    lifecycle_version_id: Mapped[int] = mapped_column(ForeignKey("lifecycle_version.id"))
