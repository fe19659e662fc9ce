"""The versions of a letter's text: number 0 comes with the program, the others people wrote."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from models import Programme, TemplateVersion, Text
from notifications.templates import packaged
from workflow.errors import Blocker, NotFound


def latest(session: Session, programme_id: int, name: str, language: str) -> TemplateVersion | None:
    """The version that holds; None where nobody ever wrote one."""
    return session.scalar(_versions(programme_id, name, language).limit(1))


def history_of(
    session: Session, programme: Programme, name: str, language: str
) -> Sequence[TemplateVersion]:
    """What people wrote, the latest first."""
    asked = _versions(programme.id, name, language).options(joinedload(TemplateVersion.author))
    return session.scalars(asked).all()


def version_of(
    session: Session, programme: Programme, name: str, language: str, number: int
) -> TemplateVersion | None:
    """None for number 0. Raises NotFound."""
    asked = _versions(programme.id, name, language).where(TemplateVersion.number == number)
    version = session.scalar(asked)
    if version is None and number:
        raise NotFound([_no_version(name, number)])
    return version


def text_of(
    session: Session, programme: Programme, name: str, language: str, number: int | None = None
) -> str:
    """The text of a version, or the one that holds. Raises NotFound."""
    version = (
        latest(session, programme.id, name, language)
        if number is None
        else version_of(session, programme, name, language, number)
    )
    if version is None or version.text is None:
        return packaged(name, language)
    return version.text


def _versions(programme_id: int, name: str, language: str) -> Select[tuple[TemplateVersion]]:
    return (
        select(TemplateVersion)
        .where(
            TemplateVersion.programme_id == programme_id,
            TemplateVersion.name == name,
            TemplateVersion.language == language,
        )
        .order_by(TemplateVersion.number.desc())
    )


def _no_version(name: str, number: int) -> Blocker:
    return Blocker(
        "not_found",
        Text(
            en=f"The text of {name} has no version {number}.",
            ru=f"У текста {name} нет версии {number}.",
        ),
    )
