"""The formula of an entry's hash, in one place for writing and for checking."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from json.encoder import encode_basestring
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
    "facts",
    "commitments",
    "lifecycle_hash",
    "previous_hash",
)
"""The columns that an entry's hash covers: all that happened. The texts written with it are covered
by commitments, so that one can be erased and the chain still proves the rest."""


quoted = encode_basestring
"""A text as canonical JSON writes it."""


def canonical_json(value: Any) -> str:
    """Sorted keys, no spaces, UTF-8; floats do not occur, so that every machine writes the same.

    It agrees with RFC 8785 (JCS) for what we store: ASCII keys, strings, integers.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def moment(at: datetime) -> str:
    """How the chain writes a moment: UTC in ISO 8601 with microseconds."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entry_hash(entry: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of the covered columns."""
    return covered_hash([moment(entry[n]) if n == "at" else entry[n] for n in COVERED])


def covered_hash(values: Sequence[Any]) -> str:
    """The same of the columns' values in the order of COVERED, with `at` as `moment` writes it.
    The canonical JSON is spelled out, which takes a third of the time that sorting it does."""
    subject_id, sequence, action, from_state, to_state, actor_id, flow, *others = values
    on_behalf_of_id, at, facts, commitments, lifecycle_hash, previous_hash = others
    return sha256(
        f'{{"action":{quoted(action)},"actor_id":{_number(actor_id)},"at":{quoted(at)},'
        f'"commitments":{quoted(commitments)},"facts":{quoted(facts)},'
        f'"flow":{"null" if flow is None else quoted(flow)},"from_state":{quoted(from_state)},'
        f'"lifecycle_hash":{quoted(lifecycle_hash)},'
        f'"on_behalf_of_id":{_number(on_behalf_of_id)},'
        f'"previous_hash":{quoted(previous_hash)},"sequence":{sequence},'
        f'"subject_id":{subject_id},"to_state":{quoted(to_state)}}}'.encode()
    ).hexdigest()


def _number(value: int | None) -> int | str:
    return "null" if value is None else value
