"""The one formula of an entry's hash."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workflow.history.chain import COVERED, canonical_json, covered_hash, entry_hash

texts = st.text(st.characters(codec="utf-8"), max_size=20)
numbers = st.integers(0, 2**63)
VALUES: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(COVERED, texts) | {
    "subject_id": numbers,
    "sequence": numbers,
    "actor_id": st.none() | numbers,
    "flow": st.none() | texts,
    "on_behalf_of_id": st.none() | numbers,
}
MOMENTS = st.datetimes(datetime(2000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.fixed_dictionaries(VALUES))
def test_what_is_spelled_out_is_canonical_json(covered: dict[str, Any]) -> None:
    values = [covered[name] for name in COVERED]

    assert covered_hash(values) == sha256(canonical_json(covered).encode()).hexdigest()


@given(st.fixed_dictionaries(VALUES), MOMENTS)
def test_a_moment_is_written_with_microseconds(covered: dict[str, Any], at: datetime) -> None:
    written = at.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    told = canonical_json(covered | {"at": written})

    assert entry_hash(covered | {"at": at}) == sha256(told.encode()).hexdigest()
