"""Pseudonyms: alike under one key, in common with nobody under another."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.errors import Refusal
from workflow.event_log.pseudonyms import SHORTEST_KEY, Pseudonyms

pytestmark = pytest.mark.long

people = st.integers(1, 2**31)
keys = st.binary(min_size=SHORTEST_KEY)


@given(keys, people)
def test_a_person_has_one_pseudonym_under_one_key(key: bytes, person: int) -> None:
    assert Pseudonyms(key).of(person) == Pseudonyms(key).of(person)


@given(keys, st.sets(people, min_size=2, max_size=50))
def test_people_have_different_pseudonyms(key: bytes, some: set[int]) -> None:
    known = Pseudonyms(key)

    assert len({known.of(person) for person in some}) == len(some)


@given(people)
def test_a_pseudonym_tells_nothing_but_that_it_is_one(person: int) -> None:
    assert re.fullmatch(r"p-[0-9a-f]{16}", Pseudonyms().of(person))


def test_two_logs_without_a_key_of_yours_have_nobody_in_common() -> None:
    first, second = Pseudonyms(), Pseudonyms()

    assert {first.of(n) for n in range(100)} & {second.of(n) for n in range(100)} == set()


def test_a_short_key_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        Pseudonyms(b"k" * (SHORTEST_KEY - 1))

    assert refused.value.codes == ["key_too_short"]


def test_the_key_is_not_shown_where_the_object_is() -> None:
    assert "secret" not in repr(Pseudonyms(b"secret" * 8))
