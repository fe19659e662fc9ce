from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.initiative import Initiative
from models.life.event import ProgrammeEvent


class MediaKind(StrEnum):
    NEWSPAPER = "newspaper"
    TELEVISION = "television"
    RADIO = "radio"
    SITE = "site"
    SOCIAL = "social"


class MediaMention(Base):
    """A publication about the programme, or about one of its initiatives or events."""

    __tablename__ = "media_mention"
    __table_args__ = (
        UniqueConstraint("programme_id", "url"),
        CheckConstraint(
            f"kind in ({', '.join(repr(str(kind)) for kind in MediaKind)})", name="kind_known"
        ),
        CheckConstraint("initiative_id is null or event_id is null", name="about_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("programme_event.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    outlet: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(300))
    url: Mapped[str] = mapped_column(String(1000))
    published_on: Mapped[date]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_sample: Mapped[bool] = mapped_column(default=False)

    initiative: Mapped[Initiative | None] = relationship()
    event: Mapped[ProgrammeEvent | None] = relationship()
