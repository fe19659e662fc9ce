from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class RefusedAddress(Base):
    """An address that a mail server refused for good: no more mail goes there until somebody
    clears it."""

    __tablename__ = "refused_address"

    email: Mapped[str] = mapped_column(String(254), primary_key=True)
    since: Mapped[datetime]
    error: Mapped[str] = mapped_column(String(500))


class MailDomain(Base):
    """How fast mail goes to one provider, so that it does not take us for spam."""

    __tablename__ = "mail_domain"

    domain: Mapped[str] = mapped_column(String(254), primary_key=True)
    next_at: Mapped[datetime]
    """When the next letter to it may go."""
