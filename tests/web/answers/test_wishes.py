"""The language of a page: what was chosen, then the person's, then the browser's."""

import pytest
from fastapi import Request

from models.text import Language
from web.answers.wishes import wishes_of


def request(query: str = "", accepted: str = "") -> Request:
    headers = [(b"accept-language", accepted.encode())]
    return Request({"type": "http", "query_string": query.encode(), "headers": headers})


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "ru"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("ru;q=0.4, EN;q=0.5", "en"),
        ("de, fr;q=0.5", "ru"),
        ("en;q=0", "ru"),
        ("en;q=much, ;;, *", "ru"),
    ],
)
def test_a_browser_says_what_it_would_rather_have(accepted: str, language: Language) -> None:
    assert wishes_of(request(accepted=accepted)).language() == language


@pytest.mark.parametrize(
    ("query", "of_person", "language"),
    [
        ("lang=ru", "en", "ru"),
        ("lang=de", "ru", "ru"),
        ("", "ru", "ru"),
        ("", None, "en"),
    ],
)
def test_a_choice_goes_before_the_persons_and_theirs_before_the_browsers(
    query: str, of_person: str | None, language: Language
) -> None:
    assert wishes_of(request(query, "en")).language(of_person) == language
