from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models import HistoryEntry
from workflow.history.chain import entry_hash


def append(session: Session, entries: Sequence[dict[str, Any]]) -> list[str]:
    """Write entries, each with every column that its hash covers; returns their hashes."""
    for entry in entries:
        entry["hash"] = entry_hash(entry)
    session.connection().execute(_APPEND, entries)
    return [entry["hash"] for entry in entries]


_APPEND = insert(HistoryEntry)
