from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.gate.subject import Subject
from models.initiative import Initiative
from models.people import Person


class Motion(StrEnum):
    """What the council may decide on an initiative: the action that carries it out."""

    APPROVE = "approve"
    PUT_ON_RESERVE = "put_on_reserve"
    RETURN_FOR_REVISION = "return_for_revision"
    REJECT = "reject"


class Choice(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


def _one_of(column: str, values: type[StrEnum]) -> str:
    return f"{column} in ({', '.join(repr(str(value)) for value in values)})"


class Meeting(Subject):
    """A meeting of the expert council."""

    __tablename__ = "meeting"
    __mapper_args__ = {"polymorphic_identity": "meeting"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    held_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200))

    items: Mapped[list["AgendaItem"]] = relationship(
        order_by="AgendaItem.ordinal", foreign_keys="AgendaItem.meeting_id", viewonly=True
    )


class Attendance(Base):
    """Whether a member is in the room."""

    __tablename__ = "attendance"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    present: Mapped[bool]

    member: Mapped[Person] = relationship()


class AgendaItem(Subject):
    """One initiative on the agenda of a meeting."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("meeting_id", "ordinal"),
        UniqueConstraint("meeting_id", "initiative_id"),
        CheckConstraint("ordinal > 0", name="ordinal_positive"),
        CheckConstraint(_one_of("motion", Motion), name="motion_known"),
    )
    __mapper_args__ = {"polymorphic_identity": "agenda_item"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)
    ordinal: Mapped[int]
    rank: Mapped[int]
    """Its place in the ranking that the agenda was made from."""
    motion: Mapped[str | None] = mapped_column(String(40))
    """What is voted on, and then what was decided."""

    meeting: Mapped[Meeting] = relationship(foreign_keys=meeting_id)
    initiative: Mapped[Initiative] = relationship(foreign_keys=initiative_id)


class Vote(Base):
    """A member's vote on the motion that is before the council; the history keeps every one."""

    __tablename__ = "vote"
    __table_args__ = (CheckConstraint(_one_of("choice", Choice), name="choice_known"),)

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    choice: Mapped[str] = mapped_column(String(10))
