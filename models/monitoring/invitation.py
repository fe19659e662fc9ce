from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.people import Person


class Invitation(Base):
    """Somebody is asked to fill in a questionnaire of a round, once. Nothing here leads to what
    they answer, and when they did is known by the day alone."""

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("round_id", "questionnaire", "person_id"),
        UniqueConstraint("round_id", "questionnaire", "slip"),
        CheckConstraint("(person_id is null) <> (slip is null)", name="to_a_person_or_by_slip"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    """Random: the link that answers with it is made of this and signed."""
    round_id: Mapped[int] = mapped_column(ForeignKey("monitoring_round.id"))
    questionnaire: Mapped[str] = mapped_column(String(40))
    """The questionnaire's code."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    slip: Mapped[str | None] = mapped_column(String(40))
    """What a printed slip has on it that is handed to somebody without an address here."""
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    answered_on: Mapped[date | None]
    is_sample: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person | None] = relationship()


class Draft(Base):
    """Answers not handed in yet, encrypted: the key is derived from the signing secret, which is
    not in the database. Removed when they are handed in, and when the round closes."""

    __tablename__ = "draft"
    __table_args__ = ({"sqlite_with_rowid": False},)

    invitation_id: Mapped[UUID] = mapped_column(ForeignKey("invitation.id"), primary_key=True)
    sealed: Mapped[bytes]


class LinkSalt(Base):
    """Half of the key by which pseudonyms are made; the other half is the installation's secret.
    Destroyed when the last round that is compared has closed: from then on nobody can find out
    which pseudonym was whose, nor can a new one be made."""

    __tablename__ = "link_salt"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    salt: Mapped[str | None] = mapped_column(String(64))
    """None: destroyed."""
