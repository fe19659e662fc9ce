from json import loads

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Consent, HistoryEntry


class Struck:
    """What erasures say that they struck out, read when something struck is met."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by: dict[int, frozenset[str]] = {}
        self._all: frozenset[str] | None = None

    def by(self, consent_id: int, what: str) -> bool:
        """Whether the history of this consent says so."""
        if consent_id not in self._by:
            self._by[consent_id] = self._named(consent_id)
        return what in self._by[consent_id]

    def by_any(self, what: str) -> bool:
        if self._all is None:
            self._all = self._named(None)
        return what in self._all

    def _named(self, consent_id: int | None) -> frozenset[str]:
        erasures = (
            select(HistoryEntry.facts)
            .join(Consent, Consent.id == HistoryEntry.subject_id)
            .where(HistoryEntry.action == "erase")
        )
        if consent_id is not None:
            erasures = erasures.where(HistoryEntry.subject_id == consent_id)
        told = [loads(facts).get("struck", []) for facts in self._session.scalars(erasures)]
        lists = [loads(names) if isinstance(names, str) else names for names in told]
        return frozenset(name for names in lists for name in names)
