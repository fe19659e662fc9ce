"""Where there is nothing to fill in, a page says why and what to do."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from config.secret import secret
from models import Category, Text
from models.database import transaction
from notifications.subscriptions import unsubscribe_token
from tests.make import NOON
from tests.web.answers.respondents import Respondent
from tests.web.answers.surveys import Survey
from web.answers import routes
from workflow.monitoring.rounds.links import answer_token

WAYS: dict[str, tuple[dict[str, Any], int, Text]] = {
    "before": (
        {"state": "planned", "opens_at": NOON + timedelta(days=1)},
        403,
        Text(ru="Опрос ещё не начался", en="The survey is not open yet"),
    ),
    "after": ({"closes_at": NOON}, 410, Text(ru="Опрос завершён", en="The survey is closed")),
    "closed": ({"state": "closed"}, 410, Text(ru="Опрос завершён", en="The survey is closed")),
}


@pytest.mark.parametrize("when", WAYS)
def test_outside_its_time_a_survey_takes_nothing(
    asked: Survey, browser: TestClient, when: str
) -> None:
    columns, status, title = WAYS[when]
    link = asked.link()
    asked.set(**columns)
    pages = [browser.get(link), browser.get(f"{link}/1"), browser.get(f"{link}/review")]
    pages += [browser.post(f"{link}/{place}", data={"trust": "2"}) for place in (1, "review")]

    assert {page.status_code for page in pages} == {status}
    assert (asked.drafts(), asked.answers()) == ([], [])
    for language, said in (("ru", title.ru), ("en", title.en)):
        told = Respondent(browser, link).look(lang=language).response.text
        assert (f'<html lang="{language}">' in told, f"<h1>{said}</h1>" in told) == (True, True)


@pytest.mark.parametrize("made", ["cut", "nonsense", "of another purpose", "of nobody"])
def test_an_unknown_link_says_what_to_do(asked: Survey, browser: TestClient, made: str) -> None:
    path = {
        "cut": asked.link()[:-1],
        "nonsense": "/answer/nonsense",
        "of another purpose": f"/answer/{unsubscribe_token(1, Category.NEWS, secret())}",
        "of nobody": f"/answer/{answer_token(UUID(int=0), secret())}",
    }[made]

    page = browser.get(path)
    english = browser.get(path, headers={"Accept-Language": "en"})

    assert page.status_code == english.status_code == 404
    assert "Откройте её из письма ещё раз." in page.text
    assert "<h1>This link does not open</h1>" in english.text


def test_a_page_that_is_too_large_is_refused_in_words(asked: Survey, browser: TestClient) -> None:
    link = asked.link()
    long = {"-shown": "comment", "comment": "ы" * 100_000}

    page = browser.post(f"{link}/4", data=long)

    assert (page.status_code, "сократите ответы" in page.text) == (413, True)
    assert asked.drafts() == []


def test_more_than_a_draft_holds_is_refused_in_words(asked: Survey, browser: TestClient) -> None:
    page = browser.post(f"{asked.link()}/4", data={"-shown": "comment", "comment": "y" * 150_000})

    assert (page.status_code, "сократите ответы" in page.text) == (413, True)


def test_an_address_that_no_page_has_leads_to_the_first(asked: Survey, browser: TestClient) -> None:
    somebody = Respondent(browser, asked.link())

    assert (somebody.look(99).at, somebody.status) == ("", 200)
    somebody.response = browser.post(f"{somebody.link}/99", data={})
    assert (somebody.at, somebody.status) == ("", 200)


@pytest.fixture(params=["at once", "at the very end"])
def broken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database fails, with what somebody answered in the words of its error."""

    def fail() -> None:
        raise OperationalError("insert", {"sealed": "SECRET"}, Exception("gone"))

    @contextmanager
    def failing() -> Iterator[Session]:
        if request.param == "at once":
            fail()
        with transaction() as session:
            yield session
            fail()

    monkeypatch.setattr(routes, "transaction", failing)


def test_a_fault_of_ours_is_told_calmly_and_gives_nothing_away(
    asked: Survey, browser: TestClient, broken: None, caplog: pytest.LogCaptureFixture
) -> None:
    link = asked.link()
    caplog.set_level(logging.DEBUG)

    page = browser.post(f"{link}/1", data={"-shown": "trust", "trust": "2"})

    assert page.status_code == 500
    assert "Ваши ответы сохранены до последней отправленной страницы." in page.text
    assert page.headers["Cache-Control"] == "no-store"
    ours = [each for each in caplog.records if each.name.startswith("web")]
    assert [each.getMessage().split(" at ")[0] for each in ours] == [
        "OperationalError while answering,"
    ]
    assert "SECRET" not in caplog.text
    assert link.rpartition("/")[2] not in "".join(each.getMessage() for each in ours)
    assert asked.drafts() == []


def test_other_sites_forms_are_refused(asked: Survey, browser: TestClient) -> None:
    data: dict[str, Any] = {"-shown": "trust", "trust": "2"}
    path = f"{asked.link()}/1"

    theirs = browser.post(path, data=data, headers={"Sec-Fetch-Site": "cross-site"})
    ours = browser.post(path, data=data, headers={"Sec-Fetch-Site": "same-origin"})

    assert (theirs.status_code, ours.status_code) == (403, 200)
