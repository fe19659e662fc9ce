"""`/checkpoints`: what everybody may hold the histories to."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from models.database import transaction
from tests.make import NOON, Competition
from web.checkpoints.routes import SHOWN
from workflow.history.checkpoints.published import all_published, plain
from workflow.history.checkpoints.taking import take_checkpoint


def taken(days: int) -> list[dict[str, object]]:
    with transaction() as session:
        for day in range(days):
            take_checkpoint(session, now=NOON + timedelta(days=day))
        return [plain(each) for each in all_published(session)]


def test_the_list_is_what_the_command_writes(competition: Competition, browser: TestClient) -> None:
    expected = taken(2)

    response = browser.get("/checkpoints.json")

    assert response.json() == expected
    assert response.headers["Link"] == '</checkpoints#check>; rel="help"'
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_without_checkpoints_the_list_is_empty_and_the_page_says_so(
    competition: Competition, browser: TestClient
) -> None:
    assert browser.get("/checkpoints.json").json() == []
    assert "Отпечатков ещё нет." in browser.get("/checkpoints").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Как проверить"),
        ({"params": {"lang": "en"}}, "How to check"),
        ({"headers": {"Accept-Language": "en-GB"}}, "How to check"),
        ({"params": {"lang": "ru"}, "headers": {"Accept-Language": "en"}}, "Как проверить"),
    ],
)
def test_the_page_is_in_the_language_asked_for(
    competition: Competition, browser: TestClient, asked: dict[str, object], said: str
) -> None:
    (first,) = taken(1)

    response = browser.get("/checkpoints", **asked)

    assert response.status_code == 200
    assert said in response.text
    assert str(first["root"]) in response.text


def test_the_page_shows_the_latest_and_counts_the_rest(
    competition: Competition, browser: TestClient
) -> None:
    taken(SHOWN + 2)

    page = browser.get("/checkpoints").text

    assert page.count('<li id="n') == SHOWN
    assert f'start="{SHOWN + 2}"' in page
    assert "Более ранних: 2." in page
