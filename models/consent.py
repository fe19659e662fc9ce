from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.gate.subject import Subject
from models.people import Person


class Consent(Subject):
    """A person's consent to the processing of their personal data (согласие на обработку ПДн). Its
    history says when it was given and withdrawn, and what was erased then."""

    __tablename__ = "consent"
    __mapper_args__ = {"polymorphic_identity": "consent"}

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    given_on: Mapped[date | None]
    document: Mapped[str] = mapped_column(String(200), default="")
    """What it was given by: the number of a form, or where the form is kept."""

    person: Mapped[Person] = relationship()
