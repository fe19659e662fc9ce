from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models import EntryText, HistoryEntry
from workflow.history.chain import canonical_json, entry_hash
from workflow.history.commitments import commitment, new_salt


def append(
    session: Session, entries: Sequence[dict[str, Any]], texts: Sequence[Mapping[str, str]]
) -> list[str]:
    """Write entries, each with every column but `commitments` and `hash`, and beside them what was
    written with each: name → text, as `reason`. Returns the entries' hashes."""
    kept = [_kept(entry, written) for entry, written in zip(entries, texts, strict=True)]
    for entry, rows in zip(entries, kept, strict=True):
        entry["commitments"] = canonical_json(
            {row["name"]: commitment(row["salt"], row["text"]) for row in rows}
        )
        entry["hash"] = entry_hash(entry)
    session.connection().execute(_APPEND, entries)
    if rows := [row for rows in kept for row in rows]:
        session.connection().execute(_KEEP, rows)
    return [entry["hash"] for entry in entries]


def _kept(entry: Mapping[str, Any], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "subject_id": entry["subject_id"],
            "sequence": entry["sequence"],
            "name": name,
            "text": text,
            "at": entry["at"],
            "salt": new_salt(),
        }
        for name, text in texts.items()
    ]


_APPEND = insert(HistoryEntry)
_KEEP = insert(EntryText)
