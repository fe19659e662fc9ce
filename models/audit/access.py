from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigKey
from models.people import Person


class Access(Base):
    """Somebody was shown personal data. Triggers in the database refuse to change or remove it."""

    __tablename__ = "access"
    __table_args__ = (
        CheckConstraint(
            "subject_id is null or person_id is null", name="about_a_subject_or_a_person"
        ),
        Index(None, "programme_id", "at"),
        Index(None, "subject_id", "at"),
        Index(None, "person_id", "at"),
        Index(None, "viewer_id", "at"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    at: Mapped[datetime]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    viewer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """None: whoever sat at the console and did not say who they are."""
    what: Mapped[str] = mapped_column(String(40))
    """What was shown, such as `dossier`; the words are in `workflow.people.access`."""
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subject.id"))
    """Whose people were shown; None where it was a list, or one person by themselves."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Of whom it was, where it was of one person."""

    viewer: Mapped[Person | None] = relationship(foreign_keys=viewer_id)
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
