"""Changing a letter's text. What there was before is kept."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import Person, Programme, Role, TemplateVersion, Text
from models.text import Language
from notifications.texts.checking import check_text, situations
from notifications.texts.versions import latest, text_of
from workflow.actor import Actor
from workflow.deadlines.timetable import timetable_of
from workflow.errors import Blocker, Refusal, Stale
from workflow.life.standing import standing_in


def edit(
    session: Session,
    programme: Programme,
    name: str,
    language: Language,
    text: str,
    *,
    author: Person,
    now: datetime,
    expected: int | None = None,
) -> TemplateVersion:
    """Have a letter written in other words from now on.

    `expected` is the number of the version that the author changed, 0 for the packaged text. Raises
    Refusal: not a coordinator, or the text will not do; Stale where it is another by now.
    """
    _permit(session, programme, author, now)
    text = text.replace("\r\n", "\n").rstrip() + "\n"
    if faults := check_text(session, programme, name, language, text):
        raise Refusal(faults)
    if text == text_of(session, programme, name, language):
        raise Refusal([_UNCHANGED])
    return _store(session, programme, name, language, text, author, now, expected)


def restore(
    session: Session,
    programme: Programme,
    name: str,
    language: Language,
    number: int,
    *,
    author: Person,
    now: datetime,
    expected: int | None = None,
) -> TemplateVersion:
    """Go back to the text of a version, as a version of its own. Raises as `edit`, and NotFound."""
    text = text_of(session, programme, name, language, number)
    return edit(session, programme, name, language, text, author=author, now=now, expected=expected)


def reset(
    session: Session,
    programme: Programme,
    name: str,
    language: Language,
    *,
    author: Person,
    now: datetime,
    expected: int | None = None,
) -> TemplateVersion:
    """Go back to the text that comes with the program, also where that changes with the program.
    Raises as `edit`."""
    _permit(session, programme, author, now)
    situations(session, programme, name)
    current = latest(session, programme.id, name, language)
    if current is None or current.text is None:
        raise Refusal([_UNCHANGED])
    return _store(session, programme, name, language, None, author, now, expected)


def _permit(session: Session, programme: Programme, author: Person, now: datetime) -> None:
    today = timetable_of(session, programme.id).local_day(now)
    standing = standing_in(session, programme.id, None, Actor.person(author.id), today)
    if blockers := list(standing.blockers((Role.COORDINATOR,))):
        raise Refusal(blockers)


def _store(
    session: Session,
    programme: Programme,
    name: str,
    language: Language,
    text: str | None,
    author: Person,
    now: datetime,
    expected: int | None,
) -> TemplateVersion:
    current = latest(session, programme.id, name, language)
    number = current.number if current else 0
    if expected is not None and expected != number:
        raise Stale([_changed_meanwhile(current)])
    version = TemplateVersion(
        programme_id=programme.id,
        name=name,
        language=language,
        number=number + 1,
        text=text,
        author=author,
        written_at=now,
    )
    try:
        with session.begin_nested():
            session.add(version)
    except IntegrityError:  # somebody else's version took the number in this very moment
        raise Stale([_changed_meanwhile(None)]) from None
    return version


def _changed_meanwhile(by: TemplateVersion | None) -> Blocker:
    en = f" by {by.author.name} (version {by.number})" if by else ""
    ru = f": {by.author.name}, версия {by.number}" if by else ""
    return Blocker(
        "stale",
        Text(
            en=f"The text was changed meanwhile{en}. Look at it and make your change in it.",
            ru=f"Текст тем временем изменили{ru}. Посмотрите его и внесите правку в него.",
        ),
    )


_UNCHANGED = Blocker(
    "unchanged",
    Text(en="The text is already as you want it.", ru="Текст уже такой."),
)
