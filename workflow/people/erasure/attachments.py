"""Files that name a person, and what is left of a file that is erased."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from files.store import Lost
from files.words import words_in
from models import Attachment, Subject, Text
from workflow.errors import Blocker, NotFound
from workflow.people.erasure.looking import BATCH
from workflow.people.erasure.naming import Naming

ERASED = "erased"
"""What stands for a file's name."""
Read = Callable[[str], bytes]
"""Gives the content with a SHA-256. Raises Lost."""


@dataclass(frozen=True)
class NamingFile:
    """A file that names somebody, or that nobody but a person can look through."""

    attachment: Attachment
    snippet: str | None
    """None: it has no text that can be read here."""


def naming_files(
    session: Session, naming: Naming, person_id: int, read: Read
) -> Iterator[NamingFile]:
    """Files that name them, by their words or by their own name; and those without words that they
    attached themselves."""
    kept = select(Attachment).where(Attachment.erased_by_id.is_(None)).order_by(Attachment.id)
    for attachment in session.scalars(kept.execution_options(yield_per=BATCH)):
        own = f"{attachment.name} {attachment.caption}"
        if naming.hits(own):
            yield NamingFile(attachment, own)
            continue
        words = _words(attachment, read)
        if words is not None and naming.hits(words):
            yield NamingFile(attachment, words)
        elif words is None and attachment.added_by_id == person_id:
            yield NamingFile(attachment, None)


def _words(attachment: Attachment, read: Read) -> str | None:
    try:
        return words_in(read(attachment.sha256), attachment.media_type)
    except Lost:
        return None


def erase_files(session: Session, numbers: Collection[int], by: Subject) -> int:
    """Leave of these attachments that they were there; their content is for whoever keeps the store
    to delete (`gone`), once this has been committed. Raises NotFound."""
    for number in sorted(set(numbers)):
        attachment = session.get(Attachment, number)
        if attachment is None:
            raise NotFound([_no_file(number)])
        attachment.name, attachment.caption = ERASED, ""
        attachment.erased_by_id = attachment.erased_by_id or by.id
    session.flush()
    return len(set(numbers))


def gone(session: Session) -> list[str]:
    """Contents that are to be in the store no longer: erased, and attached nowhere else."""
    other = aliased(Attachment)
    elsewhere = select(other.id).where(
        other.sha256 == Attachment.sha256, other.erased_by_id.is_(None)
    )
    erased = select(Attachment.sha256).where(
        Attachment.erased_by_id.is_not(None), ~elsewhere.exists()
    )
    return list(session.scalars(erased.distinct().order_by(Attachment.sha256)))


def _no_file(number: int) -> Blocker:
    return Blocker(
        "not_found",
        Text(en=f"There is no attached file {number}.", ru=f"Приложенного файла {number} нет."),
    )
