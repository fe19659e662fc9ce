from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Attachment, Subject, Text
from workflow.actor import Actor
from workflow.errors import Blocker, Refusal
from workflow.gate.facts import text_blocker
from workflow.gate.perform import lock

LONGEST_CAPTION = 300


class TakenIn(Protocol):
    """What a rule needs to know of a file (`files.intake.Intake`); its content it never sees."""

    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...


def attach(
    session: Session,
    subject: Subject,
    file: TakenIn,
    *,
    purpose: str,
    caption: str = "",
    actor: Actor,
    now: datetime,
) -> Attachment:
    """Attach a file to a subject; the same content for the same purpose again is answered with the
    attachment there is, unchanged.

    The caller has looked whether the actor may, and has put the content into the store before: a
    file that nothing refers to does no harm, a reference to nothing does. Raises Refusal.
    """
    words = " ".join(caption.split())
    if blocker := _caption_blocker(words):
        raise Refusal([blocker])
    lock(session, subject)
    if known := _known(session, subject, file, purpose):
        if known.erased_by_id is not None:
            raise Refusal([_ERASED])
        return known
    attachment = Attachment(
        programme_id=subject.programme_id,
        subject_id=subject.id,
        sha256=file.sha256,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        purpose=purpose,
        caption=words,
        added_by_id=actor.person_id,
        added_at=now,
    )
    session.add(attachment)
    session.flush()
    return attachment


def _known(session: Session, subject: Subject, file: TakenIn, purpose: str) -> Attachment | None:
    return session.scalar(
        select(Attachment).where(
            Attachment.subject_id == subject.id,
            Attachment.sha256 == file.sha256,
            Attachment.purpose == purpose,
        )
    )


def _caption_blocker(words: str) -> Blocker | None:
    if len(words) <= LONGEST_CAPTION:
        return text_blocker(words, Text(en="The caption", ru="Подпись"))
    return Blocker(
        "caption_too_long",
        Text(
            en=f"The caption has {len(words)} characters; shorten it to {LONGEST_CAPTION}.",
            ru=f"Подпись: {len(words)} знаков; сократите до {LONGEST_CAPTION}.",
        ),
    )


_ERASED = Blocker(
    "file_erased",
    Text(
        en="This very file was erased because it tells of somebody who withdrew their consent: "
        "attach one without them.",
        ru="Именно этот файл удалён: он рассказывает о человеке, который отозвал согласие. "
        "Приложите файл без его данных.",
    ),
)
