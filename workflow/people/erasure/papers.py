"""Papers about a person that law makes the foundation keep: they are put into its archive before
what is here of the person is erased."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Attachment, Donation, Donor, HistoryEntry, Initiative, Person
from workflow.people.erasure.naming import Naming

RECEIPT = "receipt"
"""What the document of an expense is attached for."""


def papers_of(session: Session, person: Person, naming: Naming) -> list[str]:
    """By the names that people have for them."""
    return [
        *_agreements(session, person),
        *_donations(session, naming),
        *_receipts(session, person),
    ]


def _agreements(session: Session, person: Person) -> Iterator[str]:
    signed = (
        select(Initiative.code)
        .join(HistoryEntry, HistoryEntry.subject_id == Initiative.id)
        .where(Initiative.leader_id == person.id, HistoryEntry.action == "sign_agreement")
    )
    for code in session.scalars(signed.order_by(Initiative.code)):
        yield f"initiative/{code}"


def _donations(session: Session, naming: Naming) -> Iterator[str]:
    agreed = (
        select(Donation.code, Donor.name)
        .join(Donor)
        .where(Donation.agreement.is_not(None))
        .order_by(Donation.code)
    )
    for code, donor in session.execute(agreed):
        if naming.hits(donor):
            yield f"donation/{code}"


def _receipts(session: Session, person: Person) -> Iterator[str]:
    attached = select(Attachment).where(
        Attachment.added_by_id == person.id,
        Attachment.purpose == RECEIPT,
        Attachment.erased_by_id.is_(None),
    )
    for receipt in session.scalars(attached.order_by(Attachment.id)):
        yield f"file/{receipt.id}"
