"""What a group shows of its work: news on the way, and photos."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from models import Attachment, Initiative, Text
from workflow.actor import Actor
from workflow.attachments import TakenIn, attach
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal
from workflow.gate import Move, perform
from workflow.gate.perform import lock
from workflow.gate.permissions import standing
from workflow.lifecycles.document import LEADER
from workflow.work.creative_reports import WRITTEN_IN

PHOTO = "photo"
"""What a photo is attached for, to the initiative that it shows."""


def attach_photo(
    session: Session,
    initiative: Initiative,
    photo: TakenIn,
    *,
    caption: str,
    actor: Actor,
    now: datetime,
) -> Attachment:
    """Attach a photo that the group shows in its report; the same one again changes nothing.

    Its content is in the store already. Raises Refusal.
    """
    lock(session, initiative)
    if blockers := [*_unfit(session, initiative, photo, actor, now)]:
        raise Refusal(blockers)
    return attach(session, initiative, photo, purpose=PHOTO, caption=caption, actor=actor, now=now)


def tell_progress(
    session: Session,
    initiative: Initiative,
    *,
    news: str,
    link: str,
    photo: TakenIn | None = None,
    caption: str = "",
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Move:
    """Put on record how the work goes, with a photo of it if there is one. Raises Refusal."""
    lock(session, initiative)
    facts = {"news": news, "link": link}
    move = perform(session, initiative, "note_progress", actor=actor, now=now, facts=facts, key=key)
    if photo is not None and not move.repeated:
        attach_photo(session, initiative, photo, caption=caption, actor=actor, now=now)
    return move


def _unfit(
    session: Session, initiative: Initiative, photo: TakenIn, actor: Actor, now: datetime
) -> Iterator[Blocker]:
    today = timetable_of(session, initiative.programme_id).local_day(now)
    yield from standing(session, initiative, actor, today).blockers((LEADER,))
    if initiative.state not in WRITTEN_IN:
        yield _NOT_NOW
    if not photo.media_type.startswith("image/"):
        yield _NO_PICTURE


_NOT_NOW = Blocker(
    "photos_closed",
    Text(
        en="Photos are added while the initiative is carried out: to add one, ask the coordinator "
        "to return the report.",
        ru="Фотографии добавляют, пока инициатива реализуется: чтобы добавить, попросите "
        "руководителя программы вернуть отчёт.",
    ),
)
_NO_PICTURE = Blocker(
    "no_picture",
    Text(
        en="This is no picture: attach a photo (JPEG, PNG or WebP).",
        ru="Это не картинка: приложите фотографию (JPEG, PNG или WebP).",
    ),
)
