from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.people import Person


class EventKind(StrEnum):
    SEMINAR = "seminar"
    ROUND_TABLE = "round_table"
    PRESENTATION = "presentation"
    MEETING = "meeting"
    OTHER = "other"


class EventState(StrEnum):
    """Only what was held counts; what did not happen stays on record with its reason."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Audience(StrEnum):
    """As whom people came whom the system does not know by name."""

    RESIDENTS = "residents"
    DEPUTIES = "deputies"
    ADMINISTRATION = "administration"
    MEDIA = "media"


def _one_of(column: str, words: type[StrEnum]) -> str:
    return f"{column} in ({', '.join(repr(str(word)) for word in words)})"


class ProgrammeEvent(Base):
    """A seminar, a round table, a presentation: something held for the programme's people."""

    __tablename__ = "programme_event"
    __table_args__ = (
        UniqueConstraint("programme_id", "code"),
        CheckConstraint(_one_of("kind", EventKind), name="kind_known"),
        CheckConstraint(_one_of("state", EventState), name="state_known"),
        CheckConstraint("ends_on >= starts_on", name="ends_not_before_start"),
        CheckConstraint(
            "(state = 'cancelled') = (reason is not null)", name="cancelled_for_reason"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    """None where it is for the whole programme."""
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    """The last day, the same as the first for most."""
    place: Mapped[str] = mapped_column(String(200))
    """Empty where it was not noted."""
    state: Mapped[str] = mapped_column(String(10), default=EventState.PLANNED)
    reason: Mapped[str | None] = mapped_column(String(300))
    """Why it was cancelled."""
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who last said how it stands; None for what was recorded before anybody was asked."""
    is_sample: Mapped[bool] = mapped_column(default=False)

    participants: Mapped[list[Person]] = relationship(
        secondary="participation", order_by=Person.name, viewonly=True
    )
    headcounts: Mapped[list["Headcount"]] = relationship(order_by="Headcount.audience")


class Participation(Base):
    """A person known to the system was at an event."""

    __tablename__ = "participation"

    event_id: Mapped[int] = mapped_column(ForeignKey("programme_event.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class Headcount(Base):
    """How many people without a name here were at an event. Whoever comes to two is in both."""

    __tablename__ = "headcount"
    __table_args__ = (
        CheckConstraint(_one_of("audience", Audience), name="audience_known"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("programme_event.id"), primary_key=True)
    audience: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int]
