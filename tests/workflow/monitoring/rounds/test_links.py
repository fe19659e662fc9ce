"""Links and pseudonyms: made here alone, the same whenever they are made."""

from uuid import UUID

import pytest

from tests.make import SECRET
from workflow.errors import Refusal
from workflow.monitoring.rounds.links import (
    answer_token,
    by_address,
    by_slip,
    pseudonym,
    read_answer_token,
)

INVITATION = UUID("6f2b7a54-3b0e-4c0a-9a55-0f3e6f1c2d4b")


def test_a_token_leads_back_to_its_invitation_and_is_always_the_same() -> None:
    token = answer_token(INVITATION, SECRET)

    assert read_answer_token(token, SECRET) == INVITATION
    assert answer_token(INVITATION, SECRET) == token
    assert token.isascii()
    assert "/" not in token


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        INVITATION.hex,
        str(INVITATION),
        answer_token(INVITATION, "another secret"),
        answer_token(INVITATION, SECRET)[:-1],
        "é.é",
    ],
)
def test_a_token_that_was_not_made_here_is_refused(token: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_answer_token(token, SECRET)
    assert refused.value.codes == ["link_unknown"]


def test_a_pseudonym_is_the_same_for_the_same_person_whatever_the_round() -> None:
    first = pseudonym(by_address("Anna@Example.org "), "residents", salt="s", secret=SECRET)

    assert pseudonym(by_address("anna@example.org"), "residents", salt="s", secret=SECRET) == first
    assert len(first) == 64


def test_a_pseudonym_needs_both_halves_of_the_key_and_differs_by_questionnaire() -> None:
    anna = by_address("anna@example.org")
    made = {
        pseudonym(anna, "residents", salt="s", secret=SECRET),
        pseudonym(anna, "residents", salt="other", secret=SECRET),
        pseudonym(anna, "residents", salt="s", secret="other"),
        pseudonym(anna, "deputies", salt="s", secret=SECRET),
        pseudonym(by_slip("anna@example.org"), "residents", salt="s", secret=SECRET),
    }

    assert len(made) == 5
