"""Links by which people do without reminders or news."""

import re

import pytest

from models import Category
from notifications.subscriptions import read_token, unsubscribe_token
from workflow.errors import Refusal

TOKEN = unsubscribe_token(7, Category.NEWS, "key")


def test_a_token_says_whose_letters_and_which() -> None:
    assert read_token(TOKEN, "key") == (7, Category.NEWS)


def test_a_token_can_stand_in_a_link() -> None:
    assert re.fullmatch(r"[\w.-]+", TOKEN)


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], "x" + TOKEN, TOKEN.replace(".", "")])
def test_what_was_not_made_here_is_refused(token: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_token(token, "key")

    assert refused.value.codes == ["link_unknown"]


def test_a_token_of_another_installation_is_refused() -> None:
    with pytest.raises(Refusal):
        read_token(TOKEN, "another key")
