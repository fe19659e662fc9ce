from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models import HistoryEntry, Subject
from workflow.actor import Actor
from workflow.history.chain import canonical_json, entry_hash


def append(
    session: Session,
    subject: Subject,
    *,
    sequence: int,
    action: str,
    from_state: str,
    to_state: str,
    actor: Actor,
    at: datetime,
    reason: str | None,
    facts: Mapping[str, Any],
    lifecycle_hash: str,
) -> str:
    """Chain a new entry to the subject's latest one; returns the new entry's hash."""
    entry: dict[str, Any] = {
        "subject_id": subject.id,
        "sequence": sequence,
        "action": action,
        "from_state": from_state,
        "to_state": to_state,
        "actor_id": actor.person_id,
        "flow": actor.flow,
        "on_behalf_of_id": actor.on_behalf_of_id,
        "at": at.astimezone(UTC),
        "reason": reason,
        "facts": canonical_json(facts),
        "lifecycle_hash": lifecycle_hash,
        "previous_hash": subject.head,
    }
    entry["hash"] = entry_hash(entry)
    session.connection().execute(_APPEND, entry)
    return str(entry["hash"])


_APPEND = insert(HistoryEntry)
