"""Searches that somebody wants to make again, under a name of their own in the programme."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import SavedSearch, Text
from workflow.errors import Blocker, NotFound, Refusal
from workflow.history.search.query import Query

LONGEST = 80
"""Letters of a name."""


def save(
    session: Session, query: Query, name: str, *, saved_by_id: int | None, now: datetime
) -> SavedSearch:
    """Keep what is searched for. Raises Refusal where the name is unfit or taken."""
    name = " ".join(name.split())
    if not (0 < len(name) <= LONGEST and name.isprintable()):
        raise _refusal(
            "bad_name",
            f"A search's name is one line of 1 to {LONGEST} letters.",
            f"Название поиска — одна строка, от 1 до {LONGEST} знаков.",
        )
    if _named(session, query.programme_id, name) is not None:
        raise _refusal(
            "name_taken",
            f"There is a search “{name}” already: forget it first, or take another name.",
            f"Поиск «{name}» уже есть: сначала удалите его или выберите другое название.",
        )
    asked = query.model_dump(mode="json", exclude={"programme_id"}, exclude_defaults=True)
    search = SavedSearch(
        programme_id=query.programme_id,
        name=name,
        asked=asked,
        saved_by_id=saved_by_id,
        saved_at=now,
    )
    session.add(search)
    session.flush()
    return search


def saved_searches(session: Session, programme_id: int) -> Sequence[SavedSearch]:
    ours = select(SavedSearch).where(SavedSearch.programme_id == programme_id)
    return session.scalars(ours.order_by(SavedSearch.name)).all()


def saved(session: Session, programme_id: int, name: str) -> Query:
    """What is searched for under a name. Raises NotFound."""
    search = _find(session, programme_id, name)
    return Query(programme_id=programme_id, **search.asked)


def forget_saved(session: Session, programme_id: int, name: str) -> None:
    """Raises NotFound."""
    session.delete(_find(session, programme_id, name))
    session.flush()


def _find(session: Session, programme_id: int, name: str) -> SavedSearch:
    search = _named(session, programme_id, " ".join(name.split()))
    if search is None:
        known = [search.name for search in saved_searches(session, programme_id)]
        raise _nothing(name, known)
    return search


def _named(session: Session, programme_id: int, name: str) -> SavedSearch | None:
    return session.scalar(
        select(SavedSearch).where(
            SavedSearch.programme_id == programme_id, SavedSearch.name == name
        )
    )


def _nothing(name: str, known: Sequence[str]) -> NotFound:
    en = f"Saved are: {', '.join(known)}." if known else "None is saved yet: search with --save."
    ru = f"Есть: {', '.join(known)}." if known else "Пока не сохранено ни одного: ищите с --save."
    text = Text(en=f"There is no search “{name[:80]}”. {en}", ru=f"Поиска «{name[:80]}» нет. {ru}")
    return NotFound([Blocker("not_found", text)])


def _refusal(code: str, en: str, ru: str) -> Refusal:
    return Refusal([Blocker(code, Text(en=en, ru=ru))])
