"""`/unsubscribe`: one click, no questions, and looking changes nothing."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from config.secret import secret
from models import Category, Preference
from models.database import reading, transaction
from notifications.subscriptions import unsubscribe_token
from tests.make import Competition

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def link(competition: Competition, name: str, category: Category = Category.REMINDER) -> str:
    token = unsubscribe_token(competition.people[name].id, category, secret())
    return f"/unsubscribe/{token}"


def wanted(competition: Competition, name: str) -> tuple[bool, bool]:
    """Whether they get reminders and news."""
    with reading() as session:
        chosen = session.get(Preference, competition.people[name].id)
    return (chosen.reminders, chosen.news) if chosen else (True, True)


def words(response: Response) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", response.text)).split())


def test_one_click_stops_what_the_letter_was(competition: Competition, browser: TestClient) -> None:
    response = browser.post(link(competition, "leader"), data=ONE_CLICK)

    assert (response.status_code, wanted(competition, "leader")) == (200, (False, True))
    assert "Готово: напоминания на адрес l•••@example.org больше не придут." in words(response)


def test_one_click_may_come_as_a_form_of_several_parts(
    competition: Competition, browser: TestClient
) -> None:
    """RFC 8058 lets mail programs post either kind."""
    form = {name: (None, value) for name, value in ONE_CLICK.items()}
    response = browser.post(link(competition, "leader", Category.NEWS), files=form)

    assert (response.status_code, wanted(competition, "leader")) == (200, (True, False))


def test_it_concerns_nobody_else(competition: Competition, browser: TestClient) -> None:
    browser.post(link(competition, "leader"), data=ONE_CLICK)

    assert wanted(competition, "chair") == (True, True)


def test_one_click_twice_is_one_click(competition: Competition, browser: TestClient) -> None:
    for _ in range(2):
        assert browser.post(link(competition, "leader"), data=ONE_CLICK).status_code == 200

    assert wanted(competition, "leader") == (False, True)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_looking_changes_nothing(
    competition: Competition, browser: TestClient, method: str
) -> None:
    address = link(competition, "leader")

    for path in (address, f"{address}/undo"):
        browser.request(method, path)

    with reading() as session:
        assert session.query(Preference).all() == []


def test_the_page_asks_by_a_button_that_posts(
    competition: Competition, browser: TestClient
) -> None:
    response = browser.get(link(competition, "leader"))

    action = link(competition, "leader")
    assert f'<form method="post" action="{action}">' in response.text
    assert '<input type="hidden" name="List-Unsubscribe" value="One-Click">' in response.text
    assert "Больше не напоминать" in words(response)


def test_it_can_be_turned_on_again(competition: Competition, browser: TestClient) -> None:
    address = link(competition, "leader")
    stopped = browser.post(address, data=ONE_CLICK)
    (undo,) = re.findall('action="([^"]+)"', stopped.text)

    response = browser.post(undo)

    assert (undo, wanted(competition, "leader")) == (f"{address}/undo", (True, True))
    assert "снова будут приходить" in words(response)


def test_the_page_knows_what_was_chosen_before(
    competition: Competition, browser: TestClient
) -> None:
    browser.post(link(competition, "leader"), data=ONE_CLICK)

    page = words(browser.get(link(competition, "leader")))

    assert "Напоминания на адрес l•••@example.org отключены. Напоминать снова" in page


def test_the_page_is_in_the_persons_language(competition: Competition, browser: TestClient) -> None:
    with transaction() as session:
        session.merge(competition.people["leader"]).language = "en"

    response = browser.get(link(competition, "leader"))

    assert '<html lang="en">' in response.text
    assert re.search("[а-яё]", response.text) is None
    assert "Stop the reminders" in words(response)


@pytest.mark.parametrize("made", ["nobody", "obligation", "cut", "of another secret", "nonsense"])
def test_a_link_that_is_not_ours_says_one_and_the_same(
    competition: Competition, browser: TestClient, made: str
) -> None:
    person = competition.people["leader"].id
    token = {
        "nobody": unsubscribe_token(10**6, Category.NEWS, secret()),
        "obligation": unsubscribe_token(person, Category.OBLIGATION, secret()),
        "cut": unsubscribe_token(person, Category.NEWS, secret())[:-1],
        "of another secret": unsubscribe_token(person, Category.NEWS, "another"),
        "nonsense": "nonsense",
    }[made]

    answers = [
        browser.get(f"/unsubscribe/{token}"),
        browser.post(f"/unsubscribe/{token}", data=ONE_CLICK),
        browser.post(f"/unsubscribe/{token}/undo"),
    ]

    assert {(each.status_code, each.text) for each in answers} == {
        (404, browser.get("/unsubscribe/x").text)
    }
    assert wanted(competition, "leader") == (True, True)


def test_pages_keep_nothing_in_the_browser_and_run_nothing_in_it(
    competition: Competition, browser: TestClient
) -> None:
    for response in (
        browser.get(link(competition, "leader")),
        browser.post(link(competition, "leader")),
        browser.get("/unsubscribe/x"),
    ):
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none';")
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert "set-cookie" not in response.headers
        assert re.findall(r"<script|style=|\son\w+=|https?://", response.text) == []
        assert re.findall('href="([^"]+)"', response.text) == ["/static/vmeste.css"]
    assert browser.get("/static/vmeste.css").status_code == 200
