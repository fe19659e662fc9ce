"""The formula of an entry's hash, in one place for writing and for checking."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

COVERED = (
    "subject_id",
    "sequence",
    "action",
    "from_state",
    "to_state",
    "actor_id",
    "flow",
    "on_behalf_of_id",
    "at",
    "reason",
    "facts",
    "lifecycle_hash",
    "previous_hash",
)
"""The columns that an entry's hash covers: all but its row number and the hash itself."""


def canonical_json(value: Any) -> str:
    """Sorted keys, no spaces, UTF-8; floats do not occur, so that every machine writes the same.

    It agrees with RFC 8785 (JCS) for what we store: ASCII keys, strings, integers.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def entry_hash(entry: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of the covered columns.

    `at` is written as UTC in ISO 8601 with microseconds.
    """
    at: datetime = entry["at"]
    covered = {name: entry[name] for name in COVERED}
    covered["at"] = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return sha256(canonical_json(covered).encode()).hexdigest()
