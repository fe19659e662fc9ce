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


def text_of(
    session: Session, programme: Programme, name: str, language: str, number: int | None = None
) -> str:
    """The text that holds, or that of a version. Raises NotFound."""
    if number == 0:
        return packaged(name, language)
    asked = _versions(programme.id, name, language)
    if number is not None:
        asked = asked.where(TemplateVersion.number == number)
    version = session.scalar(asked.limit(1))
    if version is None and number is not None:
        raise NotFound([_no_version(name, number)])
    own = version.text if version else None
    return packaged(name, language) if own is None else own


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
