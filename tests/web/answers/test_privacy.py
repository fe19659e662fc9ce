"""What the pages promise, they keep: looking changes nothing, and nothing on the way says who it is
or what they answered."""

import re

import pytest
from fastapi.testclient import TestClient

from models import Invitation
from models.database import reading
from tests.make import Competition
from tests.web.answers.respondents import Respondent
from tests.web.answers.surveys import QUESTIONS, Survey, survey

KEPT = {
    "anonymous": "Ваши ответы хранятся без имени. Мы отмечаем",
    "linked": "Ваши ответы хранятся без имени, под кодом",
    "named": "Ваши ответы хранятся вместе с вашим именем.",
}


@pytest.mark.parametrize("mode", KEPT)
def test_how_answers_are_kept_is_told_before_the_first_question(
    asked: Survey, browser: TestClient, mode: str
) -> None:
    asked.set(mode=mode)

    words = Respondent(browser, asked.link()).look().page.words

    assert [said in words for said in KEPT.values()] == [each == mode for each in KEPT]
    assert ("не пишите того, по чему вас можно узнать" in words) == (mode != "named")


def test_whoever_comes_by_a_slip_has_no_name_to_keep(asked: Survey, browser: TestClient) -> None:
    asked.set(mode="named")

    words = Respondent(browser, asked.link(None, slip="A-17")).look().page.words

    assert KEPT["anonymous"] in words
    assert KEPT["named"] not in words


def test_a_district_that_is_kept_is_told_of(
    asked: Survey, of_programme: Competition, browser: TestClient
) -> None:
    by_district = QUESTIONS.replace("items:", "by_district: true\nitems:", 1)
    told = "Вместе с ответами хранится ваш округ"

    assert told in Respondent(browser, survey(of_programme, by_district).link()).look().page.words
    assert told not in Respondent(browser, asked.link()).look().page.words


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_changes_nothing(asked: Survey, browser: TestClient, method: str) -> None:
    link = asked.link()

    for place in ("", "/1", "/2", "/review", "/saved"):
        query = "?lang=en&trust=2&-shown=trust&-go=hand_in"
        assert browser.request(method, link + place + query).status_code == 200

    assert (asked.drafts(), asked.answers()) == ([], [])
    with reading() as session:
        ours = session.query(Invitation).filter_by(round_id=asked.round_id)
        assert [each.answered_on for each in ours] == [None]


def test_addresses_say_nothing_of_the_answers(asked: Survey, browser: TestClient) -> None:
    """They stay in the browser's history."""
    somebody = Respondent(browser, asked.link())
    somebody.look(1).press(trust="2", ways=["phone"])
    somebody.press(took_part="yes").press(times="3").press(comment="Слова")

    seen = [str(each.url) for each in (*somebody.response.history, somebody.response)]
    seen += somebody.page.links

    allowed = r"(https?://testserver)?/answer/[\w.-]+(/(\d+|review|saved))?(\?lang=(ru|en)(&then=review)?)?"
    assert [each for each in seen if not re.fullmatch(rf"{allowed}(#q-[a-z_]+)?", each)] == []


def test_pages_keep_nothing_in_the_browser_and_run_nothing_in_it(
    asked: Survey, browser: TestClient
) -> None:
    link = asked.link()
    pages = [browser.get(link + place) for place in ("", "/1", "/review", "/saved")]
    pages += [browser.post(f"{link}/1", data={"-shown": "trust"}), browser.get("/answer/nonsense")]

    for response in pages:
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self';")
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert "set-cookie" not in response.headers
        assert "Leader" not in str(response.headers) + response.text
        assert re.findall(r"<script|style=|\son\w+=|https?://", response.text) == []
        sheets = re.findall('href="(/static/[^"]+)"', response.text)
        assert sheets == ["/static/vmeste.css", "/static/answers.css"]
    assert browser.get("/static/answers.css").status_code == 200
    assert 'autocomplete="off"' in pages[1].text
