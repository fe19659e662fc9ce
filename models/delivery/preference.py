from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Preference(Base):
    """How a person wants to be written to; who chose nothing gets every letter by e-mail at once.
    Their language is the person's own."""

    __tablename__ = "preference"
    __table_args__ = (
        CheckConstraint("channel in ('email', 'messenger')", name="channel_known"),
        CheckConstraint("channel = 'email' or messenger is not null", name="messenger_is_given"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20), default="email")
    messenger: Mapped[str | None] = mapped_column(String(500))
    """Where messages go, as Apprise writes it: `tgram://…`, `ntfys://…`. It holds a key."""
    digest: Mapped[bool] = mapped_column(default=False)
    """One letter a day instead of each by itself."""
    reminders: Mapped[bool] = mapped_column(default=True)
    news: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime]
