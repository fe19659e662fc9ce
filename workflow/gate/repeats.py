"""Idempotency: a request that comes twice is carried out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models import HistoryEntry, IdempotencyKey, Text
from workflow.actor import Actor
from workflow.documents import content_hash
from workflow.errors import Blocker, KeyReused
from workflow.history.chain import canonical_json

LONGEST_KEY = 200


@dataclass(frozen=True)
class Request:
    key: str | None
    subject_id: int
    trigger: str
    actor: Actor
    reason: str | None
    facts: Mapping[str, Any]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that was asked."""
        actor = self.actor
        asked = [
            self.subject_id,
            self.trigger,
            actor.person_id,
            actor.flow,
            actor.on_behalf_of_id,
            self.reason,
            dict(self.facts),
        ]
        return content_hash(canonical_json(asked))


def answered(session: Session, request: Request) -> HistoryEntry | None:
    """The entry that the request made when it came before. Raises KeyReused."""
    if request.key is None:
        return None
    if not 0 < len(request.key) <= LONGEST_KEY or not request.key.isprintable():
        raise KeyReused([_UNFIT])
    known = session.get(IdempotencyKey, request.key)
    if known is None:
        return None
    if known.request_hash != request.fingerprint:
        raise KeyReused([OTHER_REQUEST])
    return session.scalars(
        select(HistoryEntry).where(
            HistoryEntry.subject_id == known.subject_id, HistoryEntry.sequence == known.sequence
        )
    ).one()


def remember(session: Session, request: Request, sequence: int) -> None:
    if request.key is not None:
        session.connection().execute(
            _REMEMBER,
            {
                "key": request.key,
                "request_hash": request.fingerprint,
                "subject_id": request.subject_id,
                "sequence": sequence,
            },
        )


_REMEMBER = insert(IdempotencyKey)
_UNFIT = Blocker(
    "key_unfit",
    Text(
        en=f"An idempotency key has 1 to {LONGEST_KEY} plain characters.",
        ru=f"Ключ идемпотентности — от 1 до {LONGEST_KEY} печатных знаков.",
    ),
)
OTHER_REQUEST = Blocker(
    "key_reused",
    Text(
        en="This idempotency key was used for another request: send a new key with it.",
        ru="Этот ключ идемпотентности уже использован для другого запроса: возьмите новый.",
    ),
)
